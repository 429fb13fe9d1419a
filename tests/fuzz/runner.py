"""Compiles one program every way, runs it, and says what failed."""

import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RUNTIME = os.path.join(HERE, "runtime")
MODES = ["forward", "reverse", "split", "nested"]
WRAP = ["malloc", "calloc", "realloc", "free", "posix_memalign",
        "aligned_alloc", "malloc_usable_size"]


class Failure:
    """kind: compile-error, compile-crash, compile-timeout, or what the
    harness prints (WRONG, LEAK, CRASH, TIMEOUT). detail identifies it."""

    def __init__(self, level, mode, kind, detail, command=""):
        self.level, self.mode, self.kind = level, mode, kind
        self.detail, self.command = detail, command

    def key(self):
        """Equal keys mean the same defect, as far as one can tell."""
        if not self.kind.startswith("compile"):
            return (self.mode, self.kind)
        text = re.sub(r"'[^']*'|%\S+|@\S+|0x[0-9a-f]+|\d+", "", self.detail)
        return (self.mode, self.kind, text[:100])

    def __str__(self):
        return "-%s %s %s: %s" % (self.level, self.mode, self.kind,
                                  self.detail)


def run(command, timeout):
    """(status, output); status None after a timeout."""
    try:
        p = subprocess.run(command, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, timeout=timeout)
        return p.returncode, p.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired as e:
        return None, (e.stdout or b"").decode("utf-8", "replace")


