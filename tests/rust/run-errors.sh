#!/bin/bash
# Compiles each program of errors/ and checks that rustc reports what its head
# says: the code of the message, the line (`at: nowhere`: no line is known), and
# failure (`expect: nothing`: success in silence).
# usage: run-errors.sh <build folder>
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
plugin=$build/lib/libEnzyme-22.so
sysroot=$("$here/../../tools/rust-sysroot.sh" "$build/rust-sysroot" "$plugin") || exit 1
out=$build/tests/rust/errors
mkdir -p "$out"
export RUSTC_BOOTSTRAP=1
failed=0

field() { sed -n "s|^// $1: ||p" "$2"; }

check() { # <source> <opt-level>
  local source=$1 level=$2 name expect at flags rc text
  name=$(basename "$source" .rs)
  expect=$(field expect "$source")
  at=$(field at "$source")
  flags="-g -Copt-level=$level $(field flags "$source")"
  if [ "$(field route "$source")" = direct ]; then
    flags+=" -Ccodegen-units=1 -Zllvm-plugins=$plugin"
  else
    flags+=" -Clto=fat --sysroot $sysroot -Zautodiff=Enable"
  fi
  # shellcheck disable=SC2086 # flags are words
  text=$("${RUSTC:-rustc}" --edition 2021 $flags "$source" -o "$out/$name" 2>&1)
  rc=$?
  case "$expect/$at" in
  nothing/) [ $rc = 0 ] && [ -z "$text" ] ;;
  */nowhere) [ $rc = 1 ] && grep -q "^error: .*\[$expect\].*; help: " <<<"$text" ;;
  *) [ $rc = 1 ] && grep -q "^error: .*$name\.rs:$at:.*\[$expect\].*; help: " <<<"$text" ;;
  esac && return
  echo "$name at opt-level $level: want $expect at line $at, got ($rc)"
  echo "$text"
  failed=1
}

for source in "$here"/errors/*.rs; do
  check "$source" 0
  check "$source" 3
done
exit $failed
