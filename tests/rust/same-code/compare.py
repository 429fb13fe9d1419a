"""Compares the machine code of functions between assembly files.

usage: compare.py <source.rs> <reference.s> <other.s>...

Every `#[no_mangle]` function of the source must have the same instructions in
all files; labels and constants are compared by order of appearance. How many
of all other functions (the standard library) agree is printed, and must be
nine in ten.
"""
import re
import sys

LABEL = re.compile(r"^([A-Za-z_$][\w$.]*):")
LOCAL = re.compile(
    r"\.Lanon\.\w+\.\d+|\banon\.\w+\.\d+|\.L\w+|\bGCC_except_table\d+|_R\w+")
NOISE = re.compile(
    r"\s+\.(cfi|p2align|size|type|section|globl|text|set|weak|hidden|loc|file)")


def functions(path):
    bodies, name = {}, None
    for line in open(path):
        label = LABEL.match(line)
        if label:
            name = label.group(1)
            bodies[name] = []
        elif name is not None:
            text = line.split("#")[0].rstrip()
            if re.match(r"\s+\.size", text):
                name = None
            elif text.strip() and not NOISE.match(text):
                bodies[name].append(text.strip())
    return {
        name: renumber(body) for name, body in bodies.items() if is_code(body)
    }


def is_code(body):
    instructions = [l for l in body if not l.endswith(":")]
    return bool(instructions) and not instructions[0].startswith(".")


def renumber(body):
    names = {}
    return [
        LOCAL.sub(lambda m: names.setdefault(m.group(0), f"L{len(names)}"), line)
        for line in body
    ]


def main():
    source, reference, *others = sys.argv[1:]
    kernels = re.findall(r"#\[no_mangle\]\s*(?:#\[.*\]\s*)*pub fn (\w+)",
                         open(source).read())
    want = functions(reference)
    assert kernels and all(k in want for k in kernels), "functions are missing"
    if not any("mulpd" in line for line in want["saxpy"]):
        sys.exit("the reference itself is not vectorized")
    failed = False
    for path in others:
        got = functions(path)
        wrong = [k for k in kernels if got.get(k) != want[k]]
        common = [f for f in want if f in got and f not in kernels]
        same = sum(want[f] == got[f] for f in common)
        print(f"{path.split('/')[-1]}: {len(kernels) - len(wrong)} of "
              f"{len(kernels)} functions of the program and {same} of "
              f"{len(common)} others are the same")
        for name in wrong:
            print(f"  {name} differs")
        failed |= bool(wrong) or same < 0.9 * len(common)
    sys.exit(failed)


main()
