#!/usr/bin/env python3
"""Random Rust programs against dual numbers; see README.md.

    fuzz.py --plugin build/lib/libEnzyme-22.so --seeds 0:40
    fuzz.py --plugin ... --count 1000 --start 5000 --levels rotate
    fuzz.py --plugin ... --seeds 7:8 --levels 3 --shrink
    fuzz.py --print --seeds 7:8
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import generate
import shrink

HERE = os.path.dirname(os.path.abspath(__file__))
LEVELS = ["0", "1", "2", "3", "s"]


class Compiler:
    def __init__(self, arguments, folder):
        self.rustc = os.environ.get("RUSTC", "rustc")
        self.folder = folder
        self.timeout = arguments.timeout
        plugin = os.path.realpath(arguments.plugin)
        overlay = os.path.join(os.path.dirname(os.path.dirname(plugin)), "rust-sysroot")
        script = os.path.join(HERE, "../../../tools/rust-sysroot.sh")
        done = subprocess.run([script, overlay, plugin], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        self.sysroot = done.stdout.strip()
        for name in ("dual.rs", "harness.rs"):
            shutil.copy(os.path.join(HERE, name), folder)

    def run(self, texts, level):
        """Compiles and runs a batch. {seed: what happened}; None for a seed
        of which nothing can be said, with the compiler's words under -1."""
        source = os.path.join(self.folder, "batch.rs")
        program = os.path.join(self.folder, "batch")
        with open(source, "w") as f:
            f.write(generate.batch(texts))
        command = [self.rustc, "--edition", "2021", f"-Copt-level={level}", "-Clto=fat",
                   "-Ccodegen-units=1", "--sysroot", self.sysroot, "-Zautodiff=Enable",
                   "-Zfewer-names=no", source, "-o", program]
        if level == "0":
            command += ["-Cdebug-assertions=on", "-Coverflow-checks=on"]
        environment = dict(os.environ, RUSTC_BOOTSTRAP="1")
        try:
            done = subprocess.run(command, capture_output=True, text=True, env=environment,
                                  cwd=self.folder, timeout=self.timeout * (1 + len(texts) / 5))
        except subprocess.TimeoutExpired:
            return {-1: "compiler: out of time"}
        if done.returncode:
            errors = [l for l in done.stderr.splitlines() if re.match("error|.*WG00", l)]
            return {-1: "compiler: " + " | ".join(errors[:3] or done.stderr.splitlines()[-3:])}
        try:
            done = subprocess.run([program], capture_output=True, text=True, timeout=self.timeout)
            output, ended = done.stdout, f"the program ended with {done.returncode} {done.stderr[-200:]}"
        except subprocess.TimeoutExpired as e:
            output, ended = (e.stdout or b"").decode(), "the program ran out of time"
        results, running = {}, None
        for line in output.splitlines():
            word, _, rest = line.partition(" ")
            if word == "start":
                running = int(rest)
            elif word in ("ok", "skip"):
                results[int(rest.split()[0])] = word
            elif word == "FAIL":
                seed, _, what = rest.partition(" ")
                results[int(seed)] = "wrong: " + what
            elif word == "done":
                running = None
        if running is not None and running not in results:
            results[running] = "crash: " + ended.strip()
        return results


def examine(compiler, texts, level):
    """Every seed's result: a batch that does not compile is halved, one that
    crashes goes on behind the crash."""
    results = compiler.run(texts, level)
    if -1 in results:
        if len(texts) == 1:
            return {texts[0].seed: results[-1]}
        half = len(texts) // 2
        return {**examine(compiler, texts[:half], level), **examine(compiler, texts[half:], level)}
    missing = [t for t in texts if t.seed not in results]
    if missing:
        results.update(examine(compiler, missing, level))
    return results


def parse():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--plugin", default="build/lib/libEnzyme-22.so")
    p.add_argument("--seeds", help="first:behind-the-last, or several of these with commas between")
    p.add_argument("--start", type=int, default=0)
    p.add_argument("--count", type=int, default=20)
    p.add_argument("--levels", default="rotate", help="rotate (one per batch), or 0,1,2,3,s")
    p.add_argument("--batch", type=int, default=20)
    p.add_argument("--timeout", type=float, default=120)
    p.add_argument("--save", help="folder for the programs that fail")
    p.add_argument("--shrink", action="store_true")
    p.add_argument("--print", action="store_true")
    return p.parse_args()


def main():
    arguments = parse()
    ranges = [(arguments.start, arguments.start + arguments.count)]
    if arguments.seeds:
        ranges = [map(int, r.split(":")) for r in arguments.seeds.split(",")]
    texts = [generate.program(seed) for first, last in ranges for seed in range(first, last)]
    if arguments.print:
        print(generate.batch(texts))
        return
    began = time.time()
    counts = {"ok": 0, "skip": 0}
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        compiler = Compiler(arguments, folder)
        for at in range(0, len(texts), arguments.batch):
            group = texts[at:at + arguments.batch]
            levels = ([LEVELS[(group[0].seed // arguments.batch) % len(LEVELS)]]
                      if arguments.levels == "rotate" else arguments.levels.split(","))
            for level in levels:
                for seed, result in sorted(examine(compiler, group, level).items()):
                    if result in counts:
                        counts[result] += 1
                        continue
                    failed.append(seed)
                    print(f"seed {seed} at opt-level {level}: {result}", flush=True)
                    text = next(t for t in group if t.seed == seed)
                    if arguments.shrink:
                        text = shrink.shrink(text, lambda t: examine(compiler, [t], level).get(t.seed, ""), result)
                        print(text.body)
                    if arguments.save:
                        os.makedirs(arguments.save, exist_ok=True)
                        name = os.path.join(arguments.save, f"seed-{seed}-O{level}.rs")
                        with open(name, "w") as f:
                            f.write(f"// {result}\n" + generate.batch([text]))
    print(f"{counts['ok']} passed, {counts['skip']} had no smooth point, {len(failed)} failed, "
          f"{time.time() - began:.0f} s")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
