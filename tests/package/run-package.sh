#!/bin/bash
# Installs one way into a folder under the build and uses what lies there.
# usage: run-package.sh install|deb BUILD CMAKE
set -eu
kind=$1
build=$(cd "$2" && pwd)
cmake=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$build/tests/package/$kind
rm -rf "$work"
mkdir -p "$work"
fail() { echo "package/$kind: $*" >&2; exit 1; }
unset CXXFLAGS CFLAGS FFLAGS LDFLAGS CXX CC FC DESTDIR

if [ "$kind" = deb ]; then
  (cd "$work" && "$(dirname "$cmake")/cpack" -G DEB \
    --config "$build/CPackConfig.cmake" -B "$work" >cpack.log) ||
    { cat "$work/cpack.log"; fail "cpack"; }
  package=$(echo "$work"/wengert_*_*.deb)
  depends=$(dpkg-deb -f "$package" Depends)
  [[ $depends == *"clang-22 "* ]] || fail "depends on '$depends'"
  [ "$(dpkg-deb -f "$package" Package)" = wengert ] || fail "named otherwise"
  dpkg-deb -x "$package" "$work/root"
  prefix=$work/root/usr
else
  "$cmake" --install "$build" --prefix "$work/elsewhere" >/dev/null
  prefix=$work/prefix
  mv "$work/elsewhere" "$prefix"
fi
# A file that remembers where it was built works on this machine only.
if grep -rIlF -e "$build" -e "$work" "$prefix"; then
  fail "these name the folder they were built in"
fi

export PATH=$prefix/bin:$PATH PKG_CONFIG_PATH=$prefix/lib/pkgconfig
[ "$(wengert-config --prefix)" = "$(realpath "$prefix")" ] || fail "--prefix"
[ -e "$(wengert-config --plugin)" ] || fail "--plugin"
wengert-config --nothing >/dev/null 2>&1 && fail "--nothing is taken"

# check FOLDER PROGRAM...: each prints that its derivative is right.
check() {
  local folder=$1 program
  shift
  for program; do
    [ "$("$folder/$program" | tr -d ' ')" = right ] || fail "$folder/$program"
  done
}

cp -r "$here/consumer" "$work/consumer"
if [ "$kind" = install ]; then
  command -v pkg-config >/dev/null || fail "pkg-config is not installed"
  make -s -C "$work/consumer" all
  check "$work/consumer" by-config by-pkg-config by-file c fortran apart
  everything=ON
else
  make -s -C "$work/consumer" by-config by-file
  check "$work/consumer" by-config by-file
  everything=OFF
fi

configure() {
  "$cmake" -S "$work/consumer" -B "$@" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_BUILD_TYPE=Release
}
configure "$work/cmake" -DCMAKE_CXX_COMPILER=clang++-22 \
  -DCMAKE_C_COMPILER=clang-22 -DCMAKE_Fortran_COMPILER=flang-22 \
  -DEVERYTHING=$everything >"$work/cmake.log" 2>&1 ||
  { cat "$work/cmake.log"; fail "find_package"; }
"$cmake" --build "$work/cmake" >"$work/build.log" ||
  { cat "$work/build.log"; fail "the build with find_package"; }
check "$work/cmake" plain apart
[ $everything = OFF ] || check "$work/cmake" c fortran
[ "$kind" = install ] || exit 0

# Compilers that cannot load the plugin: C++ when it is looked for, C (which
# CMake enables by itself) when the header is used.
if configure "$work/gcc" -DCMAKE_CXX_COMPILER=g++ >"$work/gcc.log" 2>&1; then
  fail "g++ is accepted"
fi
tr -s ' \n' ' ' <"$work/gcc.log" >"$work/gcc.line"
for words in 'Wengert is a plugin for clang 22, and no other compiler can load it' \
  'CMAKE_CXX_COMPILER is GNU' '-DCMAKE_CXX_COMPILER=clang++-22'; do
  grep -qF -e "$words" "$work/gcc.line" ||
    { cat "$work/gcc.log"; fail "g++ is refused without '$words'"; }
done
configure "$work/mixed" -DCMAKE_CXX_COMPILER=clang++-22 -DCMAKE_C_COMPILER=gcc \
  -DCMAKE_Fortran_COMPILER=flang-22 -DEVERYTHING=ON >"$work/mixed.log" 2>&1 ||
  { cat "$work/mixed.log"; fail "gcc beside clang++ is refused"; }
"$cmake" --build "$work/mixed" --target plain >/dev/null ||
  fail "C++ beside gcc"
if "$cmake" --build "$work/mixed" --target c >"$work/mixed.log" 2>&1; then
  fail "gcc compiles derivatives"
fi
grep -q 'Wengert is a plugin for clang 22' "$work/mixed.log" ||
  { cat "$work/mixed.log"; fail "gcc's message"; }
