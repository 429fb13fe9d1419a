#!/bin/bash
# Compiles one self-checking program with the plugin, links BLAS, and runs it.
# usage: run-blas.sh COMPILER PLUGIN TESTS SOURCE OUTPUT FLAGS...
# A file SOURCE's `// with: FILE` names is compiled without the plugin.
set -eu
compiler=$1 plugin=$2 tests=$3 source=$4 output=$5
shift 5
mkdir -p "$(dirname "$output")"
rm -f "$output"
objects=()
for extra in $(sed -n 's|^// with: *||p' "$source"); do
  "$compiler" -O1 -c "$(dirname "$source")/$extra" -o "$output.o"
  objects+=("$output.o")
done
timeout 120 "$compiler" "$@" -fpass-plugin="$plugin" \
  -I"$(dirname "$source")" -I"$tests/programs" -I"$tests/../include" "$source" \
  ${objects[@]+"${objects[@]}"} -o "$output" -lopenblas -lm
# One thread: the matrices are small, and so are the machines.
OPENBLAS_NUM_THREADS=1 timeout 60 "$output"
