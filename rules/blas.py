#!/usr/bin/env python3
"""Turns rules/blas.txt into the tables that lib/Models/BlasTable.cpp includes.

usage: blas.py blas.txt -o BlasTable.inc
       blas.py --embed blas.bc -o BlasBitcode.inc   (bytes of a file)
"""
import argparse
import re
import sys

FLAGS = ("trans", "uplo", "diag", "side", "job")
ARRAYS = ("in", "out", "io", "work")
KINDS = {k: k.capitalize() for k in FLAGS + ("int", "real", "inc", "ld", "ints")}
KINDS["pivots"] = "Ints"
KINDS.update({k: "Array" for k in ARRAYS})


class Routine:
    def __init__(self, name, result):
        self.name, self.result = name, result
        self.operands, self.row, self.needs = [], [], []
        self.needs_result = False

    def at(self, name):
        for k, (_, n, _) in enumerate(self.operands):
            if n == name:
                return k
        sys.exit(f"{self.name}: no operand {name}")

    def extent(self, text):
        if text == "1":
            return "{BlasExtent::One, -1, -1, -1}"
        m = re.fullmatch(r"(\w+)\((\w+),(\w+)\)", text)
        if m:
            kind = {"min": "Min", "band": "Band", "pos": "Pos"}[m[1]]
            return (f"{{BlasExtent::{kind}, -1, {self.at(m[2])}, "
                    f"{self.at(m[3])}}}")
        m = re.fullmatch(r"(\w+)\?(\w+):(\w+)", text)
        if m:
            value = lambda t: -1 if t == "0" else self.at(t)
            return (f"{{BlasExtent::Choice, {self.at(m[1])}, {value(m[2])}, "
                    f"{value(m[3])}}}")
        return f"{{BlasExtent::Operand, -1, {self.at(text)}, -1}}"

    def mask(self, names):
        return sum(1 << self.at(n) for n in names)


def split_outside(text):
    """Splits at commas outside of parentheses."""
    return re.split(r",(?![^(]*\))", text)


def parse(path):
    routines = []
    for line in open(path):
        line = line.split("#")[0].rstrip()
        if not line:
            continue
        if line.startswith("  row "):
            for op in line[6:].split(","):
                routines[-1].row.append(op.split())
        elif line.startswith("  needs "):
            for need in line[8:].split(","):
                if need.strip() == "result":
                    routines[-1].needs_result = True
                    continue
                what, names = need.split(" if ")
                routines[-1].needs.append((what.strip(), names.split()))
        else:
            head, operands = line.split(" : ")
            name, _, result = head.partition(" -> ")
            r = Routine(name.strip(), result.strip() or "none")
            for token in operands.split():
                m = re.fullmatch(r"(\w+):(\w+)(?:\[(.*)\])?", token)
                if not m or m[1] not in KINDS:
                    sys.exit(f"{name}: cannot read {token}")
                r.operands.append((m[1], m[2], m[3]))
            routines.append(r)
    return routines


def emit(routines, out):
    for r in routines:
        out.write(f"static constexpr BlasOperand {r.name}Operands[] = {{\n")
        for kind, name, extents in r.operands:
            rows = cols = "{BlasExtent::One, -1, -1, -1}"
            stride = -1
            parts = split_outside(extents) if extents else []
            if parts:
                rows = r.extent(parts[0])
            if len(parts) == 3:
                cols = r.extent(parts[1])
            if len(parts) > 1:
                stride = r.at(parts[-1])
            reads = str(kind in ("in", "io", "real")).lower()
            writes = str(kind in ("out", "io", "ints", "work")).lower()
            matrix = str(len(parts) == 3).lower()
            work = str(kind == "work").lower()
            out.write(f'    {{"{name}", BlasKind::{KINDS[kind]}, {reads}, '
                      f"{writes}, {matrix}, {work}, {rows}, {cols}, "
                      f"{stride}}},\n")
        out.write("};\n")
        out.write(f"static constexpr BlasRowStep {r.name}Row[] = {{\n")
        for op in r.row:
            a = r.at(op[1])
            b = r.at(op[2]) if op[0] == "swap" else -1
            out.write(f"    {{{a}, {b}}},\n")
        out.write("    {-1, -1},\n};\n")
        out.write(f"static constexpr BlasNeed {r.name}Needs[] = {{\n")
        for what, names in r.needs:
            after = str(what.endswith("!")).lower()
            out.write(f"    {{{r.at(what.rstrip('!'))}, {after}, "
                      f"{r.mask(names)}}},\n")
        out.write("    {-1, false, 0},\n};\n")
    out.write("static constexpr BlasRoutine Routines[] = {\n")
    for r in routines:
        out.write(f'    {{"{r.name}", BlasResult::{r.result.capitalize()}, '
                  f"{r.name}Operands, ArrayRef<BlasRowStep>({r.name}Row, "
                  f"size_t({len(r.row)})), ArrayRef<BlasNeed>({r.name}Needs, "
                  f"size_t({len(r.needs)})), "
                  f"{str(r.needs_result).lower()}}},\n")
    out.write("};\n")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--embed", action="store_true")
    p.add_argument("source")
    p.add_argument("-o", required=True)
    a = p.parse_args()
    with open(a.o, "w") as out:
        if a.embed:
            data = open(a.source, "rb").read()
            for k in range(0, len(data), 20):
                out.write(",".join(map(str, data[k:k + 20])) + ",\n")
        else:
            emit(parse(a.source), out)


main()
