"""Random expressions with interval bounds, so that values stay tame."""

import math

from .tree import Expr


def lit(v, ty="d"):
    s = "%.4g" % v
    if "." not in s and "e" not in s:
        s += ".0"
    if ty == "f":
        s += "f"
    return "(%s)" % s if v < 0 else s


def iv_mul(a, b):
    c = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
    return min(c), max(c)


def _mono(fn):
    return lambda lo, hi: tuple(sorted((fn(lo), fn(hi))))


def _within(lo, hi):
    return lambda _l, _h: (lo, hi)


def _cosh(lo, hi):
    m = max(abs(lo), abs(hi))
    return 1.0, math.cosh(m)


def _abs(lo, hi):
    return 0.0, max(abs(lo), abs(hi))


# name -> (domain, range of an interval). Domains keep clear of poles.
EASY = {
    "sin": ((-6, 6), _within(-1, 1)),
    "cos": ((-6, 6), _within(-1, 1)),
    "exp": ((-3, 1.2), _mono(math.exp)),
    "tanh": ((-4, 4), _mono(math.tanh)),
    "sqrt": ((0.15, 9), _mono(math.sqrt)),
    "log": ((0.3, 9), _mono(math.log)),
}
MORE = {
    "tan": ((-1.1, 1.1), _mono(math.tan)),
    "asin": ((-0.9, 0.9), _mono(math.asin)),
    "acos": ((-0.9, 0.9), _mono(math.acos)),
    "atan": ((-6, 6), _mono(math.atan)),
    "sinh": ((-1.5, 1.5), _mono(math.sinh)),
    "cosh": ((-1.5, 1.5), _cosh),
    "asinh": ((-6, 6), _mono(math.asinh)),
    "acosh": ((1.3, 6), _mono(math.acosh)),
    "atanh": ((-0.85, 0.85), _mono(math.atanh)),
    "exp2": ((-3, 1.5), _mono(lambda x: 2.0 ** x)),
    "expm1": ((-3, 1.2), _mono(math.expm1)),
    "log2": ((0.3, 9), _mono(math.log2)),
    "log10": ((0.3, 9), _mono(math.log10)),
    "log1p": ((-0.6, 6), _mono(math.log1p)),
    "cbrt": ((0.15, 6), _mono(lambda x: x ** (1 / 3))),
    "erf": ((-2, 2), _mono(math.erf)),
    "erfc": ((-2, 2), _mono(math.erfc)),
    "tgamma": ((0.6, 3), _within(0.88, 2.0)),
    "lgamma": ((0.6, 4), _within(-0.13, 1.8)),
    "j0": ((-3, 3), _within(-0.41, 1)),
    "j1": ((-3, 3), _within(-0.6, 0.6)),
    "y0": ((0.7, 4), _within(-0.3, 0.6)),
    "y1": ((0.7, 4), _within(-1.2, 0.5)),
    "fabs": ((-6, 6), _abs),
    "floor": ((-6, 6), _mono(math.floor)),
    "ceil": ((-6, 6), _mono(math.ceil)),
    "trunc": ((-6, 6), _mono(math.trunc)),
    "round": ((-6, 6), lambda lo, hi: (lo - .5, hi + .5)),
    "rint": ((-6, 6), lambda lo, hi: (lo - .5, hi + .5)),
}
NO_FLOAT = {"j0", "j1", "y0", "y1"}


