"""One random program per seed: a module of Rust with an entry function of one
of several signatures, and the calls of its derivatives."""
import items
import statements
from expressions import real
from scope import Scope, Variable, Writer, oracle, subject


class Program:
    """`inputs`, `text` (with marks), `entry` (its head), and how to call it."""


def program(seed):
    w = Writer(seed)
    w.pair = items.pair(w) if w.chance(0.5) else None
    w.struct = items.structure(w) if w.chance(0.5) else None
    w.enum = items.enumeration(w) if w.chance(0.4) else None
    w.trait = items.objects(w) if w.chance(0.4) else None
    items.helpers(w)
    calls = w.scope.all("call")
    w.scope = Scope()
    for c in calls:
        w.scope.add("call", c)
    kind = w.pick(["slice", "slice", "slice", "scalars", "output", "array", "count"])
    w.budget = w.rng.randrange(5, 12)
    before = w.lines
    w.lines = []
    n = w.rng.randrange(3, 6)
    result = "R"
    if kind == "scalars":
        n = 3
        parameters = "x0: R, x1: R, x2: R"
        for i in range(n):
            w.scope.add("real", Variable(f"x{i}"))
        # A parameter that is only moved keeps its name, which says that it is
        # no half of a pair (WG0015).
        w.depth = 2
        w.emit("let (x0, x1, x2) = (x0, x1, x2);")
    elif kind == "array":
        parameters = f"x: &[R; {n}]"
        w.scope.add("array", Variable("x", False, n))
    elif kind == "output":
        parameters = "x: &[R], y: &mut [R]"
        result = None
        w.scope.add("slice", Variable("x", False, n))
    elif kind == "count":
        parameters = "x: &[R], n: usize"
        w.scope.add("slice", Variable("x", False, n))
        w.scope.add("int", Variable("n"))
    else:
        parameters = "x: &[R]"
        w.scope.add("slice", Variable("x", False, n))
    outputs = w.rng.randrange(1, 4)
    w.depth = 2
    for _ in range(w.rng.randrange(3, 8)):
        statements.statement(w)
    mine = w.reals()[-6:] or ["⟦0.5⟧"]
    if result:
        w.emit(" + ".join(f"{v} * ⟦{0.5 + 0.25 * i}⟧" for i, v in enumerate(mine)) + f" + {real(w, 1)}")
    else:
        for i in range(outputs):
            w.emit(f"y[{i}] = {w.pick(mine)} * ⟦{0.5 + 0.25 * i}⟧ + {real(w, 2)};")
    inner, w.lines = w.lines, before
    head = f"fn entry({parameters})" + (f" -> {result}" if result else "")
    return Text(seed, kind, n, outputs, before, head, inner)


ACTIVITIES = {
    "slice": ("Dual, Dual", "Duplicated, Active"),
    "array": ("Dual, Dual", "Duplicated, Active"),
    "count": ("Dual, Const, Dual", "Duplicated, Const, Active"),
    "scalars": ("Dual, Dual, Dual, Dual", "Active, Active, Active, Active"),
    "output": ("Dual, Dual", "Duplicated, Duplicated"),
}


