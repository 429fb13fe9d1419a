#!/usr/bin/env python3
"""How compile time grows with the size of what is differentiated.

usage: bench/compile-time.py BUILD [--sizes 100,1000,...] [--kinds ...] [--repeat N]

Generates functions of about the given number of LLVM instructions (counted in
what -O2 makes of them), of four kinds, and compiles each at -O2 as it is and with
its gradient. Prints processor time, least of several compiles, without that of
an empty file; how much of it the plugin takes, LLVM's passes that it runs
included; the ratio of the two compiles; and the slopes of all three over size in
a log-log plot, by least squares over the sizes from 300 on.
"""
import argparse
import math
import os
import random
import re
import resource
import subprocess
import sys
import tempfile

PRELUDE = """
double sin(double), cos(double), exp(double), sqrt(double), fabs(double);
#define NOINLINE __attribute__((noinline))
"""
DRIVER = """
#ifdef GRADIENT
extern int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
void gradient(%s) { __enzyme_autodiff((void *)f, %s); }
#endif
"""


def straight(n, rng):
    """One block of arithmetic on values made before."""
    lines, values = [], [f"x[{k}]" for k in range(8)]
    for k in range(max(1, int(n * 0.62))):
        a, b = rng.choice(values[-24:]), rng.choice(values[-24:])
        form = rng.choice(("{a} * {b}", "{a} + {b}", "{a} - {b}", "sin({a}) * {b}",
                           "{a} / (2 + {b} * {b})", "{a} * {b} + {a}"))
        lines.append(f"  double t{k} = {form.format(a=a, b=b)};")
        values.append(f"t{k}")
    total = " + ".join(values[-24:])
    return ("double f(const double *x) {\n" + "\n".join(lines) +
            f"\n  return {total};\n}}\n" +
            DRIVER % ("const double *x, double *d", "enzyme_dup, x, d"))


def loops(n, rng):
    """Nests of three loops, one after the other, that update arrays in place."""
    body = []
    for k in range(max(1, int(n / 36))):
        s = [rng.uniform(0.1, 0.9) for _ in range(2)]
        body.append(f"""  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {{
      double s = {s[0]:.3f} * a[i * n + j];
      for (int k = 0; k < n; ++k)
        s += a[i * n + k] * b[k * n + j] * {s[1]:.3f};
      b[i * n + j] = s * b[i * n + j] + sin(s);
    }}""")
    return ("double f(double *a, double *b, int n) {\n" + "\n".join(body) +
            "\n  double t = 0;\n  for (int i = 0; i < n * n; ++i)\n    t += b[i];\n"
            "  return t;\n}\n" +
            DRIVER % ("double *a, double *da, double *b, double *db, int n",
                      "enzyme_dup, a, da, enzyme_dup, b, db, enzyme_const, n"))


def calls(n, rng):
    """A binary tree of functions, each with a body of its own."""
    count = max(1, int(n / 16))
    text = []
    for k in reversed(range(count)):
        kids = [c for c in (2 * k + 1, 2 * k + 2) if c < count]
        parts = [f"f{c}(x, y * {rng.uniform(0.5, 1):.3f} + x[{c % 8}])" for c in kids]
        text.append(f"""NOINLINE static double f{k}(const double *x, double y) {{
  double t = y * x[{k % 8}] + sin(y * {rng.uniform(0.1, 1):.3f});
  if (t > {rng.uniform(0, 2):.3f})
    t = t * t * {rng.uniform(0.1, 1):.3f};
  return {' + '.join(parts + ['t * y'])};
}}""")
    return ("\n".join(text) + "\ndouble f(const double *x) { return f0(x, x[0]); }\n" +
            DRIVER % ("const double *x, double *d", "enzyme_dup, x, d"))


def structs(n, rng):
    """Large structs of structs and arrays, copied whole and changed by member."""
    members = max(2, int(math.sqrt(n)))
    steps = max(1, int(n / 9.5))
    fields = "\n".join(f"  double m{k};\n  int n{k};\n  inner i{k};"
                       for k in range(members))
    lines = []
    for k in range(steps):
        a, b, c = (rng.randrange(members) for _ in range(3))
        lines.append(rng.choice((
            "  s.m{a} = s.m{b} * s.i{c}.v[1] + s.m{a};",
            "  s.i{a} = s.i{b}; s.i{a}.v[2] *= s.m{c};",
            "  s.i{a}.w += s.i{b}.v[0] * s.i{c}.w;",
            "  if (s.n{a} > 2) s.m{b} = sin(s.m{c});")).format(a=a, b=b, c=c))
    total = " + ".join(f"s.m{k} * s.i{k}.w" for k in range(members))
    return (f"typedef struct {{ double v[3]; int tag; double w; }} inner;\n"
            f"typedef struct {{\n{fields}\n}} outer;\n"
            "double f(const outer *p) {\n  outer s = *p;\n" + "\n".join(lines) +
            f"\n  return {total};\n}}\n" +
            DRIVER % ("const outer *p, outer *d", "enzyme_dup, p, d"))


