#!/usr/bin/env python3
"""Builds the benchmarks with and without restrict, runs them, and writes
table.md, results.json and chart.svg to BUILD/bench.

usage: bench.py BUILD [--check] [PROGRAM ...]
  PROGRAM: a name in bench/programs, or `rust`; all without any
  --check: checks the gradients only"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
WRAPPED = ["malloc", "calloc", "realloc", "aligned_alloc", "free"]
# Functions of one array have nothing to alias.
ONE_POINTER = {"kernels"}


def build(source, plugin, out, qualifier):
    target = out / f"{source.stem}{'-restrict' if qualifier else ''}"
    subprocess.run(
        ["clang-22", "-O3", "-fno-math-errno", f"-DRESTRICT={qualifier}",
         f"-fpass-plugin={plugin}", source, "-o", target,
         "-Wl," + ",".join(f"--wrap={f}" for f in WRAPPED), "-lm"],
        check=True)
    return target


def measure(source, plugin, out):
    """The measurements of one program, each with its `pointers`."""
    results = []
    for qualifier in [""] if source.stem in ONE_POINTER else ["", "__restrict"]:
        target = build(source, plugin, out, qualifier)
        text = subprocess.run([target], check=True, text=True,
                              stdout=subprocess.PIPE).stdout
        for line in text.splitlines():
            row = json.loads(line)
            if source.stem not in ONE_POINTER:
                row["pointers"] = "restrict" if qualifier else "plain"
            results.append(row)
    # The variants of one size stand below each other.
    order = list(dict.fromkeys((r["program"], r["size"]) for r in results))
    return sorted(results, key=lambda r: order.index((r["program"], r["size"])))


def build_rust(rustc, build_folder, plugin, out, plain):
    if plain:
        flags = ["--cfg", "plain"]
    else:
        sysroot = subprocess.run(
            [HERE.parent / "tools" / "rust-sysroot.sh",
             build_folder / "rust-sysroot", plugin],
            check=True, text=True, stdout=subprocess.PIPE).stdout.strip()
        flags = ["--sysroot", sysroot, "-Zautodiff=Enable", "-Zfewer-names=no"]
    target = out / ("rust-plain" if plain else "rust")
    subprocess.run(
        [rustc, "--edition", "2021", "-Copt-level=3", "-Clto=fat", *flags,
         HERE / "rust" / "main.rs", "-o", target],
        check=True, cwd=out, env={**os.environ, "RUSTC_BOOTSTRAP": "1"})
    return target


def measure_rust(build_folder, plugin, out):
    """The measurements in safe Rust by std::autodiff, with the primal's time in
    a build without autodiff; none where there is no rustc."""
    rustc = shutil.which("rustc")
    if not rustc:
        return []
    rows = []
    for plain in (False, True):
        target = build_rust(rustc, build_folder, plugin, out, plain)
        text = subprocess.run([target], check=True, text=True,
                              stdout=subprocess.PIPE).stdout
        rows.append([json.loads(line) for line in text.splitlines()])
    for row, plain in zip(*rows):
        row["pointers"] = "safe Rust"
        row["plain_ms"] = plain["primal_ms"]
    return rows[0]


def rust_table(results):
    yield ("| safe Rust | primal ms | primal ms without autodiff | gradient ms | "
           "ratio |")
    yield "|---|---|---|---|---|"
    for r in results:
        yield (f"| {r['program']}, {r['size']} | {r['primal_ms']:.3f} | "
               f"{r['plain_ms']:.3f} | {r['gradient_ms']:.3f} | "
               f"{r['ratio']:.2f} |")


def table(results):
    if not results:
        return
    yield ("| program | pointers | primal ms | gradient ms | ratio | "
           "over hand-written | tape and shadows KiB |")
    yield "|---|---|---|---|---|---|---|"
    for r in results:
        hand = f"{r['over_hand']:.2f}" if "over_hand" in r else "–"
        yield (f"| {r['program']}, {r['size']} | {r.get('pointers', 'one')} | "
               f"{r['primal_ms']:.3f} | {r['gradient_ms']:.3f} | "
               f"{r['ratio']:.2f} | {hand} | {r['heap_kib']:,.0f} |")


def chart(results):
    """A bar for each ratio."""
    line, left, unit = 18, 380, 70
    width = left + int(unit * (max(r["ratio"] for r in results) + 1))
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" '
           f'height="{line * (len(results) + 2)}" font-family="sans-serif" '
           f'font-size="12">')
    yield (f'<text x="{left}" y="{line - 4}">time of the gradient over time of '
           f'the function</text>')
    for k, r in enumerate(results, 1):
        y = k * line + 4
        label = f"{r['program']}, {r['size']}"
        if "pointers" in r:
            label += f" ({r['pointers']})"
        colour = "#7a9cc6" if r.get("pointers") != "restrict" else "#345d8c"
        yield (f'<text x="{left - 8}" y="{y + 11}" text-anchor="end">{label}'
               f'</text>')
        yield (f'<rect x="{left}" y="{y}" width="{unit * r["ratio"]:.0f}" '
               f'height="{line - 4}" fill="{colour}"/>')
        yield (f'<text x="{left + unit * r["ratio"] + 5:.0f}" y="{y + 11}">'
               f'{r["ratio"]:.2f}</text>')
    yield "</svg>"


def main():
    names = sys.argv[1:]
    check = "--check" in names
    if check:
        names.remove("--check")
        os.environ["BENCH_CHECK"] = "1"
    build_folder = pathlib.Path(names.pop(0)).resolve()
    plugin = build_folder / "lib" / "libEnzyme-22.so"
    out = build_folder / "bench"
    out.mkdir(exist_ok=True)
    sources = [s for s in sorted((HERE / "programs").glob("*.c"))
               if not names or s.stem in names]
    if check:
        for source in sources:
            for qualifier in ["", "__restrict"]:
                subprocess.run([build(source, plugin, out, qualifier)],
                               check=True)
        rustc = shutil.which("rustc")
        if rustc and (not names or "rust" in names):
            subprocess.run([build_rust(rustc, build_folder, plugin, out, False)],
                           check=True)
        return
    results = []
    for source in sources:
        results += measure(source, plugin, out)
    lines = list(table(results))
    if not names or "rust" in names:
        rust = measure_rust(build_folder, plugin, out)
        lines += ["", *rust_table(rust)]
        results += rust
    print("\n".join(lines))
    (out / "table.md").write_text("\n".join(lines) + "\n")
    (out / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    (out / "chart.svg").write_text("\n".join(chart(results)) + "\n")


main()
