#!/bin/bash
# The README's two small programs, built as the README says; both must print
# the derivatives of x sin y at (3, 0.5).   usage: run.sh BUILD
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=$1/examples/quickstart
mkdir -p "$out"
plugin=$1/lib/libEnzyme-22.so
cd "$root"
expected="f = 1.438277, df/dx = 0.479426, df/dy = 2.632748"

clang++-22 -std=c++20 -O2 -fpass-plugin="$plugin" -Iinclude \
  examples/quickstart/quick.cpp -o "$out/quick-cpp"
[ "$("$out/quick-cpp")" = "$expected" ] || { "$out/quick-cpp"; exit 1; }

sysroot=$(tools/rust-sysroot.sh "$1/rust-sysroot" "$plugin")
RUSTC_BOOTSTRAP=1 rustc --sysroot "$sysroot" -Zautodiff=Enable -O -Clto=fat \
  examples/quickstart/quick.rs -o "$out/quick-rs"
[ "$("$out/quick-rs")" = "$expected" ] || { "$out/quick-rs"; exit 1; }
echo "$expected"
