#!/bin/sh
# usage: run.sh BUILD COUNT START - fresh random programs, failures reduced
exec python3 "$(dirname "$0")/fuzz.py" --plugin "$1/lib/libEnzyme-22.so" \
  --count "$2" --start "$3" --save "$1/fuzz-failures"
