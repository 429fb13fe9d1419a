#!/bin/bash
# Builds and runs the programs at one level, with or without debug assertions,
# and compares what they print with what other levels printed.
# usage: run-programs.sh <build folder> <opt-level> <true|false>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
level=$2
assertions=$3
plugin=$build/lib/libEnzyme-22.so
sysroot=$("$here/../../tools/rust-sysroot.sh" "$build/rust-sysroot" "$plugin")
out=$build/tests/rust/programs-$level-$assertions
rm -rf "$out"
mkdir -p "$out"
cd "$out" # where rustc leaves its intermediate files
export RUSTC_BOOTSTRAP=1
flags=(--edition 2021 -Copt-level="$level" -Cdebug-assertions="$assertions"
  -Coverflow-checks="$assertions" --sysroot "$sysroot" -Zautodiff=Enable
  -Zfewer-names=no)
# What cargo does, with the standard library's bitcode merged once only.
"${RUSTC:-rustc}" "${flags[@]}" --crate-type rlib --crate-name kit \
  -Clinker-plugin-lto "$here/kit/src/lib.rs" --out-dir .
"${RUSTC:-rustc}" "${flags[@]}" -Clto=fat --crate-name programs \
  --extern kit=libkit.rlib "$here/programs/src/main.rs" -o programs
"${RUSTC:-rustc}" "${flags[@]}" -Clto=fat "$here/programs/src/doubles.rs" \
  -o doubles
./programs >values
./doubles >>values
python3 "$here/programs/compare.py" values "$build"/tests/rust/programs-*/values
