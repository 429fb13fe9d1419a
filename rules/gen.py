#!/usr/bin/env python3
"""Turns the rule tables (rules/*.td, as JSON from llvm-tblgen) into C++.

usage: gen.py RULES.json -o Rules.inc
       gen.py --docs [--check] RULES.json -o rules.md

With --check nothing is written; the file must already be what would be.

The language of the tables is described in Base.td. Expressions become nodes of
one shared, hash-consed array, which lib/Rules/Emit.cpp evaluates; complex
expressions are expanded to real ones here. What a partial reads (its needs)
follows from its nodes.
"""
import argparse
import io
import json
import re
import sys

NAMED = {
    "pi": "3.14159265358979323846264338327950288419717",
    "invpi": "0.318309886183790671537767526745028724068919",
    "ln2": "0.693147180559945309417232121458176568075500",
    "ln10": "2.30258509299404568401799145468436420760110",
    "log2e": "1.44269504088896340735992468100189213742665",
    "log10e": "0.434294481903251827651128918916605082294397",
    "2/sqrtpi": "1.12837916709551257389615890312154517168810",
}
COMPARE = {"oeq", "olt", "ole", "ogt", "oge", "uno"}
LEAVES = {"X": 0, "Y": 1, "Z": 2}


class Nodes:
    """Hash-consed expression nodes: (op, a, b, c, text)."""

    def __init__(self):
        self.list, self.index = [], {}

    def get(self, op, a=-1, b=-1, c=-1, text=""):
        key = (op, a, b, c, text)
        if key not in self.index:
            self.index[key] = len(self.list)
            self.list.append(key)
        return self.index[key]

    def const(self, text):
        return self.get("Const", text=NAMED.get(text, text))

    def is_const(self, n, text):
        return self.list[n][0] == "Const" and self.list[n][4] == text

    def neg(self, a):
        op, x, _, _, text = self.list[a]
        if op == "Neg":
            return x
        if op == "Const":
            return self.const(text[1:] if text[0] == "-" else "-" + text)
        return self.get("Neg", a)

    def add(self, a, b):
        return self.get("Add", a, b)

    def sub(self, a, b):
        return self.get("Sub", a, b)

    def mul(self, a, b):
        for x, y in ((a, b), (b, a)):
            if self.is_const(x, "1"):
                return y
            if self.is_const(x, "-1"):
                return self.neg(y)
        return self.get("Mul", a, b)

    def div(self, a, b):
        return self.get("Div", a, b)

    def call(self, kind, name, *args):
        return self.get(kind, *args, text=name)


