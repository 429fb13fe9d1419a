#!/usr/bin/env python3
"""Random C++ programs against dual numbers.

    fuzz.py --plugin build/lib/libEnzyme-22.so --seeds 0:40
    fuzz.py --plugin ... --start 5000 --count 1000 --save DIR
    fuzz.py --print --seeds 7:8

Several programs share a file, because the library's headers cost more than
they do; what fails is compiled again alone, then with fewer statements, and
with --shrink statement by statement.
"""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
import generate
import shrink

HERE = os.path.dirname(os.path.abspath(__file__))
LEVELS = ["O1", "O2", "O0", "O3", "Os"]
FLAGS = ["-std=c++20", "-w", "-g1", f"-I{HERE}"]


class Headers:
    """fuzz.hpp, parsed once per level."""

    def __init__(self, clang, folder):
        self.clang, self.folder = clang, folder
        self.lock, self.built = threading.Lock(), {}

    def flags(self, level):
        with self.lock:
            if level not in self.built:
                out = f"{self.folder}/{level}.pch"
                made = subprocess.run(
                    [self.clang, *FLAGS, f"-{level}", "-x", "c++-header",
                     "-Xclang", "-fpch-instantiate-templates",
                     f"{HERE}/fuzz.hpp", "-o", out], capture_output=True)
                self.built[level] = [] if made.returncode else ["-include-pch", out]
            return self.built[level]


def run(seeds, level, opts, size=10, text=None):
    """{seed: complaint or None} for programs in one file."""
    with tempfile.TemporaryDirectory() as folder:
        source, binary = f"{folder}/p.cpp", f"{folder}/p"
        with open(source, "w") as f:
            f.write(text or generate.unit(seeds, size))
        cmd = [opts.clang, *FLAGS, f"-{level}", *opts.headers.flags(level),
               f"-fpass-plugin={opts.plugin}", source, "-o", binary, "-lm"]
        try:
            built = subprocess.run(cmd, capture_output=True, text=True, timeout=300)
            if built.returncode:
                found = re.search(r"error:.*", built.stderr)
                word = found.group(0) if found else built.stderr[-300:] or "crash"
                return {s: "compile: " + word for s in seeds}
            ran = subprocess.run([binary], capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired as e:
            return {s: f"timeout of {os.path.basename(e.cmd[0])}" for s in seeds}
    said = dict(re.findall(r"^(\d+) (.*)$", ran.stdout, re.M))
    result = {}
    for s in seeds:
        word = said.get(str(s), f"ended with status {ran.returncode}: {ran.stderr[-200:]}")
        result[s] = None if word in ("ok", "skip") else word
        if word == "skip":
            opts.skipped += 1
    return result


def alone(seed, level, opts):
    """The complaint about one program and a small text that has one."""
    complaint = run([seed], level, opts)[seed]
    if not complaint:
        return None, ""
    size = 10
    for smaller in range(1, 10):
        if found := run([seed], level, opts, smaller)[seed]:
            complaint, size = found, smaller
            break
    text = generate.unit([seed], size)
    if opts.shrink:
        refused = re.match(r".*?\[WG\d+\]", complaint)
        kind = refused.group(0) if refused else complaint.split(":")[0][:12]
        fails = lambda t: (run([seed], level, opts, text=t)[seed] or "").startswith(kind)
        text = shrink.shrink(text, fails, opts.shrink)
    return complaint, text


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--plugin")
    p.add_argument("--clang", default="clang++-22")
    p.add_argument("--seeds", help="FIRST:END")
    p.add_argument("--start", type=int, default=0)
    p.add_argument("--count", type=int, default=20)
    p.add_argument("--level", help="one level for all; else they rotate")
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--save", help="folder for failures")
    p.add_argument("--shrink", type=int, default=0, metavar="TRIALS",
                   help="make failures smaller in that many compiles")
    p.add_argument("--print", action="store_true", dest="show")
    opts = p.parse_args()
    opts.skipped = 0
    first, end = opts.start, opts.start + opts.count
    if opts.seeds:
        first, end = map(int, opts.seeds.split(":"))
    if opts.show:
        print(generate.unit(range(first, end)))
        return 0
    opts.plugin = os.path.abspath(opts.plugin)
    begun, failures = time.time(), 0

    def batch(at):
        level = opts.level or LEVELS[at // opts.batch % len(LEVELS)]
        seeds = list(range(at, min(at + opts.batch, end)))
        bad = []
        for seed, complaint in run(seeds, level, opts).items():
            if complaint:
                bad.append((seed, level, *alone(seed, level, opts)))
        return bad

    with (tempfile.TemporaryDirectory() as folder,
          concurrent.futures.ThreadPoolExecutor(opts.jobs) as pool):
        opts.headers = Headers(opts.clang, folder)
        for bad in pool.map(batch, range(first, end, opts.batch)):
            for seed, level, complaint, text in bad:
                if not complaint:
                    continue  # its neighbour's fault
                failures += 1
                print(f"seed {seed} -{level}: {complaint}", flush=True)
                if opts.save:
                    os.makedirs(opts.save, exist_ok=True)
                    with open(f"{opts.save}/{seed}-{level}.cpp", "w") as f:
                        f.write(text)
    print(f"{end - first - failures} passed, {failures} failed, {opts.skipped} "
          f"skipped ({time.time() - begun:.0f} s)")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
