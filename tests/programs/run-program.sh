#!/bin/bash
# Compiles one self-checking program with the plugin and runs it.
# usage: run-program.sh COMPILER PLUGIN INCLUDE SOURCE OUTPUT FLAGS...
set -eu
compiler=$1 plugin=$2 include=$3 source=$4 output=$5
shift 5
load=(-fpass-plugin="$plugin")
case " $* " in
*" -flto "*) load=(-fuse-ld=lld -Wl,--load-pass-plugin="$plugin") ;;
esac
mkdir -p "$(dirname "$output")"
rm -f "$output"
timeout 120 "$compiler" "$@" \
  "${load[@]}" -I"$include" -I"$(dirname "$source")" "$source" \
  -o "$output" -lm
timeout 60 "$output"
