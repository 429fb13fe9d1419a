#!/usr/bin/env python3
"""Random programs against an independent oracle.

  fuzz.py --plugin libEnzyme-22.so --seeds 0:300
  fuzz.py --plugin libEnzyme-22.so --count 5000 --start 100000
  fuzz.py --plugin libEnzyme-22.so --file tests/fuzz/regressions/x.c
  fuzz.py --regressions tests/fuzz/regressions --plugin ...
  fuzz.py --oracle-only --seeds 0:300    check the generator itself

Each program is compiled once as C++ over dual numbers (the oracle) and at
each optimization level by clang with the plugin; runtime/harness.c compares.
Failures are shrunk and saved with the command that shows them.
"""

import argparse
import collections
import glob
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

if __package__ is None or __package__ == "":
    sys.path.insert(0, os.path.dirname(os.path.dirname(
        os.path.abspath(__file__))))
    __package__ = "fuzz"
    import fuzz  # noqa: F401  (makes the relative imports below work)

from .gen.program import GRAMMARS, make_program  # noqa: E402
from .runner import MODES, RUNTIME, Runner, run  # noqa: E402
from .shrink import Shrinker  # noqa: E402

LEVELS = ["O0", "O1", "O2", "O3"]


def parse_args():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--plugin")
    p.add_argument("--clang", default="clang-22")
    p.add_argument("--seeds", default="0:300", help="A:B, half open")
    p.add_argument("--start", type=int)
    p.add_argument("--count", type=int)
    p.add_argument("--levels", default="O0,O1,O2,O3",
                   help="levels, or 'rotate:N' for N of the four per seed")
    p.add_argument("--modes", default="forward,reverse,split,nested")
    p.add_argument("--grammar", default="all",
                   help="all, basic, or a list of " + ",".join(GRAMMARS))
    p.add_argument("--size", type=int, default=6)
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--file", action="append")
    p.add_argument("--regressions", help="run every .c of a folder")
    p.add_argument("--oracle-only", action="store_true")
    p.add_argument("--sanitize", action="store_true",
                   help="with --oracle-only: run the plain program under "
                   "address and undefined-behaviour sanitizers")
    p.add_argument("--asan", action="store_true",
                   help="build the derivatives with -fsanitize=address")
    p.add_argument("--no-shrink", action="store_true")
    p.add_argument("--shrink-budget", type=int, default=250)
    p.add_argument("--shrink-per-kind", type=int, default=1,
                   help="failures of one kind to reduce")
    p.add_argument("--llvm-reduce", action="store_true",
                   help="reduce compiler crashes further, on IR")
    p.add_argument("--save", default="fuzz-failures")
    p.add_argument("--print", dest="show", action="store_true",
                   help="print the programs and stop")
    p.add_argument("--max-failures", type=int, default=0)
    p.add_argument("--verbose", action="store_true")
    return p.parse_args()