class Runner:
    def __init__(self, plugin, clang="clang-22", modes=None, work="fuzz-work",
                 compile_timeout=120, asan=False, verbose=False):
        self.plugin, self.clang = plugin, clang
        folder, name = os.path.split(clang)
        self.clangxx = os.path.join(folder, name.replace("clang", "clang++"))
        self.modes = modes or ["forward", "reverse", "split"]
        self.work = work
        self.compile_timeout = compile_timeout
        self.asan = asan
        self.sanitize = ["-fsanitize=address", "-fno-omit-frame-pointer"] \
            if asan else []
        os.makedirs(work, exist_ok=True)
        self.prepare()

    def prepare(self):
        """What all programs share, compiled once."""
        self.shared = []
        for name in ["harness.c"] + ([] if self.asan else ["heap.c"]):
            obj = self.path(name[:-2] + ".o")
            self.must([self.clang, "-O1", "-w", "-I", RUNTIME, "-c",
                       os.path.join(RUNTIME, name), "-o", obj] +
                      (["-DFUZZ_NO_HEAP"] if self.asan else []))
            self.shared.append(obj)

    def path(self, name):
        return os.path.join(self.work, name)

    @staticmethod
    def must(command):
        status, out = run(command, 120)
        if status != 0:
            sys.exit("cannot build the harness:\n%s\n%s" % (
                " ".join(command), out))

    # ---- building

    def oracle_command(self, source, obj):
        return [self.clangxx, "-x", "c++", "-std=c++20", "-O0", "-w",
                "-fno-exceptions", "-fno-rtti", "-DFUZZ_DUAL", "-I", RUNTIME,
                "-c", source, "-o", obj]

    def case_command(self, source, level, modes, obj, alone=False):
        cmd = [self.clang, "-" + level, "-w", "-fno-crash-diagnostics", "-I", RUNTIME,
               "-DFUZZ_LEVEL=" + level] + self.sanitize
        if self.plugin and not alone:
            cmd.append("-fpass-plugin=" + self.plugin)
            cmd += ["-DFUZZ_" + m.upper() for m in modes]
        return cmd + ["-c", source, "-o", obj]

    def link(self, objects, exe):
        cmd = [self.clang, "-fuse-ld=lld"] + self.sanitize + objects + \
            self.shared + ["-o", exe, "-lm"]
        if not self.asan:
            cmd += ["-Wl,--wrap=" + f for f in WRAP]
        return run(cmd, 60)

    def build_case(self, source, stem, level, modes):
        """(object or None, failures): one mode's refusal spares the rest."""
        obj = self.path("%s.%s.o" % (stem, level))
        cmd = self.case_command(source, level, modes, obj)
        status, out = run(cmd, self.compile_timeout)
        if status == 0:
            return obj, []
        if len(modes) > 1 and self.plugin:
            good, failures = [], []
            for m in modes:
                o, f = self.build_case(source, stem, level, [m])
                failures += f
                if o:
                    good.append(m)
            if not failures:  # only together
                return None, [self.compile_failure(level, "all", status, out,
                                                   cmd)]
            if not good:
                return None, failures
            cmd = self.case_command(source, level, good, obj)
            status, out = run(cmd, self.compile_timeout)
            if status == 0:
                return obj, failures
            return None, failures + [
                self.compile_failure(level, "all", status, out, cmd)]
        mode = modes[0] if modes else "plain"
        return None, [self.compile_failure(level, mode, status, out, cmd)]

    @staticmethod
    def compile_failure(level, mode, status, out, cmd):
        if status is None:
            return Failure(level, mode, "compile-timeout", "", " ".join(cmd))
        crash = re.search(r"(Assertion .*|LLVM ERROR.*|.*UNREACHABLE.*|"
                          r"PLEASE submit a bug report|Stack dump)", out)
        if crash:
            frames = re.findall(r"#\d+ \S+ ((?:wengert::|\(anonymous "
                                r"namespace\)::)[^(]*)\(", out) or \
                re.findall(r"#\d+ \S+ (llvm::(?!sys)[^(]+)\(", out)
            where = frames[0] if frames else ""
            return Failure(level, mode, "compile-crash",
                           crash.group(1)[:150] + " " + where, " ".join(cmd))
        error = re.search(r"error: (.*)", out)
        return Failure(level, mode, "compile-error",
                       error.group(1) if error else out[:150], " ".join(cmd))

    def is_compilers(self, source, oracle, level, point):
        """Is the program's own value wrong without the plugin, too?"""
        if not self.plugin:
            return False
        obj, exe = source + ".alone.o", source + ".alone.exe"
        cmd = self.case_command(source, level, [], obj, alone=True)
        try:
            return run(cmd, self.compile_timeout)[0] == 0 and \
                self.link([oracle, obj], exe)[0] == 0 and \
                "plain WRONG" in run([exe, str(point)], 120)[1]
        finally:
            for f in (obj, exe):
                if os.path.exists(f):
                    os.remove(f)

    # ---- one program

    def check(self, text, stem, levels, modes=None, point=1):
        """(skip reason or None, failures, info line)."""
        modes = self.modes if modes is None else modes
        source = self.path(stem + ".c")
        with open(source, "w") as f:
            f.write(text)
        made = [source]
        oracle, exe = self.path(stem + ".oracle.o"), self.path(stem + ".exe")
        made += [oracle, exe]
        try:
            cmd = self.oracle_command(source, oracle)
            status, out = run(cmd, 60)
            if status != 0:
                return "oracle does not compile: " + out[:600], [], ""
            status, out = self.link([oracle], exe)
            if status != 0:
                return "oracle does not link: " + out[:600], [], ""
            status, out = run([exe, str(point)], 25)
            if status != 0:
                return out.strip()[:200] or "oracle ends with %s" % status, \
                    [], ""
            info = out.strip()
            objects, failures = [oracle], []
            for level in levels:
                obj, bad = self.build_case(source, stem, level, modes)
                failures += bad
                if obj:
                    objects.append(obj)
                    made.append(obj)
            if len(objects) == 1:
                return None, failures, info
            status, out = self.link(objects, exe)
            if status != 0:
                missing = re.findall(r"undefined symbol: (\S+)", out)
                detail = "undefined symbol " + missing[0] if missing \
                    else out[:150]
                return None, failures + [Failure(
                    ",".join(levels), "all", "link-error", detail)], info
            status, out = run([exe, str(point)], 120)
            for line in out.splitlines():
                m = re.match(r"(O\d) (\w+) (WRONG|LEAK|CRASH|TIMEOUT) (.*)",
                             line)
                if m:
                    failures.append(Failure(*m.groups()))
            if status is None or status not in (0, 1):
                failures.append(Failure("?", "all", "CRASH",
                                        "harness ends with %s" % status))
            elif status == 1 and not failures:
                failures.append(Failure("?", "all", "CRASH", out[-200:]))
            # Where it is, values cannot be compared. Refusals and other levels
            # still count.
            theirs = {f.level for f in failures
                      if f.mode == "plain" and f.kind == "WRONG" and
                      self.is_compilers(source, oracle, f.level, point)}
            failures = [f for f in failures if f.level not in theirs or
                        f.kind.startswith("compile")]
            if theirs and not failures:
                return "the compiler alone gives another value", [], info
            return None, failures, info
        finally:
            for f in made:
                if os.path.exists(f):
                    os.remove(f)
