#!/bin/bash
# Runs the std::autodiff tests with the stock compiler and the plugin as its
# backend.   usage: run-backend.sh <build folder> <dev|release> [cargo args]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
profile=$2
shift 2
sysroot=$("$here/../../tools/rust-sysroot.sh" "$build/rust-sysroot" \
  "$build/lib/libEnzyme-22.so")
host=$("${RUSTC:-rustc}" -vV | sed -n 's/^host: //p')

export RUSTC_BOOTSTRAP=1
export RUSTFLAGS="--sysroot $sysroot -Zautodiff=Enable"
[ "$profile" = release ] && set -- --release "$@"
# With --target the flags stay away from build scripts and macros.
exec "${CARGO:-cargo}" test --manifest-path "$here/Cargo.toml" --quiet --offline \
  --target "$host" --target-dir "$build/tests/rust/cargo" "$@"