class Lowering:
    """Lowers the partials of one rule."""

    def __init__(self, nodes, records, rule):
        self.n, self.records, self.rule = nodes, records, rule
        result, params = re.fullmatch(r"(.+)\((.*)\)", rule["Sig"]).groups()
        self.results = result.strip("{}").replace(",", "")
        self.params = params.replace(",", "")
        self.floats, self.int_comp, comp = [], None, 0
        for p in self.params:
            if p == "i":
                self.int_comp = comp
            elif p in "TCL":
                self.floats.append(comp)
            comp += 2 if p == "C" else 1
        self.comps = comp
        self.fields = 2 if self.results == "C" else len(self.results)

    def fail(self, what):
        sys.exit(f"gen.py: rule {self.rule['!name']}: {what}")

    def leaf(self, name):
        n = self.n
        if name in LEAVES:
            return n.get("Operand", self.floats[LEAVES[name]])
        if name == "N":
            return n.get("Operand", self.int_comp)
        if name in ("R", "R1"):
            return n.get("Result", 0 if name == "R" else 1)
        if name in ("Xre", "Xim"):
            return n.get("Operand", 0 if name == "Xre" else 1)
        self.fail(f"unknown leaf {name}")

    def real(self, e):
        n = self.n
        if isinstance(e, str):
            if re.fullmatch(r"i-?\d+", e):
                return n.get("IntConst", int(e[1:]))
            return n.const(e)
        if e["kind"] == "def":
            return self.leaf(e["def"])
        op = e["operator"]["def"]
        raw = [a for a, _ in e["args"]]
        if op in ("re", "im"):
            part = self.complex(raw[0])[0 if op == "re" else 1]
            return n.const("0") if part is None else part
        if op == "iadd":
            return n.get("IntAdd", self.real(raw[0]), int(raw[1]))
        args = [self.real(a) for a in raw]
        if op == "val":
            return args[0]
        if op in ("add", "sub", "mul", "div", "neg"):
            return getattr(n, op)(*args)
        if op in COMPARE:
            return n.get("Cmp" + op.upper(), *args)
        simple = {"select": "Select", "and": "And", "or": "Or",
                  "tofp": "IntToFP", "ineg": "IntNeg"}
        if op in simple:
            return n.get(simple[op], *args)
        record = self.records[op]
        for cls in ("IntrinsicFn", "LibmFn", "HelperFn"):
            if cls in record["!superclasses"]:
                return n.call(cls[:-2], record["Name"], *args)
        self.fail(f"operator {op} in a real expression")

    # --- complex expressions: pairs (re, im), im None when it is zero ---------
    def complex(self, e):
        n = self.n
        if isinstance(e, str):
            return (n.const(e), None)
        if e["kind"] == "def":
            name = e["def"]
            if name == "R":
                return (n.get("Result", 0), n.get("Result", 1))
            if name in LEAVES:
                c = self.floats[LEAVES[name]]
                return (n.get("Operand", c), n.get("Operand", c + 1))
            self.fail(f"leaf {name} in a complex expression")
        op = e["operator"]["def"]
        if op == "tofp":
            return (self.real(e), None)
        raw = [a for a, _ in e["args"]]
        if op == "select":
            a, b = self.complex(raw[1]), self.complex(raw[2])
            cond, zero = self.real(raw[0]), n.const("0")
            return tuple(n.get("Select", cond, zero if x is None else x,
                               zero if y is None else y)
                         for x, y in zip(a, b))
        args = [self.complex(a) for a in raw]
        if not hasattr(self, "c_" + op):
            self.fail(f"operator {op} in a complex expression")
        return getattr(self, "c_" + op)(*args)

    def c_val(self, a):
        return a

    def c_neg(self, a):
        return tuple(None if x is None else self.n.neg(x) for x in a)

    def c_add(self, a, b):
        im = [x for x in (a[1], b[1]) if x is not None]
        return (self.n.add(a[0], b[0]),
                self.n.add(*im) if len(im) == 2 else im[0] if im else None)

    def c_sub(self, a, b):
        # Not a + (-b): the sign of a zero imaginary part picks the branch.
        im = (self.n.sub(a[1], b[1]) if None not in (a[1], b[1]) else
              a[1] if b[1] is None else self.n.neg(b[1]))
        return (self.n.sub(a[0], b[0]), im)

    def c_mul(self, a, b):
        n = self.n
        for x, y in ((a, b), (b, a)):
            if x[1] is None:
                return (n.mul(x[0], y[0]),
                        None if y[1] is None else n.mul(x[0], y[1]))
        return (n.sub(n.mul(a[0], b[0]), n.mul(a[1], b[1])),
                n.add(n.mul(a[0], b[1]), n.mul(a[1], b[0])))

    def c_div(self, a, b):
        n = self.n
        if b[1] is None:
            return (n.div(a[0], b[0]),
                    None if a[1] is None else n.div(a[1], b[0]))
        norm = n.add(n.mul(b[0], b[0]), n.mul(b[1], b[1]))
        num = self.c_mul(a, (b[0], n.neg(b[1])))
        return (n.div(num[0], norm), n.div(num[1], norm))

    def c_times_i(self, a):
        return (self.n.neg(a[1]), a[0])

    def c_csin(self, a):
        n, f = self.n, "Intrinsic"
        return (n.mul(n.call(f, "sin", a[0]), n.call(f, "cosh", a[1])),
                n.mul(n.call(f, "cos", a[0]), n.call(f, "sinh", a[1])))

    def c_ccos(self, a):
        n, f = self.n, "Intrinsic"
        return (n.mul(n.call(f, "cos", a[0]), n.call(f, "cosh", a[1])),
                n.neg(n.mul(n.call(f, "sin", a[0]), n.call(f, "sinh", a[1]))))

    def c_csinh(self, a):
        n, f = self.n, "Intrinsic"
        return (n.mul(n.call(f, "sinh", a[0]), n.call(f, "cos", a[1])),
                n.mul(n.call(f, "cosh", a[0]), n.call(f, "sin", a[1])))

    def c_ccosh(self, a):
        n, f = self.n, "Intrinsic"
        return (n.mul(n.call(f, "cosh", a[0]), n.call(f, "cos", a[1])),
                n.mul(n.call(f, "sinh", a[0]), n.call(f, "sin", a[1])))

    def c_clog(self, a):
        n = self.n
        return (n.call("Intrinsic", "log", n.call("Libm", "hypot", *a)),
                n.call("Intrinsic", "atan2", a[1], a[0]))

    def c_csqrt(self, a):
        # t = sqrt((|z| + |re|) / 2); the other part is |im| / 2t, so nothing
        # cancels. The sign of the imaginary part follows that of im.
        n, f = self.n, "Intrinsic"
        t = n.call(f, "sqrt", n.mul(n.const("0.5"), n.add(
            n.call("Libm", "hypot", *a), n.call(f, "fabs", a[0]))))
        u = n.div(n.mul(n.const("0.5"), n.call(f, "fabs", a[1])), t)
        right = n.get("CmpOGE", a[0], n.const("0"))
        return (n.get("Select", right, t, u),
                n.call(f, "copysign", n.get("Select", right, u, t), a[1]))

    # --- partials -------------------------------------------------------------
    def jacobian(self):
        """Rows of nodes: partials[component][field], None for zero."""
        rows = [[None] * self.fields for _ in range(self.comps)]
        if not self.rule["Partials"]:
            return rows
        if len(self.rule["Partials"]) != len(self.floats):
            self.fail("needs one partial per float operand")
        zero = self.n.const("0")

        def put(comp, field, node):
            if node is not None and node != zero:
                rows[comp][field] = node

        for comp, e in zip(self.floats, self.rule["Partials"]):
            op = e["operator"]["def"]
            args = [a for a, _ in e["args"]]
            if op == "fields":
                for f, a in enumerate(args):
                    put(comp, f, self.real(a))
            elif op == "grad":
                for c, a in enumerate(args):
                    put(comp + c, 0, self.real(a))
            elif op == "jacobian":
                for i, a in enumerate(args):
                    put(comp + i // 2, i % 2, self.real(a))
            elif self.results == "C":
                a, b = self.complex(e)
                put(comp, 0, a)
                put(comp + 1, 1, a)
                if b is not None:
                    put(comp, 1, b)
                    put(comp + 1, 0, self.n.neg(b))
            else:
                put(comp, 0, self.real(e))
        return rows


VARIANTS = [("{}", "Double"), ("{}f", "Float"), ("{}l", "LongDouble"),
            ("{}f16", "Half"), ("{}f32", "Float"), ("{}f64", "Double"),
            ("{}f32x", "Double"), ("{}f64x", "LongDouble"),
            ("{}f128", "Quad"), ("__{}_finite", "Double"),
            ("__{}f_finite", "Float"), ("__{}l_finite", "LongDouble"),
            ("__{}f128_finite", "Quad"), ("__nv_{}", "Double"),
            ("__nv_{}f", "Float"), ("__nv_fast_{}f", "Float"),
            ("__ocml_{}_f16", "Half"), ("__ocml_{}_f32", "Float"),
            ("__ocml_{}_f64", "Double"), ("__ocml_native_{}_f32", "Float")]


def names_of(rule):
    """All names of calls, with the float type each implies."""
    variants = VARIANTS[:3] if "C" in rule["Sig"] else VARIANTS
    for base in rule["Libm"]:
        for form, kind in variants:
            yield form.format(base), kind
    for name in rule["Names"]:
        yield name, "Any"


def load(path):
    with open(path) as f:
        records = json.load(f)
    return records, [records[r] for r in records["!instanceof"]["Rule"]]


def emit(path, file):
    records, rules = load(path)
    nodes, out, partials = Nodes(), [], []
    calls, intrinsics, opcodes, customs = {}, {}, {}, []

    def enter(table, key, value):
        if key in table:
            sys.exit(f"gen.py: {key} is named by two rules")
        table[key] = value

    for i, rule in enumerate(rules):
        low = Lowering(nodes, records, rule)
        rows = low.jacobian()
        active = bool(rule["Custom"]) or any(
            p is not None for row in rows for p in row)
        custom = rule["Custom"] or "None"
        if custom not in customs and custom != "None":
            customs.append(custom)
        out.append(f'    {{"{rule["!name"]}", "{low.params}", "{low.results}", '
                   f'{len(partials)}, {low.comps}, {low.fields}, '
                   f'CustomRule::{custom}, {str(active).lower()}}},')
        for row in rows:
            partials += [-1 if p is None else p for p in row]
        for name, kind in names_of(rule):
            enter(calls, name, (i, kind))
        for name in rule["Intrinsics"]:
            enter(intrinsics, name, i)
        for name in rule["Opcodes"]:
            enter(opcodes, name, i)

    def p(text):
        print(text, file=file)

    p("// Generated by rules/gen.py from rules/*.td.")
    p("#ifdef WENGERT_CUSTOM_RULES")
    p("enum class CustomRule : uint8_t { " + ", ".join(["None"] + customs) + " };")
    p("#undef WENGERT_CUSTOM_RULES\n#else")
    p("static constexpr Node NodeTable[] = {")
    for op, a, b, c, text in nodes.list:
        p(f'    {{Node::{op}, {a}, {b}, {c}, "{text}"}},')
    p("};\nstatic constexpr int16_t PartialTable[] = {")
    for i in range(0, len(partials), 12):
        p("    " + ", ".join(map(str, partials[i:i + 12])) + ",")
    p("};\nstatic constexpr Rule RuleTable[] = {")
    p("\n".join(out))
    p("};\nstatic constexpr CallName CallNames[] = {")
    for name in sorted(calls):
        p(f'    {{"{name}", {calls[name][0]}, NameKind::{calls[name][1]}}},')
    for label, table in (("Intrinsic", intrinsics), ("Opcode", opcodes)):
        p(f"}};\nstatic constexpr OpName {label}Names[] = {{")
        for name in sorted(table):
            p(f'    {{"{name}", {table[name]}}},')
    p("};\n#endif")


INTRO = """# Derivative rules

<!-- Generated by rules/gen.py from rules/*.td; do not edit. -->

Every arithmetic operation the engine differentiates, with its partial
derivatives as they are written in the tables under `rules/`. One rule gives the
tangent, the adjoint, which primal values each of them reads, and the property
test (`tests/rules/`), which compares both with high-precision differences at
every float width.

Conventions that hold throughout:

- Operands are `x`, `y`, `z` in order, `n` an integer operand; `r` is the result
  (`r1` its second field). Functions of complex numbers have a complex partial;
  tangents are multiplied by it, adjoints by its conjugate.
- Rules hold for scalars and vectors, element by element, of `half`, `bfloat`,
  `float`, `double`, `x86_fp80` and `fp128`.
- A library name stands for its `f` and `l` forms, the `f16`, `f32`, `f64`,
  `f128` forms, glibc's `__name_finite`, CUDA's `__nv_name` and ROCm's
  `__ocml_name_f64`. Name and signature must fit, and the function must have no
  body in the module. The function attribute `enzyme_math`="name" gives a
  function the rule of that name in any case. `llvm.experimental.constrained.*`
  forms follow their plain intrinsics.
- Where a partial is zero by convention, nothing flows, not even NaN. Where it is
  infinite, a zero adjoint gives NaN (0 times inf), as the arithmetic says. Two
  things keep it zero: strong zero (`enzyme_strong_zero`) everywhere, and, in the
  reverse sweep, values that are computed but need not be used (the arm of a
  conditional that was not taken, the operand a maximum passed over): see
  `lib/Analysis/ConditionalUses.h`.
- Emitted instructions carry the fast-math flags of the original one.
- Math functions that work through pointers (`frexp`, `modf`, `sincos`, `remquo`,
  `lgamma_r`, `long double` complex functions on x86-64) are brought into value
  form first and then have the rules below.
"""

INFIX = {"add": ("+", 1), "sub": ("-", 1), "mul": ("*", 2), "div": ("/", 2)}
RELATION = {"oeq": "=", "olt": "<", "ole": "<=", "ogt": ">", "oge": ">="}


def readable(e, level=0):
    """An expression as text; level is that of the operator around it."""
    if isinstance(e, str):
        return e[1:] if re.fullmatch(r"i\d+", e) else e
    if e["kind"] == "def":
        return {"Xre": "re x", "Xim": "im x"}.get(e["def"], e["def"].lower())
    op = e["operator"]["def"]
    args = [a for a, _ in e["args"]]

    def wrap(text, own):
        return f"({text})" if own < level else text

    if op in ("val", "tofp"):
        return readable(args[0], level)
    if op in INFIX:
        sign, own = INFIX[op]
        right = own + (op in ("sub", "div"))
        return wrap(f"{readable(args[0], own)} {sign} "
                    f"{readable(args[1], right)}", own)
    if op == "neg":
        return wrap("-" + readable(args[0], 2), 1)
    if op in RELATION:
        return f"{readable(args[0], 1)} {RELATION[op]} {readable(args[1], 1)}"
    if op == "uno":
        names = sorted({readable(a) for a in args})
        return " or ".join(f"{a} is NaN" for a in names)
    if op in ("and", "or"):
        return f" {op} ".join(readable(a) for a in args)
    if op == "select":
        return wrap(f"{readable(args[1], 1)} if {readable(args[0])} else "
                    f"{readable(args[2], 1)}", 0.5)
    if op == "iadd":
        n = int(args[1])
        return f"{readable(args[0], 1)} {'+' if n > 0 else '-'} {abs(n)}"
    if op == "ineg":
        return "-" + readable(args[0], 2)
    if op == "times_i":
        return wrap("i * " + readable(args[0], 2), 2)
    if op in ("fields", "grad", "jacobian"):
        return ", ".join(readable(a) for a in args)
    name = op[1:] if re.fullmatch("c(sqrt|log|sin|cos|sinh|cosh)", op) else op
    return f"{name}({', '.join(readable(a) for a in args)})"


def document(path, file):
    records, rules = load(path)
    families = {}
    for rule in rules:
        family = rule["!locs"][0].split("/")[-1].split(":")[0]
        families.setdefault(family.removesuffix(".td"), []).append(rule)
    print(INTRO, file=file)
    for family, members in families.items():
        print(f"## {family}\n", file=file)
        for rule in members:
            names = [f"`{n}`" for n in rule["Opcodes"]]
            names += [f"`llvm.{n}`" for n in rule["Intrinsics"]]
            names += [f"`{n}()`" for n in rule["Libm"] + rule["Names"]
                      if not n.startswith("wengert.")]
            print(f"### {rule['!name']}\n", file=file)
            if names:
                print(", ".join(names) + "\n", file=file)
            floats = [c for c in re.search(r"\((.*)\)", rule["Sig"])[1]
                      .split(",") if c in "TCL"]
            for var, e in zip("xyz", rule["Partials"] if floats else []):
                print(f"- d/d{var} = `{readable(e)}`", file=file)
            if rule["Partials"]:
                print(file=file)
            doc = " ".join(rule["Doc"].split())
            if not rule["Partials"] and not rule["Custom"] and not doc:
                doc = "Derivative zero."
            if doc:
                print(doc + "\n", file=file)
            edges = [e for e in rule["Edges"]]
            if edges:
                rows = []
                for edge in edges:
                    at, want = edge.split(":")[:2]
                    rows.append(f"at {at.strip()}: {want.strip()}")
                print("Tested edge points (operands: partials): " +
                      "; ".join(rows) + ".\n", file=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("json")
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("-o", dest="output", required=True)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    text = io.StringIO()
    (document if args.docs else emit)(args.json, text)
    if args.check:
        with open(args.output) as file:
            if file.read() != text.getvalue():
                sys.exit(f"{args.output} is not up to date: run gen.py")
        return
    with open(args.output, "w") as file:
        file.write(text.getvalue())


if __name__ == "__main__":
    main()