class ExprMixin:
    """Needs self.rng, self.features, self.scope, self.functions."""

    def suffix(self, ty):
        return "f" if ty == "f" else ""

    def literal(self, ty, lo=-1.5, hi=1.5):
        v = round(self.rng.uniform(lo, hi), 3)
        return Expr(ty, [lit(v, ty)], v, v)

    def remap(self, e, lo, hi):
        """e, moved into [lo, hi] by an affine map if it may lie outside."""
        if lo <= e.lo and e.hi <= hi:
            return e
        if e.lo == e.hi:
            v = (lo + hi) / 2
            return Expr(e.ty, [lit(v, e.ty)], v, v)
        mid, half = (e.lo + e.hi) / 2, (e.hi - e.lo) / 2
        goal, room = (lo + hi) / 2, (hi - lo) / 2
        c = float("%.3g" % (0.97 * min(room / half, 1.0)))
        d = float("%.3g" % (goal - c * mid))
        if abs(d) < 1e-9 or (lo <= c * e.lo and c * e.hi <= hi):
            return Expr(e.ty, [lit(c, e.ty), " * ", self.paren(e)],
                        c * e.lo, c * e.hi)
        return Expr(e.ty, [lit(d, e.ty), " + ", lit(c, e.ty), " * ",
                           self.paren(e)], c * e.lo + d, c * e.hi + d)

    def paren(self, e):
        t = e.parts
        if len(t) == 1 and isinstance(t[0], str):
            return e
        return Expr(e.ty, ["(", e, ")"], e.lo, e.hi)

    def fit(self, e, lo=-2.0, hi=2.0):
        """e, made to lie in [lo, hi], by a smooth squash or a scaling."""
        if lo <= e.lo and e.hi <= hi:
            return e
        if lo <= -1 and hi >= 1 and self.rng.random() < 0.5:
            name = self.rng.choice(["sin", "tanh"])
            return Expr(e.ty, [name + self.suffix(e.ty) + "(", e, ")"], -1, 1)
        return self.remap(e, lo, hi)

    # ---- leaves

    def index(self, arr):
        """An in-range index expression of arr, as an int Expr."""
        rng, n = self.rng, arr.length
        ok = [v for v in self.scope.ints
              if v.hi < arr.least or (v.below and v.below == n)]
        some = self.scope.ints
        roll = rng.random()
        if ok and roll < 0.6:
            v = rng.choice(ok[-3:])
            if v.below == n and rng.random() < 0.12:
                return Expr("i", ["%s - 1 - %s" % (n, v.text)])
            return Expr("i", [v.text])
        if some and roll < 0.85:
            v = rng.choice(some)
            form = rng.choice(["(%s + {c}) %% %s", "(%s * {c}) %% %s",
                               "(%s + {c}) %% %s"])
            if rng.random() < 0.2 and len(some) > 1:
                w = rng.choice(some)
                return Expr("i", ["(%s + %s) %% %s" % (v.text, w.text, n)])
            return Expr("i", [form.format(c=rng.randint(1, 3)) % (v.text, n)])
        return Expr("i", [str(rng.randrange(arr.least))])

    def element(self, arr):
        i = self.index(arr)
        return Expr(arr.ty, [arr.text, "[", i, "]"], -2, 2)

    def leaf(self, ty):
        rng, s = self.rng, self.scope
        scalars = [v for v in s.scalars if v.ty == ty]
        arrays = [a for a in s.arrays if a.ty == ty]
        other = [v for v in s.scalars if v.ty != ty and v.ty in "df"]
        for _ in range(4):
            roll = rng.random()
            if roll < 0.45 and scalars:
                v = rng.choice(scalars[-6:] if rng.random() < .6 else scalars)
                return Expr(ty, [v.text], v.lo, v.hi)
            if roll < 0.82 and arrays:
                return self.element(rng.choice(arrays))
            if roll < 0.87 and other:
                v = rng.choice(other)
                return Expr(ty, ["(%s)%s" % (self.ctype(ty), v.text)],
                            v.lo, v.hi)
            if roll < 0.92 and s.ints:
                v = rng.choice(s.ints)
                c = round(rng.uniform(.05, .4), 2)
                return Expr(ty, [lit(c, ty), " * (%s)%s" % (
                    self.ctype(ty), v.text)], c * v.lo, c * v.hi)
        return self.literal(ty)

    def ctype(self, ty):
        return {"d": "double", "f": "float", "i": "int", "v": "void"}.get(
            ty, "struct " + ty)

    # ---- inner nodes

    def expr(self, ty, depth=3):
        rng = self.rng
        if depth <= 0 or rng.random() < 0.1:
            return self.leaf(ty)
        roll = rng.random()
        if roll < 0.45:
            return self.arith(ty, depth)
        if roll < 0.72:
            return self.unary(ty, depth)
        if roll < 0.78:
            return self.select(ty, depth)
        if roll < 0.86 and "math" in self.features:
            return self.binary_math(ty, depth)
        if roll < 0.93 and "calls" in self.features:
            call = self.call(ty, depth - 1)
            if call:
                return call
        if roll < 0.95 and "float" in self.features:
            other = "f" if ty == "d" else "d"
            e = self.expr(other, depth - 1)
            return Expr(ty, ["(%s)" % self.ctype(ty), self.paren(e)],
                        e.lo, e.hi)
        if roll < 0.97 and "bits" in self.features:
            return self.bit_trick(ty, depth)
        return self.arith(ty, depth)

    def arith(self, ty, depth):
        rng = self.rng
        a, b = self.expr(ty, depth - 1), self.expr(ty, depth - 1)
        op = rng.choice(["+", "-", "*", "*", "/"])
        if a.mag > 20:
            a = self.fit(a)
        if b.mag > 20:
            b = self.fit(b)
        A, B = self.paren(a), self.paren(b)
        if op == "+":
            return Expr(ty, [A, " + ", B], a.lo + b.lo, a.hi + b.hi)
        if op == "-":
            return Expr(ty, [A, " - ", B], a.lo - b.hi, a.hi - b.lo)
        if op == "*":
            lo, hi = iv_mul(a, b)
            return Expr(ty, [A, " * ", B], lo, hi)
        if b.lo > 0.3 or b.hi < -0.3:
            D, dlo, dhi = B, b.lo, b.hi
        else:
            b = self.fit(b)
            c = round(b.mag + rng.uniform(.5, 1.5), 2)
            if rng.random() < 0.5:
                B = self.paren(b)
                D = Expr(ty, ["(", lit(c, ty), " + ", B, ")"])
                dlo, dhi = c + b.lo, c + b.hi
            else:
                v = self.leaf(ty)
                D = Expr(ty, ["(1.0%s + " % self.suffix(ty), v, " * ",
                              Expr(ty, v.parts, v.lo, v.hi), ")"])
                dlo, dhi = 1.0, 1 + v.mag ** 2
        q = [a.lo / dlo, a.lo / dhi, a.hi / dlo, a.hi / dhi]
        return Expr(ty, [A, " / ", D], min(q), max(q))

    def unary(self, ty, depth):
        rng = self.rng
        e = self.expr(ty, depth - 1)
        if rng.random() < 0.12:
            return Expr(ty, ["-", self.paren(e)], -e.hi, -e.lo)
        table = MORE if "math" in self.features and rng.random() < .6 else EASY
        name = rng.choice(sorted(table))
        if ty == "f" and name in NO_FLOAT:
            name = "sin"
            table = EASY
        (lo, hi), image = table[name]
        e = self.remap(e, lo, hi)
        rlo, rhi = image(e.lo, e.hi)
        return Expr(ty, [name + self.suffix(ty) + "(", e, ")"], rlo, rhi)

    def binary_math(self, ty, depth):
        rng, f = self.rng, self.suffix(ty)
        name = rng.choice(["pow", "atan2", "hypot", "fmin", "fmax", "fdim",
                           "fma", "copysign", "ldexp", "fmod", "powi"])
        a = self.fit(self.expr(ty, depth - 1))
        if name == "ldexp":
            k = rng.randint(-2, 1)
            return Expr(ty, ["ldexp%s(" % f, a, ", %d)" % k],
                        a.lo * 2. ** k, a.hi * 2. ** k)
        if name == "powi":
            k = rng.choice([2, 3, 2])
            return Expr(ty, ["pow%s(" % f, a, ", %s)" % lit(float(k), ty)],
                        -(a.mag ** k), a.mag ** k)
        if name == "fmod":
            c = round(rng.uniform(1.1, 2.5), 2)
            return Expr(ty, ["fmod%s(" % f, a, ", %s)" % lit(c, ty)], -c, c)
        b = self.fit(self.expr(ty, depth - 1))
        if name == "pow":
            a, b = self.remap(a, 0.4, 2), self.remap(b, -1.5, 2)
            return Expr(ty, ["pow%s(" % f, a, ", ", b, ")"], 0, 4)
        if name == "atan2":
            b = self.remap(b, 0.3, 2)
            return Expr(ty, ["atan2%s(" % f, a, ", ", b, ")"], -1.6, 1.6)
        if name == "hypot":
            b = self.remap(b, 0.3, 2)
            return Expr(ty, ["hypot%s(" % f, a, ", ", b, ")"], .3, 3)
        if name == "fma":
            c = self.fit(self.expr(ty, depth - 1))
            lo, hi = iv_mul(a, b)
            return Expr(ty, ["fma%s(" % f, a, ", ", b, ", ", c, ")"],
                        lo + c.lo, hi + c.hi)
        if name == "fdim":
            return Expr(ty, ["fdim%s(" % f, a, ", ", b, ")"], 0,
                        max(0, a.hi - b.lo))
        if name == "copysign":
            return Expr(ty, ["copysign%s(" % f, a, ", ", b, ")"],
                        -a.mag, a.mag)
        return Expr(ty, ["%s%s(" % (name, f), a, ", ", b, ")"],
                    min(a.lo, b.lo), max(a.hi, b.hi))

    def select(self, ty, depth):
        a, b = self.expr(ty, depth - 1), self.expr(ty, depth - 1)
        c = self.cond(depth - 2)
        return Expr(ty, ["(", c, " ? ", self.paren(a), " : ", self.paren(b),
                         ")"], min(a.lo, b.lo), max(a.hi, b.hi))

    def bit_trick(self, ty, depth):
        a = self.expr(ty, depth - 1)
        f = self.suffix(ty)
        k = self.rng.randrange(4)
        if k == 0:
            return Expr(ty, ["bits_abs%s(" % f, a, ")"], 0, a.mag)
        if k == 1 or ty == "f":
            return Expr(ty, ["bits_neg%s(" % f, a, ")"], -a.hi, -a.lo)
        if k == 2:
            return Expr(ty, ["bits_flip_if(", a, ", ", self.cond(0), ")"],
                        -a.mag, a.mag)
        return Expr(ty, ["bits_roundtrip(", a, ")"], a.lo, a.hi)

    # ---- conditions and integers

    def cond(self, depth=1):
        rng = self.rng
        roll = rng.random()
        if depth > 0 and roll < 0.15:
            op = rng.choice([" && ", " || "])
            return Expr("b", ["(", self.cond(depth - 1), op,
                              self.cond(depth - 1), ")"])
        if roll < 0.4 and self.scope.ints:
            v = rng.choice(self.scope.ints).text
            k = rng.randint(0, 3)
            form = rng.choice(["%s > {k}", "%s %% 2 == 0", "%s != {k}",
                               "%s < {k}", "%s & 1"])
            return Expr("b", ["(" + form.format(k=k) % v + ")"])
        ty = "f" if "float" in self.features and rng.random() < .2 else "d"
        a = self.expr(ty, max(depth, 0))
        op = rng.choice(["<", ">", "<=", ">="])
        if rng.random() < 0.7:
            c = rng.uniform(a.lo, a.hi)
            c = round(max(-1.5, min(1.5, c)), 2)
            return Expr("b", ["(", self.paren(a), " %s %s" % (op, lit(c, ty)),
                              ")"])
        b = self.leaf(ty)
        return Expr("b", ["(", self.paren(a), " %s " % op, b, ")"])

    def small_int(self, hi):
        """An int Expr in [0, hi), possibly from floating data."""
        rng = self.rng
        if rng.random() < 0.5:
            e = self.fit(self.expr("d", 1), -1.9, 1.9)
            return Expr("i", ["(int)(2.0 + ", self.paren(e), ")",
                              " %% %d" % hi])
        if self.scope.ints:
            v = rng.choice(self.scope.ints)
            return Expr("i", ["(%s + %d) %% %d" % (v.text, rng.randint(0, 4),
                                                   hi)])
        return Expr("i", [str(rng.randrange(hi))])
