#!/bin/bash
# Builds a private sysroot for rustc that contains our plugin as its autodiff
# backend. Nothing of the user's toolchain is touched: the overlay consists of
# links to every file of the real one, plus the plugin.
#
#   tools/rust-sysroot.sh build/rust-sysroot build/lib/libEnzyme-22.so
#   rustc --sysroot build/rust-sysroot -Zautodiff=Enable ...
#
# The compiler is $RUSTC, else `rustc` on the PATH, else Debian's rustc-web.
# Its LLVM must have the major version the plugin was built for (the number in
# the plugin's name), because rustc looks for lib/libEnzyme-<major>.so.
set -eu

if [ $# -ne 2 ]; then
  echo "usage: $0 <overlay folder> <libEnzyme-NN.so>" >&2
  exit 2
fi
overlay=$1
plugin=$(realpath -e "$2")

fail() { echo "rust-sysroot: $*" >&2; exit 1; }

rustc=${RUSTC:-}
if [ -z "$rustc" ]; then
  for candidate in rustc rustc-web; do
    if command -v "$candidate" >/dev/null 2>&1; then rustc=$candidate; break; fi
  done
fi
[ -n "$rustc" ] || fail "no rustc on the PATH; set RUSTC"

version=$("$rustc" -vV)
field() { sed -n "s/^$1: //p" <<<"$version"; }
host=$(field host)
llvm=$(field 'LLVM version')
name=$(basename "$plugin")
wanted=libEnzyme-${llvm%%.*}.so
[ "$name" = "$wanted" ] ||
  fail "$rustc $(field release) has LLVM $llvm and looks for $wanted, not $name"

real=$("$rustc" --print sysroot)/lib/rustlib
[ -d "$real/$host/lib" ] || fail "no standard library for $host in $real"

# Nothing to do when it stands already: compilers may be using it right now.
mkdir -p "$overlay"
overlay=$(realpath "$overlay")
made_of="$real $plugin $version"
exec 9>"$overlay/lock"
flock 9
if [ "$(cat "$overlay/made-of" 2>/dev/null)" = "$made_of" ]; then
  echo "$overlay"
  exit 0
fi

# Built beside and swapped in.
stage=$(mktemp -d "$overlay/.stage.XXXXXX")
trap 'rm -rf "$stage"' EXIT
# Other targets' libraries stay reachable under their own names.
for entry in "$real"/*; do
  [ "$(basename "$entry")" = "$host" ] || ln -s "$entry" "$stage/"
done
mkdir -p "$stage/$host/lib"
for entry in "$real/$host"/*; do
  [ "$(basename "$entry")" = lib ] || ln -s "$entry" "$stage/$host/"
done
for entry in "$real/$host/lib"/*; do
  # A toolchain with a backend of its own: ours takes its place.
  [ "$(basename "$entry")" = "$wanted" ] || ln -s "$entry" "$stage/$host/lib/"
done
ln -s "$plugin" "$stage/$host/lib/$wanted"
chmod 755 "$stage"
mkdir -p "$overlay/lib"
rm -rf "$overlay/lib/rustlib"
mv -T "$stage" "$overlay/lib/rustlib"
trap - EXIT
echo "$made_of" > "$overlay/made-of"
echo "$overlay"
