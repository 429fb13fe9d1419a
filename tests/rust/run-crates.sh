#!/bin/bash
# Functions written with crates of the registry, differentiated in a release
# build by cargo.   usage: run-crates.sh <build folder>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
plugin=$build/lib/libEnzyme-22.so
sysroot=$("$here/../../tools/rust-sysroot.sh" "$build/rust-sysroot" "$plugin")
host=$("${RUSTC:-rustc}" -vV | sed -n 's/^host: //p')
target=$build/tests/rust/crates
# Cargo does not know that its results depend on the plugin.
stamp=$(sha256sum <"$plugin")
if [ "$(cat "$target/plugin" 2>/dev/null)" != "$stamp" ]; then
  rm -rf "$target"
  mkdir -p "$target"
  echo "$stamp" >"$target/plugin"
fi
export RUSTC_BOOTSTRAP=1
export RUSTFLAGS="--sysroot $sysroot -Zautodiff=Enable -Zfewer-names=no"
exec "${CARGO:-cargo}" run --manifest-path "$here/crates/Cargo.toml" --quiet \
  --release --target "$host" --target-dir "$target"
