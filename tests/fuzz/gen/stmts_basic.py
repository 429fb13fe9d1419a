"""Assignments, declarations, counted loops, branches, calls."""

from .exprs import lit
from .scope import Array, Int, Scalar
from .tree import Block, Expr


class BasicStmts:
    def block(self, size, declare=None):
        """A nested block of about size statements."""
        s = self.scope
        mark = s.save()
        s.depth += 1
        b = Block()
        if declare:
            declare(b)
        for _ in range(max(1, size)):
            self.statement(b)
        self.flow_out(b, mark)
        s.restore(mark)
        return b

    def flow_out(self, b, mark):
        """Lets what a block computed in its own variables reach an outer one,
        so that programs are not full of dead code."""
        s, rng = self.scope, self.rng
        inner = [Expr(v.ty, [v.text], v.lo, v.hi) for v in s.scalars[mark[0]:]]
        inner += [self.element(a) for a in s.arrays[mark[2]:]]
        outer = [v.text for v in s.scalars[:mark[0]]
                 if v.writable and v.ty == "d" and v.lo == -2]
        outer += [self.freeze([a.text, "[", self.index(a), "]"])
                  for a in s.arrays[:mark[2]] if a.writable and a.ty == "d"]
        if not inner or not outer or rng.random() < .15:
            return
        at, e = rng.choice(outer), rng.choice(inner)
        if e.ty != "d":
            e = Expr("d", ["(double)", e], e.lo, e.hi)
        b.add("%s += %s * (" % (at, lit(round(rng.uniform(.2, .6), 2))), e,
              " - %s);" % at)

    def gather(self, ty):
        """A weighted sum of much that is in scope, in [-2, 2]."""
        s, rng = self.scope, self.rng
        pool = [Expr(v.ty, [v.text], v.lo, v.hi) for v in s.scalars]
        pool += [self.element(a) for a in s.arrays]
        rng.shuffle(pool)
        parts = []
        for e in pool[:rng.randint(1, 5)]:
            c = round(rng.choice([-1, 1]) * rng.uniform(.1, .2), 3)
            x = e if e.ty == ty else Expr(
                ty, ["(%s)" % self.ctype(ty), e], e.lo, e.hi)
            parts += [lit(c, ty), " * ", x, " + "]
        e = self.fit(self.expr(ty), -.9, .9)
        return Expr(ty, parts + [self.paren(e)], -1.9, 1.9)

    def targets(self):
        s = self.scope
        return ([v for v in s.scalars if v.writable],
                [a for a in s.arrays if a.writable])

    def target(self, ty=None):
        """A writable lvalue: (type, parts)."""
        scalars, arrays = self.targets()
        if ty:
            scalars = [v for v in scalars if v.ty == ty]
            arrays = [a for a in arrays if a.ty == ty]
        if arrays and (not scalars or self.rng.random() < 0.55):
            a = self.rng.choice(arrays)
            return a.ty, [a.text, "[", self.index(a), "]"]
        if scalars:
            v = self.rng.choice(scalars)
            return v.ty, [v.text]
        return None

    def s_assign(self, b):
        t = self.target()
        if not t:
            return self.s_decl(b)
        ty, lv = t
        roll = self.rng.random()
        if roll < 0.5:
            b.add(*lv, " = ", self.fit(self.expr(ty)), ";")
        elif roll < 0.8:
            # a contraction keeps |lvalue| <= 2
            k = round(self.rng.uniform(.2, .8), 2)
            e = self.fit(self.expr(ty), -2 * (1 - k), 2 * (1 - k))
            at = self.freeze(lv)
            b.add(at, " = ", lit(k, ty), " * ", at, " + ", self.paren(e), ";")
        elif roll < 0.9:
            b.add(*lv, " *= ", self.fit(self.expr(ty), -1, 1), ";")
        else:
            k = round(self.rng.uniform(.2, .8), 2)
            e = self.fit(self.expr(ty))
            at = self.freeze(lv)
            b.add(at, " += ", lit(k, ty), " * (", self.paren(e), " - ", at,
                  ");")

    @staticmethod
    def freeze(parts):
        """One text, so that the shrinker changes all of it or nothing: for
        lvalues that occur twice."""
        return "".join(p if isinstance(p, str) else p.text() for p in parts)

    def s_decl(self, b):
        ty = "f" if "float" in self.features and self.rng.random() < .3 \
            else "d"
        e = self.fit(self.expr(ty))
        v = self.fresh("v")
        b.add("%s %s = " % (self.ctype(ty), v), e, ";")
        self.scope.scalars.append(Scalar(v, ty))

    def s_localarr(self, b):
        ty = "f" if "float" in self.features and self.rng.random() < .25 \
            else "d"
        n = self.rng.randint(2, 5)
        name = self.fresh("a")
        if self.rng.random() < 0.5:
            parts = ["%s %s[%d] = {" % (self.ctype(ty), name, n)]
            for k in range(n):
                parts += [", " if k else "", self.fit(self.expr(ty, 1))]
            b.add(*parts, "};")
        else:
            b.add("%s %s[%d];" % (self.ctype(ty), name, n))
            self.fill(b, name, ty, str(n), n, n)
        self.scope.arrays.append(Array(name, ty, str(n), n, n, own=True))

    def fill(self, b, name, ty, length, least, most, fixed=True):
        """A loop that initialises name[0..length)."""
        s = self.scope
        mark = s.save()
        i = self.fresh("i")
        s.ints.append(Int(i, 0, most - 1, below=length))
        e = self.fit(self.expr(ty, 2 if self.cheap(most) else 0))
        s.restore(mark)
        b.add("for (int %s = 0; %s < %s; %s++)\n%s[%s] = " % (
            i, i, length, i, name, i), e, ";", fixed=fixed)

    def s_matrix(self, b):
        """A small local 2-D array, filled, used, in nested loops."""
        r, c = self.rng.randint(2, 3), self.rng.randint(2, 4)
        m, i, j = self.fresh("m"), self.fresh("i"), self.fresh("j")
        s = self.scope
        mark = s.save()
        s.ints += [Int(i, 0, r - 1), Int(j, 0, c - 1)]
        s.trips *= r * c
        e = self.fit(self.expr("d", 2))
        s.restore(mark)
        b.add("double %s[%d][%d];" % (m, r, c))
        b.add("for (int %s = 0; %s < %d; %s++)\n" % (i, i, r, i),
              "for (int %s = 0; %s < %d; %s++)\n" % (j, j, c, j),
              "%s[%s][%s] = " % (m, i, j), e, ";", fixed=True)
        for k in range(r):
            s.arrays.append(Array("%s[%d]" % (m, k), "d", str(c), c, c))

    def cheap(self, trips):
        return self.scope.trips * trips <= self.trip_limit

    def bound_of(self, want_below=False):
        """A loop bound: (text, least, most, name of a length or None)."""
        s, rng = self.scope, self.rng
        lengths = [a for a in s.arrays if not a.length.isdigit()]
        roll = rng.random()
        if lengths and roll < 0.5:
            a = rng.choice(lengths)
            return a.length, a.least, a.most, a.length
        if s.arrays and roll < 0.75:
            a = rng.choice(s.arrays)
            return a.length, a.least, a.most, a.length
        if roll < 0.88 and not want_below:
            e = self.fit(self.expr("d", 1), -1.9, 1.9)
            return Expr("i", ["(int)(2.5 + ", self.paren(e), ")"]), 0, 4, None
        k = rng.randint(1, 4)
        return str(k), k, k, None

    def s_for(self, b):
        rng, s = self.rng, self.scope
        bound, least, most, below = self.bound_of()
        if not self.cheap(most):
            return self.s_assign(b)
        i = self.fresh("i")
        form = rng.randrange(9)
        hoist = None
        if isinstance(bound, Expr):
            hoist = self.fresh("n")
            b.add("int %s = " % hoist, bound, ";", fixed=True)
            bound = hoist
        least_i = 0
        head = "for (int {i} = 0; {i} < {n}; {i}++) "
        if form == 1:
            head = "for (int {i} = {n} - 1; {i} >= 0; {i}--) "
        elif form == 2:
            head = "for (int {i} = 0; {i} < {n}; {i} += 2) "
        elif form == 3 and not hoist:
            head = "for (unsigned {i} = 0; {i} != {n}; {i}++) "
        elif form == 4:
            head = "for (long {i} = 0; {i} < {n}; ++{i}) "
        elif form == 5:
            head = "for (int {i} = 1; {i} < {n}; {i}++) "
        elif form == 6 and s.ints:
            j = rng.choice(s.ints).text
            head = "for (int {i} = %s; {i} < {n}; {i}++) " % j
        elif form == 7 and s.ints:
            v = rng.choice(s.ints)
            if self.cheap(v.hi + 1):
                head = "for (int {i} = 0; {i} <= %s; {i}++) " % v.text
                below, most = v.below, v.hi + 1
        head = head.format(i=i, n=bound)
        unsigned = "unsigned" in head
        mark = s.save()
        s.ints.append(Int("(int)%s" % i if unsigned or "long" in head else i,
                          least_i, max(most - 1, 0), below=below))
        s.trips *= max(most, 1)
        s.loops.append(len(s.cleanups))
        s.switches = 0
        body = self.block(rng.randint(1, 3))
        s.restore(mark)
        b.add(head, body)

    def s_acc(self, b):
        """A sum: the most common loop of all."""
        rng, s = self.rng, self.scope
        bound, least, most, below = self.bound_of(want_below=True)
        if not self.cheap(most):
            return self.s_assign(b)
        ty = "f" if "float" in self.features and rng.random() < .2 else "d"
        v, i = self.fresh("s"), self.fresh("i")
        mark = s.save()
        s.ints.append(Int(i, 0, most - 1, below=below))
        s.trips *= most
        e = self.fit(self.expr(ty, 2), -2.0 / most, 2.0 / most)
        s.restore(mark)
        b.add("%s %s = %s;" % (self.ctype(ty), v, lit(0., ty)), fixed=True)
        op = rng.choice(["+=", "-="])
        b.add("for (int %s = 0; %s < %s; %s++)\n%s %s " % (
            i, i, bound, i, v, op), e, ";")
        s.scalars.append(Scalar(v, ty))

    def s_product(self, b):
        bound, least, most, below = self.bound_of(want_below=True)
        if not self.cheap(most):
            return self.s_assign(b)
        s = self.scope
        v, i = self.fresh("p"), self.fresh("i")
        mark = s.save()
        s.ints.append(Int(i, 0, most - 1, below=below))
        s.trips *= most
        e = self.fit(self.expr("d", 2), 0.5, 1.1)
        s.restore(mark)
        b.add("double %s = 1.0;" % v, fixed=True)
        b.add("for (int %s = 0; %s < %s; %s++)\n%s *= " % (
            i, i, bound, i, v), e, ";")
        s.scalars.append(Scalar(v, "d"))

    def s_map(self, b):
        """Element-wise loops and in-place recurrences over one array."""
        rng, s = self.rng, self.scope
        _, arrays = self.targets()
        arrays = [a for a in arrays if self.cheap(a.most)]
        if not arrays:
            return self.s_assign(b)
        a = rng.choice(arrays)
        i = self.fresh("i")
        mark = s.save()
        s.ints.append(Int(i, 0, a.most - 1, below=a.length))
        s.trips *= a.most
        e = self.fit(self.expr(a.ty, 2), -1.0, 1.0)
        s.restore(mark)
        form = rng.randrange(4)
        head = "for (int %s = %d; %s < %s; %s++)\n"
        half = lit(.5, a.ty)
        if form == 0:
            b.add(head % (i, 0, i, a.length, i), "%s[%s] = " % (a.text, i),
                  e, ";")
        elif form == 1:
            b.add(head % (i, 1, i, a.length, i), "%s[%s] = %s * %s[%s - 1] + "
                  % (a.text, i, half, a.text, i), self.paren(e), ";")
        elif form == 2:
            b.add(head % (i, 0, i, a.length + " - 1", i),
                  "%s[%s] = %s * %s[%s + 1] + " % (a.text, i, half, a.text, i),
                  self.paren(e), ";")
        else:
            b.add(head % (i, 0, i, a.length, i), "%s[%s] *= " % (a.text, i),
                  e, ";")

    def s_if(self, b):
        c = self.cond(1)
        then = self.block(self.rng.randint(1, 2))
        if self.rng.random() < 0.5:
            b.add("if (", c, ") ", then)
        else:
            b.add("if (", c, ") ", then, " else ",
                  self.block(self.rng.randint(1, 2)))

    def s_call(self, b):
        """A call as a statement; may write through its arguments."""
        picks = [p for p in self.callables() if self.affordable(p[1])]
        self.rng.shuffle(picks)
        for name, f in picks:
            args = self.arguments(f)
            if args is None:
                continue
            call = [name + "("] + args + [")"]
            if f.ret in ("d", "f"):
                if self.rng.random() < .5:
                    v = self.fresh("v")
                    b.add("%s %s = " % (self.ctype(f.ret), v), *call, ";")
                    self.scope.scalars.append(Scalar(v, f.ret))
                    return None
                t = self.target(f.ret)
                if t:
                    b.add(self.freeze(t[1]), " = ", *call, ";")
                    return None
                b.add(*call, ";")
                return None
            if f.ret == "v":
                b.add(*call, ";")
                return None
            return self.bind_struct_result(b, f, call)
        return self.s_assign(b)

    def s_int(self, b):
        """Integer state: hidden control data."""
        ints = [v for v in self.scope.ints if v.writable]
        if ints and self.rng.random() < .6:
            v = self.rng.choice(ints)
            m = v.hi + 1
            b.add("%s = (%s * %d + %d) %% %d;" % (
                v.text, v.text, self.rng.randint(1, 3),
                self.rng.randint(0, 3), m))
            return
        v = self.fresh("k")
        m = self.rng.randint(2, 4)
        b.add("int %s = " % v, self.small_int(m), ";", fixed=True)
        self.scope.ints.append(Int(v, 0, m - 1, writable=True))
