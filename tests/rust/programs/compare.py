#!/usr/bin/env python3
"""Compares the values and gradients one compilation of the programs printed
with those of others: equal to rounding, for levels and assertions change
nothing.   usage: compare.py <values> <others...>"""
import sys

TOLERANCE = 1e-10


def read(path):
    table = {}
    for line in open(path):
        name, *numbers = line.split()
        table[name] = [float(n) for n in numbers]
    return table


mine = read(sys.argv[1])
failed = False
for path in sys.argv[2:]:
    other = read(path)
    for name in mine.keys() & other.keys():
        scale = max(1.0, *map(abs, other[name]))
        worst = max(abs(a - b) for a, b in zip(mine[name], other[name]))
        if len(mine[name]) != len(other[name]) or not worst <= TOLERANCE * scale:
            print(f"{name}: differs from {path} by {worst:g}")
            failed = True
if not mine:
    print("nothing was printed")
    failed = True
print(f"{len(mine)} programs, compared with {len(sys.argv) - 2} compilations")
sys.exit(failed)
