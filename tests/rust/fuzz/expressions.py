"""Random expressions of type R (the number), bounded and smooth where they
are evaluated: every chain of operations ends in something that is at most a
few units large."""


def atom(w):
    """A readable place or a number."""
    r = w.rng.random()
    reals = w.reals()
    if r < 0.55 and reals:
        return w.pick(reals[-8:])
    if r < 0.75:
        sequences = w.scope.all("vec") + w.scope.all("array") + w.scope.all("slice")
        if sequences:
            return element(w, w.pick(sequences[-5:]))
    if r < 0.82 and w.scope.all("pair"):
        return w.pick(w.scope.all("pair")).name + w.pick([".0", ".1"])
    if r < 0.9 and w.scope.all("struct"):
        return field(w, w.pick(w.scope.all("struct")).name)
    if r < 0.95 and w.scope.all("int"):
        return f"⟦({w.pick(w.scope.all('int')).name} as f64 * 0.3)⟧"
    return w.number() if not reals or w.chance(0.4) else w.pick(reals)


def field(w, name):
    return w.pick([f"{name}.a", f"{name}.b", f"{name}.w[{w.rng.randrange(3)}]"])


def element(w, v):
    return f"{v.name}[{index(w, v)}]"


def index(w, v):
    ints = [i.name for i in w.scope.all("int")]
    if ints and w.chance(0.4):
        i = w.pick(ints)
        return f"({i} + {w.rng.randrange(4)}) % {v.name}.len()"
    return str(w.rng.randrange(v.length))


def real(w, depth=2):
    """An expression; of moderate size if its inputs are."""
    if depth <= 0 or w.chance(0.12):
        return atom(w)
    a = lambda: real(w, depth - 1)
    forms = [
        lambda: f"({a()} + {a()})",
        lambda: f"({a()} - {a()})",
        lambda: f"({a()} * {a()})",
        lambda: f"({a()} * {w.number()})",
        lambda: f"({a()} / (⟦1.0⟧ + {sq(w, a())}))",
        lambda: f"(-{a()})",
        lambda: call(w, a(), "sin"),
        lambda: call(w, a(), "cos"),
        lambda: call(w, a(), "tanh"),
        lambda: call(w, a(), "atan"),
        lambda: f"({a()}).tanh().exp()",
        lambda: f"(⟦1.0⟧ + {sq(w, a())}).ln()",
        lambda: f"(⟦1.0⟧ + {sq(w, a())}).sqrt()",
        lambda: f"(⟦0.5⟧ + {sq(w, a())}).recip()",
        lambda: f"({a()}).powi({w.pick([2, 3])})",
        lambda: f"({a()}).sin().mul_add({a()}, {a()})",
        lambda: f"({a()}).max({a()})",
        lambda: f"({a()}).min({a()})",
        lambda: f"({a()}).abs()",
        lambda: f"({a()}).clamp(⟦-0.7⟧, ⟦0.9⟧)",
        lambda: f"({a()}).hypot(⟦0.5⟧)",
        lambda: f"(⟦1.5⟧ + {sq(w, a())}).powf({w.pick(['⟦1.5⟧', '⟦0.3⟧'])})",
        lambda: f"if {condition(w)} {{ {a()} }} else {{ {a()} }}",
    ]
    calls = [c for c in w.scope.all("call")]
    if calls and w.chance(0.2):
        return w.pick(calls).render(w, depth)
    text = w.pick(forms)()
    return f"({text})" if text.startswith("if ") else text


def call(w, text, name):
    return f"R::{name}({text})" if w.chance(0.2) else f"({text}).{name}()"


def sq(w, text):
    return f"({text}).powi(2)"


def bounded(w, depth=2):
    """An expression that is at most about 1 large, whatever its inputs are."""
    text = real(w, depth)
    return w.pick([f"({text}).sin()", f"({text}).tanh()", f"({text}).atan()",
                   f"({text}).cos()"])


def condition(w):
    r = w.rng.random()
    ints = [i.name for i in w.scope.all("int")]
    if r < 0.35 and ints:
        return f"{w.pick(ints)} % {w.pick([2, 3])} == {w.pick([0, 1])}"
    if r < 0.45:
        return f"{atom(w)} < {atom(w)} && {atom(w)} > {w.number()}"
    return f"{atom(w)} {w.pick(['<', '>', '<=', '>='])} {w.pick([atom(w), w.number()])}"


def iterator(w):
    """A chain over a sequence that ends in one number of moderate size."""
    v = w.pick(w.scope.all("vec") + w.scope.all("array") + w.scope.all("slice"))
    n = v.name
    k = w.number()
    t = w.pick(w.reals() or [k])
    forms = [
        lambda: f"{n}.iter().sum::<R>()",
        lambda: f"{n}.iter().map(|v| v * {t}).sum::<R>()",
        lambda: f"{n}.iter().map(|v| v.sin() * {k}).product::<R>()",
        lambda: f"{n}.iter().fold({k}, |acc, v| (acc * {k} + v).sin())",
        lambda: f"{n}.iter().rev().fold({t}, |acc, v| acc.tanh() * v + {k})",
        lambda: f"{n}.iter().zip({n}.iter().skip(1)).map(|(a, b)| a * b).sum::<R>()",
        lambda: f"{n}.iter().enumerate().map(|(i, v)| v * ⟦(i as f64 * 0.2)⟧).sum::<R>()",
        lambda: f"{n}.windows(2).map(|p| p[0] * p[1] + {k}).sum::<R>()",
        lambda: f"{n}.chunks(2).map(|c| c.iter().sum::<R>() * c[0]).sum::<R>()",
        lambda: f"{n}.iter().filter(|v| **v > {k}).map(|v| v * v).sum::<R>()",
        lambda: f"{n}.iter().take(3).chain({n}.iter().skip(1)).copied().sum::<R>()",
        lambda: f"{n}.iter().step_by(2).map(|v| v.powi(2)).sum::<R>()",
        lambda: f"{n}.iter().copied().fold({k}, R::max)",
        lambda: f"{n}.iter().max_by(|a, b| a.partial_cmp(b).unwrap()).copied().unwrap()",
        lambda: f"{n}.iter().scan({k}, |s, v| {{ *s = *s * v.cos(); Some(*s) }}).sum::<R>()",
        lambda: f"{n}.iter().flat_map(|v| [*v, v * v]).sum::<R>()",
        lambda: f"(0..{n}.len()).map(|i| {n}[i] * {n}[{n}.len() - 1 - i]).sum::<R>()",
        lambda: f"{n}.iter().map(|v| v + {t}).collect::<Vec<R>>().iter().sum::<R>()",
        lambda: f"{n}.iter().cloned().reduce(|a, b| (a - b).cos()).unwrap_or({k})",
        lambda: f"{n}.first().map_or({k}, |v| v * {t})",
        lambda: f"{n}.iter().take_while(|v| **v < {k}).sum::<R>()",
        lambda: f"{n}.last().copied().unwrap_or_default()",
        lambda: f"{n}.iter().position(|v| *v > {k}).map_or({t}, |i| {n}[i] * {t})",
        lambda: f"{n}.split_at({n}.len() / 2).0.iter().zip({n}.iter().rev()).map(|(a, b)| a * b).sum::<R>()",
        lambda: f"{n}.chunks_exact(2).map(|c| c[0] - c[1]).fold({t}, |a, b| a * b.cos())",
    ]
    return f"({w.pick(forms)()})"
