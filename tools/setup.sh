#!/bin/bash
# Installs what building, testing and running need on Debian 12, and only what
# is missing. Works as root, and as a user who may use sudo.
set -euo pipefail

packages=(
  cmake ninja-build ccache g++ python3 pkg-config ca-certificates
  llvm-22-dev llvm-22-tools clang-22 lld-22 flang-22 libclang-rt-22-dev
  libgtest-dev liblbfgs-dev libeigen3-dev libopenblas-dev
)

# std::autodiff's loader is in rustc from 1.95 on; Debian's rustc-web has it.
has_rust() {
  command -v cargo >/dev/null && command -v rustc >/dev/null || return 1
  local v
  v=$(rustc --version 2>/dev/null | sed -n 's/^rustc \([0-9]*\)\.\([0-9]*\)\..*/\1 \2/p')
  [ -n "$v" ] || return 1
  set -- $v
  [ "$1" -gt 1 ] || [ "$2" -ge 95 ]
}
has_rust || packages+=(rustc-web cargo-web)

missing=()
for p in "${packages[@]}"; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$p")
done
[ ${#missing[@]} -gt 0 ] || exit 0

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "setup: missing packages: ${missing[*]}" >&2
    echo "setup: install them as root, or install sudo" >&2
    exit 1
  }
  sudo=(sudo)
fi
echo "setup: installing ${missing[*]}"
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -q -y --no-install-recommends "${missing[@]}"
