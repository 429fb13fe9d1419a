#!/bin/bash
# Options of the compiler that change what the plugin sees or says: panics that
# abort, and what -Zautodiff prints.
# usage: run-options.sh <build folder>
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
sysroot=$("$here/../../tools/rust-sysroot.sh" "$build/rust-sysroot" \
  "$build/lib/libEnzyme-22.so") || exit 1
out=$build/tests/rust/options
mkdir -p "$out"
cd "$out" || exit 1
export RUSTC_BOOTSTRAP=1
failed=0

compile() { # <opt-level> <options of -Zautodiff> <flags...>
  local level=$1 options=$2
  shift 2
  "${RUSTC:-rustc}" --edition 2021 -Copt-level="$level" -Clto=fat "$@" \
    --sysroot "$sysroot" -Zautodiff="Enable$options" -Zfewer-names=no \
    "$here/options/main.rs" -o main
}

# The derivatives are right, and the panic behind them ends the program: by a
# signal (abort), or with code 101.
for level in 0 2; do
  for panic in abort:134 unwind:101; do
    compile $level "" -Cpanic=${panic%:*} || failed=1
    text=$(./main 2>/dev/null)
    rc=$?
    if [ "$text" != ok ] || [ $rc != ${panic#*:} ]; then
      echo "opt-level $level, panic=${panic%:*}: ended with $rc and '$text'"
      failed=1
    fi
  done
done

# The analyses of the differentiated function and of no other.
printed() { # <what> <functions> <option>
  local text
  text=$(compile 2 ",$3" 2>&1) || failed=1
  if [ "$(grep -c '^[a-z]* of ' <<<"$text")" != "$2" ] ||
    [ "$(grep -c "^$1 of .*5mixed" <<<"$text")" != "$2" ]; then
    echo "$3 printed"
    echo "$text"
    failed=1
  fi
}
printed types 1 PrintTA
printed types 1 PrintTAFn=mixed
printed types 0 PrintTAFn=other
printed activity 1 PrintAA
exit $failed
