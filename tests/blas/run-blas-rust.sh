#!/bin/bash
# Compiles one Rust program with the plugin, links BLAS, and runs it.
# usage: run-blas-rust.sh RUSTC PLUGIN SOURCE OUTPUT FLAGS...
set -eu
rustc=$1 plugin=$2 source=$3 output=$4
shift 4
# A folder of its own: rustc names object files after the crate alone.
rm -rf "$output" "$output.dir"
mkdir -p "$output.dir"
output=$output.dir/program
RUSTC_BOOTSTRAP=1 timeout 120 "$rustc" --edition 2021 -Ccodegen-units=1 \
  -Zllvm-plugins="$plugin" "$@" "$source" -o "$output"
OPENBLAS_NUM_THREADS=1 timeout 60 "$output"
