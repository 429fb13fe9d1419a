#!/bin/bash
# Compiles same-code/main.rs (fat LTO) as a plain program, with -Zautodiff, and
# with a derivative in it, and compares the machine code function by function.
# usage: run-same-code.sh <build folder> <opt-level>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
level=$2
sysroot=$("$here/../../tools/rust-sysroot.sh" "$build/rust-sysroot" \
  "$build/lib/libEnzyme-22.so")
out=$build/tests/rust/same-code-$level
mkdir -p "$out"
cd "$out" # where rustc leaves its intermediate files

compile() { # <name> <flags...>
  local name=$1
  shift
  RUSTC_BOOTSTRAP=1 "${RUSTC:-rustc}" --edition 2021 --crate-name same \
    -Copt-level="$level" -Clto=fat -Ccodegen-units=1 "$@" \
    "$here/same-code/main.rs" --emit asm="$out/$name.s",link="$out/$name"
  "$out/$name"
}

compile plain
compile autodiff --sysroot "$sysroot" -Zautodiff=Enable
compile derivative --sysroot "$sysroot" -Zautodiff=Enable --cfg derivative
exec python3 "$here/same-code/compare.py" "$here/same-code/main.rs" \
  "$out/plain.s" "$out/autodiff.s" "$out/derivative.s"
