#!/bin/bash
# Benchmarks: gradient time over primal time, and what the plugin costs a
# compile that has no derivative in it. usage: bench/run.sh BUILD
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
plugin=$build/lib/libEnzyme-22.so
out=$build/bench
mkdir -p "$out"

# The table, also as $out/table.md, results.json and chart.svg.
python3 "$here/bench.py" "$build"

# Processor time of repeated compiles, in pairs so that drift hits both alike.
# Other work on the machine only ever adds, so the smallest values are compared.
python3 - "$plugin" "$here/no-derivative.cpp" <<'PYTHON'
import resource, subprocess, sys
plugin, source = sys.argv[1:]
base = ["clang++-22", "-std=c++20", "-O2", "-c", source, "-o", "/dev/null"]
def cost(extra):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(base + extra, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
plain, loaded = [], []
for _ in range(15):
    plain.append(cost([]))
    loaded.append(cost([f"-fpass-plugin={plugin}"]))
p, l = min(plain), min(loaded)
print(f"compile without derivatives: {p:.3f} s plain, {l:.3f} s with the plugin "
      f"({100 * (l / p - 1):+.1f} %)")
PYTHON