class Text:
    def __init__(self, seed, kind, inputs, outputs, before, head, inner):
        self.seed, self.kind, self.inputs = seed, kind, inputs
        self.outputs = outputs if kind == "output" else 1
        self.body = "\n".join(before) + "\n    ATTRIBUTES\n    pub " + head + " {\n" + "\n".join(inner) + "\n    }\n"

    def module(self):
        forward, reverse = ACTIVITIES[self.kind]
        attributes = f"#[autodiff_forward(t_entry, {forward})] #[autodiff_reverse(d_entry, {reverse})]"
        s = self.seed
        text = self.body.replace("ATTRIBUTES", attributes)
        return (f"mod s{s} {{\n    use super::*;\n    type R = f64;\n{subject(constants(text, False))}{self.calls()}}}\n"
                f"mod o{s} {{\n    use super::*;\n    type R = D;\n"
                f"{oracle(constants(self.body, True)).replace('ATTRIBUTES', '')}{self.oracle_call()}}}\n")

    def case(self):
        s = self.seed
        return (f"harness::Case {{ seed: {s}, inputs: {self.inputs}, primal: s{s}::primal, oracle: o{s}::oracle, "
                f"reverse: s{s}::reverse, forward: s{s}::forward }}")

    def arguments(self, x="x"):
        return {"slice": x, "count": f"{x}, 3", "array": f"{x}.try_into().unwrap()",
                "scalars": f"{x}[0], {x}[1], {x}[2]"}.get(self.kind)

    def oracle_call(self):
        if self.kind == "output":
            return (f"    pub fn oracle(x: &[D]) -> Vec<D> {{ let mut y = vec![D::c(0.0); {self.outputs}]; entry(x, &mut y); y }}\n")
        return f"    pub fn oracle(x: &[D]) -> Vec<D> {{ vec![entry({self.arguments()})] }}\n"

    def calls(self):
        k = self.kind
        fn_reverse = "    pub fn reverse(x: &[f64], w: &[f64], g: &mut [f64]) -> Vec<f64> {"
        fn_forward = "    pub fn forward(x: &[f64], v: &[f64]) -> (Vec<f64>, Vec<f64>) {"
        if k == "output":
            n = self.outputs
            return (f"    pub fn primal(x: &[f64]) -> Vec<f64> {{ let mut y = vec![0.0; {n}]; entry(x, &mut y); y }}\n"
                    f"{fn_reverse} let mut y = vec![0.0; {n}]; let mut b = w.to_vec(); d_entry(x, g, &mut y, &mut b); y }}\n"
                    f"{fn_forward} let (mut y, mut t) = (vec![0.0; {n}], vec![0.0; {n}]); t_entry(x, v, &mut y, &mut t); (y, t) }}\n")
        primal = f"    pub fn primal(x: &[f64]) -> Vec<f64> {{ vec![entry({self.arguments()})] }}\n"
        if k == "scalars":
            reverse = ("let (y, a, b, c) = d_entry(x[0], x[1], x[2], 1.0); g[0] += w[0] * a; g[1] += w[0] * b; g[2] += w[0] * c; vec![y]")
            forward = "t_entry(x[0], v[0], x[1], v[1], x[2], v[2])"
        else:
            extra = ", 3" if k == "count" else ""
            if k == "array":
                extra = ""
                shadow, ref, dual = "(&mut h[..]).try_into().unwrap()", "x.try_into().unwrap()", "v.try_into().unwrap()"
            else:
                shadow, ref, dual = "&mut h", "x", "v"
            # The seed is always 1 on this route: weigh what comes back.
            reverse = (f"let mut h: Vec<f64> = g.iter().map(|v| v / w[0]).collect(); let y = d_entry({ref}, {shadow}{extra}, 1.0); "
                       "g.iter_mut().zip(&h).for_each(|(g, h)| *g = h * w[0]); vec![y]")
            forward = f"t_entry({ref}, {dual}{extra})"
        return (primal + f"{fn_reverse} {reverse} }}\n" + f"{fn_forward} let (y, t) = {forward}; (vec![y], vec![t]) }}\n")


def constants(text, dual):
    """Numbers in constant context: `⟦const 0.5⟧`."""
    import re
    return re.sub(r"⟦const (.*?)⟧", r"D { v: \1, d: 0.0 }" if dual else r"\1", text)


def batch(texts):
    head = ("#![feature(autodiff)]\n#![allow(warnings)]\nmod dual;\nmod harness;\nuse dual::D;\n"
            "use std::autodiff::{autodiff_forward, autodiff_reverse};\n")
    return (head + "".join(t.module() for t in texts)
            + "fn main() {\n    harness::run(&[\n" + "".join(f"        {t.case()},\n" for t in texts) + "    ]);\n}\n")
