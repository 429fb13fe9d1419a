"""The types, traits and functions of a random program."""
from expressions import bounded, real
from scope import Scope, Variable


class Call:
    """A helper that may be called in expressions."""

    def __init__(self, render):
        self.render = render


def with_reals(w, names, body):
    """Runs body in a scope that knows these numbers alone."""
    outer, w.scope = w.scope, Scope()
    for n in names:
        w.scope.add("real", Variable(n))
    result = body()
    w.scope = outer
    return result


def expression_of(w, names, depth=2):
    return with_reals(w, names, lambda: bounded(w, depth))


def inlining(w):
    return w.pick(["", "", "#[inline(never)] ", "#[inline] "])


def helpers(w):
    """Free functions, each added to what expressions may call."""
    arguments = lambda d: real(w, max(0, d - 1))
    for _ in range(w.rng.randrange(1, 4)):
        kind = w.pick(["plain", "recursive", "closure", "const", "option", "result", "tuple", "trait"])
        f = w.fresh("f")
        if kind == "plain":
            w.emit(f"{inlining(w)}fn {f}(x: R, y: R) -> R {{ {expression_of(w, ['x', 'y'], 3)} }}")
            w.scope.add("call", Call(lambda w, d, f=f: f"{f}({arguments(d)}, {arguments(d)})"))
        elif kind == "recursive":
            step = expression_of(w, ["x", "k"])
            w.emit(f"fn {f}(n: usize, x: R, k: R) -> R {{ if n == 0 {{ x }} else {{ {f}(n - 1, {step}, k) * k.cos() + x }} }}")
            w.scope.add("call", Call(lambda w, d, f=f: f"{f}({w.rng.randrange(1, 4)}, {arguments(d)}, {arguments(d)})"))
        elif kind == "closure":
            w.emit(f"{inlining(w)}fn {f}<F: Fn(R) -> R>(g: F, x: R) -> R {{ g(g(x) * {w.number()}) + {expression_of(w, ['x'])} }}")
            def render(w, d, f=f):
                captured = w.pick(w.reals()) if w.reals() else w.number()
                return f"{f}(|t: R| (t * {captured}).{w.pick(['sin', 'tanh', 'cos'])}(), {arguments(d)})"
            w.scope.add("call", Call(render))
        elif kind == "const":
            w.emit(f"fn {f}<const N: usize>(x: [R; N]) -> R {{ let mut s = x[0]; for i in 1..N {{ s = s * x[i].cos() + x[i - 1]; }} s }}")
            w.scope.add("call", Call(lambda w, d, f=f: f"{f}([{', '.join(arguments(d) for _ in range(w.rng.randrange(1, 4)))}])"))
        elif kind == "option":
            w.emit(f"{inlining(w)}fn {f}(x: R, y: R) -> Option<R> {{ if x > {w.number()} {{ Some({expression_of(w, ['x', 'y'])}) }} else {{ None }} }}")
            w.emit(f"fn {f}b(x: R, y: R) -> Option<R> {{ let a = {f}(x, y)?; let b = {f}(a * a + ⟦0.7⟧, x)?; Some(a * b) }}")
            w.scope.add("call", Call(lambda w, d, f=f: f"{f}{w.pick(['', 'b'])}({arguments(d)}, {arguments(d)}){unwrap(w)}"))
        elif kind == "result":
            w.emit("#[derive(Debug, Clone, Copy, PartialEq)] enum " + f.upper() + " { Low, High(usize) }")
            w.emit(f"{inlining(w)}fn {f}(x: R, y: R) -> Result<R, {f.upper()}> {{ if x < y {{ Err({f.upper()}::Low) }} else if y > ⟦2.0⟧ {{ Err({f.upper()}::High(3)) }} else {{ Ok({expression_of(w, ['x', 'y'])}) }} }}")
            w.emit(f"fn {f}b(x: R, y: R) -> Result<R, {f.upper()}> {{ let a = {f}(x, y)?; {f}(a + ⟦1.0⟧, a * y).map(|v| v * a) }}")
            def render(w, d, f=f):
                call = f"{f}{w.pick(['', 'b'])}({arguments(d)}, {arguments(d)})"
                return w.pick([
                    lambda: f"{call}.unwrap_or({w.number()})",
                    lambda: f"(match {call} {{ Ok(v) => v * v, Err({f.upper()}::Low) => {arguments(0)}, Err({f.upper()}::High(n)) => ⟦(n as f64)⟧ }})",
                    lambda: f"{call}.ok().map_or({w.number()}, |v| v.cos())",
                ])()
            w.scope.add("call", Call(render))
        elif kind == "tuple":
            w.emit(f"{inlining(w)}fn {f}(x: R, y: R) -> (R, R) {{ ({expression_of(w, ['x', 'y'])}, {expression_of(w, ['y', 'x'])}) }}")
            def render(w, d, f=f):
                return f"{{ let (p, q) = {f}({arguments(d)}, {arguments(d)}); p * q + p }}"
            w.scope.add("call", Call(render))
        else:
            w.emit(f"trait {f.upper()} {{ const K: R; fn go(&self, x: R) -> R; fn twice(&self, x: R) -> R {{ self.go(self.go(x)) * Self::K }} }}")
            w.emit(f"struct {f.upper()}a(R); impl {f.upper()} for {f.upper()}a {{ const K: R = {constant(w)}; fn go(&self, x: R) -> R {{ (x * self.0).sin() }} }}")
            w.emit(f"impl {f.upper()} for [R; 2] {{ const K: R = {constant(w)}; fn go(&self, x: R) -> R {{ x.tanh() * self[0] + self[1] }} }}")
            w.emit(f"{inlining(w)}fn {f}<T: {f.upper()}>(t: &T, x: R) -> R {{ t.twice(x) + t.go(x) }}")
            w.scope.add("call", Call(lambda w, d, f=f: w.pick([
                lambda: f"{f}(&{f.upper()}a({arguments(d)}), {arguments(d)})",
                lambda: f"{f}(&[{arguments(d)}, {arguments(d)}], {arguments(d)})"])()))


