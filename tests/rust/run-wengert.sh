#!/bin/bash
# The wengert crate: its tests and documentation's examples in the dev and
# release profiles, and what its attributes say to wrong uses.
# usage: run-wengert.sh <build folder>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
plugin=$build/lib/libEnzyme-22.so
host=$("${RUSTC:-rustc}" -vV | sed -n 's/^host: //p')
cargo=${CARGO:-cargo}
target=$build/tests/rust/wengert
unset RUSTC_WRAPPER

# No plugin is needed to be told what is wrong.
RUSTFLAGS= python3 "$here/wengert-errors/check.py" "$target/errors"

# Cargo does not know that its results depend on the plugin.
stamp=$(sha256sum <"$plugin" | cut -c1-16)
mkdir -p "$target"
find "$target" -maxdepth 1 -name 'plugin-*' ! -name "plugin-$stamp" -exec rm -rf {} +
mkdir -p "$target/plugin-$stamp"
cp "$plugin" "$target/plugin-$stamp/"

export RUSTC_BOOTSTRAP=1
export RUSTFLAGS="-Zllvm-plugins=$target/plugin-$stamp/libEnzyme-22.so -Zshare-generics=no"
export RUSTDOCFLAGS="$RUSTFLAGS -Ccodegen-units=1"
common=(--quiet --manifest-path "$here/../../rust/Cargo.toml" --target "$host"
  --target-dir "$target" --package wengert)
"$cargo" test "${common[@]}"
for level in 1 3; do
  CARGO_PROFILE_RELEASE_OPT_LEVEL=$level \
    "$cargo" test "${common[@]}" --release --tests
done
# With link-time optimization more is seen, and functions with the same code are one.
CARGO_PROFILE_RELEASE_OPT_LEVEL=2 CARGO_PROFILE_RELEASE_LTO=fat \
  "$cargo" test "${common[@]}" --release --test checkpoint --test rules \
  --test rules_of_methods --test allocators --test split
