#!/bin/bash
# Runs the std::autodiff tests with the stock compiler and the plugin as its
# backend.   usage: run-backend.sh <build folder> <dev|release> [cargo args]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
profile=$2
shift 2
plugin=$build/lib/libEnzyme-22.so
sysroot=$("$here/../../tools/rust-sysroot.sh" "$build/rust-sysroot" "$plugin")
host=$("${RUSTC:-rustc}" -vV | sed -n 's/^host: //p')

# Cargo does not know that its results depend on the plugin.
target=$build/tests/rust/$profile
stamp=$(sha256sum <"$plugin")
if [ "$(cat "$target/plugin" 2>/dev/null)" != "$stamp" ]; then
  rm -rf "$target"
  mkdir -p "$target"
  echo "$stamp" >"$target/plugin"
fi

export RUSTC_BOOTSTRAP=1
# Names tell a pair passed by value from two scalars (WG0015).
export RUSTFLAGS="--sysroot $sysroot -Zautodiff=Enable -Zfewer-names=no"
[ "$profile" = release ] && set -- --release "$@"
# With --target the flags stay away from build scripts and macros.
exec "${CARGO:-cargo}" test --manifest-path "$here/Cargo.toml" --quiet --offline \
  --target "$host" --target-dir "$target" "$@"
