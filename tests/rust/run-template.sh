#!/bin/bash
# The project template as a user has it: copied somewhere, pointed at the
# wrapper, built and run by plain cargo in both profiles.
# usage: run-template.sh <build folder>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
root=$(cd "$here/../.." && pwd)
project=$build/tests/rust/template
rm -rf "$project"
cp -r "$root/rust/template" "$project"
sed -i "s|^rustc-wrapper = .*|rustc-wrapper = \"$root/tools/wengert-rustc\"|" \
  "$project/.cargo/config.toml"
cd "$project"
unset RUSTC_BOOTSTRAP RUSTFLAGS RUSTC_WRAPPER
export WENGERT_BUILD=$build
# Closed forms: the normal equations, and the derivative by hand.
want="y = 1.0900 + 1.9400 x
wave(1) = 0.085594, wave'(1) = -1.844179"
for profile in dev release; do
  got=$("${CARGO:-cargo}" run --quiet --offline --profile "$profile")
  [ "$got" = "$want" ] || { echo "$profile: got"; echo "$got"; exit 1; }
done
"${CARGO:-cargo}" test --quiet --offline
echo ok