def constant(w):
    value = w.pick(["0.5", "1.5", "-0.3"])
    return f"⟦const {value}⟧"


def unwrap(w):
    k = w.number()
    return w.pick([f".unwrap_or({k})", f".map_or({k}, |v| v * v)", ".unwrap_or_default()",
                   f".filter(|v| *v < ⟦0.5⟧).unwrap_or({k})", f".or(Some({k})).unwrap()",
                   f".and_then(|v| (v < ⟦0.9⟧).then(|| v * {k})).unwrap_or({k})"])


def structure(w):
    """A struct with numbers, an array, a count and a Vec, with methods."""
    s = w.fresh("S")
    w.emit(f"#[derive(Clone, Debug)] struct {s} {{ a: R, n: usize, b: R, w: [R; 3], v: Vec<R> }}")
    w.emit(f"impl {s} {{")
    w.emit(f"    fn new(a: R, b: R) -> {s} {{ {s} {{ a, n: 1, b, w: [a, b, a * b], v: vec![a; 2] }} }}")
    w.emit(f"    {inlining(w)}fn value(&self, t: R) -> R {{ (self.a * t + self.b).sin() + self.w.iter().sum::<R>() * {w.number()} + self.v.iter().map(|v| v * t).sum::<R>().tanh() * ⟦(self.n as f64)⟧ }}")
    w.emit(f"    {inlining(w)}fn step(&mut self, k: R) {{ let a = self.a; self.a = {expression_of(w, ['a', 'k'])}; self.b *= a.cos(); self.w[self.n % 3] += k.tanh(); self.n += 1; if self.n % 2 == 0 {{ self.v.push(a); }} }}")
    w.emit(f"    fn scaled(self, k: R) -> {s} {{ {s} {{ a: self.a * k.tanh(), ..self }} }}")
    w.emit("}")
    return s


def pair(w):
    """A small Copy struct with operators."""
    p = w.fresh("P")
    w.emit(f"#[derive(Clone, Copy, Debug, PartialEq)] struct {p}(R, R);")
    for op, method, sign in [("Add", "add", "+"), ("Sub", "sub", "-")]:
        w.emit(f"impl std::ops::{op} for {p} {{ type Output = {p}; fn {method}(self, o: {p}) -> {p} {{ {p}(self.0 {sign} o.0, self.1 {sign} o.1) }} }}")
    w.emit(f"impl std::ops::Mul<R> for {p} {{ type Output = {p}; fn mul(self, k: R) -> {p} {{ {p}(self.0 * k, self.1 * k) }} }}")
    w.emit(f"impl std::ops::AddAssign for {p} {{ fn add_assign(&mut self, o: {p}) {{ *self = *self + o; }} }}")
    w.emit(f"impl {p} {{ {inlining(w)}fn turn(self, t: R) -> {p} {{ let (s, c) = (t.sin(), t.cos()); {p}(c * self.0 - s * self.1, s * self.0 + c * self.1) }} }}")
    return p


def enumeration(w):
    """An enum of numbers, with a transition and a value."""
    e = w.fresh("E")
    w.emit(f"#[derive(Clone, Debug)] enum {e} {{ Off, One(R), Two {{ p: R, q: R }}, Few([R; 3]), Flag(bool, R) }}")
    w.emit(f"impl {e} {{")
    w.emit(f"    fn next(self, t: R) -> {e} {{ match self {{ {e}::Off => {e}::One(t.sin()), {e}::One(x) if x > {w.number()} => {e}::Two {{ p: x * t, q: t.cos() }}, {e}::One(x) => {e}::Flag(true, x + t.tanh()), {e}::Two {{ p, q }} => {e}::Few([p, q, (p * q).sin()]), {e}::Few(w) => {e}::One(w[0] - w[2]), {e}::Flag(_, x) => {e}::Two {{ p: x, q: x * x }} }} }}")
    w.emit(f"    {inlining(w)}fn value(&self) -> R {{ match self {{ {e}::Off => {w.number()}, {e}::One(x) => *x, {e}::Two {{ p, q }} => p * q, {e}::Few(w) => w.iter().sum(), {e}::Flag(f, x) => if *f {{ x.sin() }} else {{ -*x }} }} }}")
    w.emit("}")
    return e


def objects(w):
    """A trait with two implementations behind `dyn`."""
    t = w.fresh("T")
    w.emit(f"trait {t} {{ fn at(&self, x: R) -> R; fn bump(&mut self, k: R); fn name(&self) -> usize {{ 1 }} }}")
    w.emit(f"struct {t}a {{ k: R, n: usize }} impl {t} for {t}a {{ fn at(&self, x: R) -> R {{ {with_fields(w, ['self.k', 'x'])} }} fn bump(&mut self, k: R) {{ self.k = (self.k + k).sin(); self.n += 1; }} fn name(&self) -> usize {{ self.n }} }}")
    w.emit(f"struct {t}b {{ w: [R; 2], c: Vec<R> }} impl {t} for {t}b {{ fn at(&self, x: R) -> R {{ (self.w[0] * x + self.w[1]).sin() + self.c.iter().sum::<R>().tanh() }} fn bump(&mut self, k: R) {{ for v in self.c.iter_mut() {{ *v = (*v * k).cos(); }} self.w.swap(0, 1); }} }}")
    return t


def with_fields(w, names):
    return expression_of(w, names)
