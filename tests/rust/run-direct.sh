#!/bin/bash
# Derivatives in ordinary Rust, without std::autodiff: compiles direct/main.rs
# one way and runs it.
# usage: run-direct.sh <build folder> <opt-level> <off|thin|fat|linker>
#   off, thin, fat   -Clto, the plugin through -Zllvm-plugins
#   linker           no unstable flag: -Clinker-plugin-lto, lld loads the plugin
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
level=$2
lto=$3
plugin=$build/lib/libEnzyme-22.so
out=$build/tests/rust/direct-$level-$lto
mkdir -p "$out.tmp"
cd "$out.tmp" # where rustc leaves its intermediate files

# One code generation unit: a module has the bodies that are differentiated.
flags=(--edition 2021 -Copt-level="$level" -Ccodegen-units=1)
if [ "$lto" = linker ]; then
  flags+=(-Clinker-plugin-lto -Clinker=clang-22 -Clink-arg=-fuse-ld=lld
    -Clink-arg=-Wl,--load-pass-plugin="$plugin")
  # At -plugin-opt=O0, which rustc passes then, lld runs no plugin.
  [ "$level" = 0 ] && flags+=(-Clink-arg=-Wl,--lto-O1)
  # Below 2 the insides of Vec stay in the precompiled standard library.
  [[ "$level" = [01s] ]] && flags+=(--cfg no_heap)
  unset RUSTC_BOOTSTRAP
else
  # The same, where a flag can change it.
  [[ "$level" = [01s] ]] && flags+=(-Zshare-generics=no)
  flags+=(-Clto="$lto" -Zllvm-plugins="$plugin")
  export RUSTC_BOOTSTRAP=1
fi
"${RUSTC:-rustc}" "${flags[@]}" "$here/direct/main.rs" -o "$out"
"$out"