class Campaign:
    def __init__(self, args):
        self.args = args
        self.features = [] if args.grammar == "basic" else \
            GRAMMARS if args.grammar == "all" else args.grammar.split(",")
        unknown = set(self.features) - set(GRAMMARS)
        if unknown:
            sys.exit("unknown grammar: " + ", ".join(sorted(unknown)))
        self.modes = [m for m in args.modes.split(",") if m]
        if set(self.modes) - set(MODES):
            sys.exit("modes are " + ", ".join(MODES))
        plugin = os.path.abspath(args.plugin) if args.plugin else None
        if args.oracle_only:
            plugin = None
        elif not plugin or not os.path.exists(plugin):
            sys.exit("no plugin: pass --plugin")
        self.tmp = tempfile.TemporaryDirectory(prefix="fuzz-")
        self.runner = Runner(plugin, args.clang, self.modes, self.tmp.name,
                             asan=args.asan)
        self.lock = threading.Lock()
        self.passed = self.failed = 0
        self.skips = collections.Counter()
        self.kinds = collections.Counter()
        self.shrunk = collections.Counter()
        self.nonzero = self.entries = 0
        self.stop = False

    def levels_of(self, seed):
        a = self.args.levels
        if not a.startswith("rotate:"):
            return a.split(",")
        n = int(a.split(":")[1])
        return sorted({LEVELS[(seed + k * (4 // n if n else 1)) % 4]
                       for k in range(n)})

    def generate(self, seed, attempt):
        return make_program(seed, self.features, attempt, self.args.size)

    def one_seed(self, seed):
        stem = "s%d" % seed
        for attempt in range(8):
            program = self.generate(seed, attempt)
            skip, failures, info = self.runner.check(
                program.text(), stem, self.levels_of(seed))
            if not skip:
                break
            with self.lock:
                self.skips[re.sub(r"[\d.]+", "N", skip)[:70]] += 1
                if not skip.startswith("SKIP"):
                    print("seed %d.%d: %s" % (seed, attempt, skip),
                          flush=True)
        else:
            with self.lock:
                self.failed += 1
                print("seed %d: no attempt gave a usable program" % seed)
            return
        if self.args.sanitize:
            failures += self.sanitized(program.text(), stem)
        m = re.match(r"POINT (\d+) of (\d+)", info)
        with self.lock:
            if m:
                self.nonzero += int(m.group(1))
                self.entries += int(m.group(2))
            if not failures:
                self.passed += 1
                if self.args.verbose:
                    print("seed %d: ok, %s" % (seed, info), flush=True)
                return
            self.failed += 1
            for k in {f.key() for f in failures}:
                self.kinds[k] += 1
            print("seed %d.%d failed:" % (seed, attempt))
            for f in failures[:6]:
                print("   ", f)
            if len(failures) > 6:
                print("    and %d more" % (len(failures) - 6))
            sys.stdout.flush()
        self.save(seed, attempt, program, failures)
        if self.args.max_failures and self.failed >= self.args.max_failures:
            self.stop = True

    def sanitized(self, text, stem):
        from .runner import Failure
        source, exe = (self.runner.path(stem + e) for e in (".c", ".san"))
        main = self.runner.path(stem + ".main.c")
        with open(source, "w") as f:
            f.write(text)
        with open(main, "w") as f:
            f.write('#include <stdio.h>\n#include "fuzz.h"\nextern const struct fuzz_case FUZZ_CASE;\n'
                    "int main(void) {\n  for (int k = 0; k < 20; k++) {\n"
                    "    double x[64], y[64];\n"
                    "    for (int i = 0; i < 64; i++)\n"
                    "      x[i] = 1.5 * sin(i * 7.1 + k * 3.3);\n"
                    "    for (int i = 0; i < 64; i++)\n      y[i] = 0;\n"
                    "    FUZZ_CASE.plain(x, y);\n"
                    "    for (int i = 0; i < FUZZ_CASE.nout; i++)\n"
                    "      printf(\"%a\\n\", y[i]);\n  }\n}\n")
        # Memory read before it is written shows as results that depend on
        # what it is filled with.
        results = []
        for fill, byte in (("zero", "0"), ("pattern", "190")):
            status, out = run(
                [self.args.clang, "-w", "-g", "-O0", "-I", RUNTIME,
                 "-fsanitize=address,undefined", "-fno-sanitize-recover=all",
                 "-ftrivial-auto-var-init=" + fill,
                 source, main, "-o", exe, "-lm"], 60)
            if status == 0:
                status, out = run(
                    ["env", "ASAN_OPTIONS=max_malloc_fill_size=1000000:"
                     "malloc_fill_byte=" + byte, exe], 30)
            if status != 0:
                break
            results.append(out)
        for f in (source, main, exe):
            if os.path.exists(f):
                os.remove(f)
        if status == 0 and results[0] != results[1]:
            return [Failure("O0", "plain", "sanitizer", "uninitialized")]
        if status == 0:
            return []
        m = re.search(r"(runtime error: .*|ERROR: .*)", out)
        return [Failure("O0", "plain", "sanitizer",
                        m.group(1) if m else out[-200:] + str(status))]

    # ---- failures

    def save(self, seed, attempt, program, failures):
        os.makedirs(self.args.save, exist_ok=True)
        name = os.path.join(self.args.save, "seed%d" % seed)
        with open(name + ".c", "w") as f:
            f.write(program.text())
        first = failures[0]
        with self.lock:
            self.shrunk[first.key()] += 1
            again = self.shrunk[first.key()] > self.args.shrink_per_kind
        note = self.note(seed, attempt, failures)
        with open(name + ".txt", "w") as f:
            f.write(note)
        if self.args.no_shrink or again or first.mode == "plain":
            return
        text = self.shrink(seed, program, first)
        path = name + ".reduced.c"
        with open(path, "w") as f:
            f.write("/* %s */\n" % note.replace("*/", "* /") + text)
        with self.lock:
            print("seed %d reduced to %d lines: %s" % (
                seed, text.split("struct fuzz_args")[0].count("\n"), path),
                flush=True)
        if first.kind == "compile-crash" and self.args.llvm_reduce:
            self.reduce_ir(path, first)

    def note(self, seed, attempt, failures):
        lines = ["seed %d.%d" % (seed, attempt)]
        lines += [str(f) for f in failures[:8]]
        lines.append("fuzz.py --plugin PLUGIN --file THIS")
        return "\n".join(lines) + "\n"

    def shrink(self, seed, program, failure):
        """Only the failing level and mode are built while shrinking."""
        levels = [failure.level] if failure.level in LEVELS \
            else self.levels_of(seed)
        modes = [failure.mode] if failure.mode in MODES else self.modes
        stem = "r%d" % seed

        def still_fails(text):
            skip, found, _ = self.runner.check(text, stem, levels, modes)
            if skip or not any(f.key() == failure.key() for f in found):
                return False
            if not failure.kind.startswith("compile") and \
                    self.sanitized(text, stem):
                return False
            with open(os.path.join(self.args.save, "seed%d.part.c" % seed),
                      "w") as f:  # for the impatient
                f.write(text)
            return True
        return Shrinker(program, still_fails,
                        self.args.shrink_budget).run().text()

    def reduce_ir(self, path, failure):
        ll = path[:-2] + ".ll"
        mode = failure.mode.upper()
        run([self.args.clang, "-O1", "-Xclang", "-disable-llvm-passes", "-w",
             "-S", "-emit-llvm", "-I", RUNTIME, "-DFUZZ_" + mode, path, "-o", ll], 60)
        script = path[:-2] + ".sh"
        with open(script, "w") as f:
            f.write("#!/bin/sh\n%s -%s -w -fpass-plugin=%s -c $1 -o /dev/null "
                    "2>&1 | grep -q 'Stack dump\\|Assertion'\n" % (
                        self.args.clang, failure.level, self.runner.plugin))
        os.chmod(script, 0o755)
        run(["llvm-reduce-22", "--test=" + os.path.abspath(script), ll, "-o",
             path[:-2] + ".reduced.ll"], 300)

    # ---- driving

    def each(self, work):
        """Runs the callables of an iterator on --jobs threads."""
        it = iter(work)

        def worker():
            while not self.stop:
                with self.lock:
                    job = next(it, None)
                if job is None:
                    return
                try:
                    job()
                except Exception as e:  # a defect of the tester itself
                    import traceback
                    with self.lock:
                        self.failed += 1
                        traceback.print_exc()
                        print("tester error: %r" % e, flush=True)
        threads = [threading.Thread(target=worker)
                   for _ in range(self.args.jobs)]
        for t in threads:
            t.start()
        try:
            for t in threads:
                t.join()
        except KeyboardInterrupt:
            self.stop = True

    def one_file(self, path):
        with open(path) as f:
            text = f.read()
        stem = re.sub(r"\W", "_", os.path.basename(path))
        m = re.search(r"// fuzz-modes: ([\w,]+)", text)
        modes = m.group(1).split(",") if m else self.modes
        skip, failures, info = self.runner.check(
            text, stem, self.levels_of(0), modes)
        with self.lock:
            if skip:
                self.failed += 1
                print("%s: %s" % (path, skip))
            elif failures:
                self.failed += 1
                print("%s failed:" % path)
                for f in failures:
                    print("   ", f)
                    if self.args.verbose:
                        print("       ", f.command)
            else:
                self.passed += 1
                if self.args.verbose:
                    print("%s: ok, %s" % (path, info))

    def main(self):
        a = self.args
        begin = time.time()
        files = list(a.file or [])
        if a.regressions:
            files += sorted(glob.glob(os.path.join(a.regressions, "*.c")))
        if files or a.regressions:
            self.each([lambda p=p: self.one_file(p) for p in files])
        else:
            lo, hi = (int(v) for v in a.seeds.split(":"))
            if a.count is not None or a.start is not None:
                lo = a.start or 0
                hi = lo + (300 if a.count is None else a.count)
            if a.show:
                for s in range(lo, hi):
                    print(self.generate(s, 0).text())
                return 0
            self.each(lambda s=s: self.one_seed(s) for s in range(lo, hi))
        for k, n in self.kinds.most_common():
            print("%5d  %s" % (n, " | ".join(k)))
        for k, n in self.skips.most_common(6):
            print("%5d attempts regenerated: %s" % (n, k))
        if self.entries and a.verbose:
            print("%.0f%% of Jacobian entries nonzero" % (
                100. * self.nonzero / self.entries))
        print("%d passed, %d failed (%.0f s)" % (
            self.passed, self.failed, time.time() - begin))
        return 1 if self.failed else 0


if __name__ == "__main__":
    sys.exit(Campaign(parse_args()).main())
