#!/bin/bash
# Builds and runs the example in Rust and in C++; `make run` calls it.
# usage: run.sh BUILD    (the project's build folder, with the plugin in lib/)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
plugin=$build/lib/libEnzyme-22.so
out=$build/examples/iris-gmm
mkdir -p "$out"

# Rust: stock rustc, pointed at a private sysroot that holds the plugin.
sysroot=$("$root/tools/rust-sysroot.sh" "$build/rust-sysroot" "$plugin")
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTC_BOOTSTRAP=1 \
  RUSTFLAGS="--sysroot $sysroot -Zautodiff=Enable -Zfewer-names=no"
options=(--release --quiet --locked --target "$host" --target-dir "$out/target"
         --manifest-path "$here/rust/Cargo.toml")
# Cargo does not know that its result depends on the plugin.
stamp=$(sha256sum < "$plugin")
if [ "$(cat "$out/plugin" 2>/dev/null)" != "$stamp" ]; then
  cargo clean "${options[@]}" --package iris-gmm
  echo "$stamp" > "$out/plugin"
fi
cargo build "${options[@]}"
"$out/target/$host/release/iris-gmm" "$root/examples/data/iris.csv" "$out"
echo

# C++: stock clang with the plugin loaded.
clang++-22 -std=c++20 -O3 -fno-math-errno -fpass-plugin="$plugin" \
  -I"$root/include" "$here/cpp/main.cpp" \
  -o "$out/iris-gmm" -llbfgs
"$out/iris-gmm" "$root/examples/data/iris.csv" "$out/rust-points.txt"