KINDS = {"straight": straight, "loops": loops, "calls": calls, "structs": structs}


def instructions(source):
    text = subprocess.run(["clang-22", "-O2", "-fno-vectorize", "-fno-slp-vectorize",
                           "-fno-unroll-loops", "-S", "-emit-llvm", source, "-o", "-"],
                          check=True, capture_output=True, text=True).stdout
    return len(re.findall(r"^  [%a-z]", text, re.M))


def generate(kind, size, source):
    """Writes a program whose size is right within a tenth, if that can be."""
    wanted = size
    for _ in range(4):
        with open(source, "w") as out:
            out.write(PRELUDE + KINDS[kind](wanted, random.Random(size)))
        n = instructions(source)
        if abs(n - size) <= 0.1 * size:
            break
        wanted = max(2, int(wanted * size / max(n, 1)))
    return n


def cost(command, repeat):
    best = math.inf
    for _ in range(repeat):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime - before.ru_utime)
    return best


def share(source, folder, plugin, repeat):
    """What the plugin takes: opt runs it alone on what reaches it in clang."""
    module = os.path.join(folder, "module.bc")
    subprocess.run(["clang-22", "-O2", "-fno-vectorize", "-fno-slp-vectorize",
                    "-fno-unroll-loops", "-DGRADIENT", "-emit-llvm", "-c", source,
                    "-o", module], check=True)
    run = ["opt-22", "-disable-output", f"-load-pass-plugin={plugin}", module]
    return (cost(run + ["-passes=wengert"], repeat) -
            cost(run + ["-passes=verify"], repeat))


def slope(points):
    xs = [math.log(x) for x, _ in points]
    ys = [math.log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return (sum((x - mx) * (y - my) for x, y in zip(xs, ys)) /
            sum((x - mx) ** 2 for x in xs))


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawTextHelpFormatter)
    p.add_argument("build")
    p.add_argument("--sizes", default="100,300,1000,3000,10000")
    p.add_argument("--kinds", default=",".join(KINDS))
    p.add_argument("--repeat", type=int, default=5)
    p.add_argument("--keep", help="folder for the generated sources")
    a = p.parse_args()
    plugin = os.path.join(a.build, "lib", "libEnzyme-22.so")
    folder = a.keep or tempfile.mkdtemp(prefix="wengert-bench-")
    os.makedirs(folder, exist_ok=True)
    base = ["clang-22", "-O2", "-c", "-o", "/dev/null"]
    empty = os.path.join(folder, "empty.c")
    open(empty, "w").close()
    start = cost(base + [empty], 2 * a.repeat)
    print(f"{'kind':10}{'size':>7}{'plain s':>10}{'gradient s':>12}"
          f"{'plugin s':>10}{'ratio':>8}")
    worst = 0
    for kind in a.kinds.split(","):
        points = []
        for size in map(int, a.sizes.split(",")):
            source = os.path.join(folder, f"{kind}-{size}.c")
            n = generate(kind, size, source)
            plain = cost(base + [source], a.repeat) - start
            both = cost(base + [source, "-DGRADIENT", f"-fpass-plugin={plugin}"],
                        a.repeat) - start
            own = share(source, folder, plugin, a.repeat)
            plain, both, own = (max(t, 1e-3) for t in (plain, both, own))
            points.append((n, plain, both, own))
            ratio = both / plain
            if size >= 10000:
                worst = max(worst, ratio)
            print(f"{kind:10}{n:7}{plain:10.3f}{both:12.3f}{own:10.3f}{ratio:8.1f}",
                  flush=True)
        large = [q for q in points if q[0] >= 200]
        if len(large) > 1:
            plain, both, own = (slope([(q[0], q[k]) for q in large])
                                for k in (1, 2, 3))
            print(f"{kind + ' slope':17}{plain:10.2f}{both:12.2f}{own:10.2f}",
                  flush=True)
    if worst:
        print(f"largest size: at most {worst:.1f} times the plain compile")
    return 0


sys.exit(main())
