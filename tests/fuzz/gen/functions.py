"""Helper functions: plain, recursive, mutually recursive, by pointer."""

from .scope import Array, Function, Int, Pointer, Scalar, Scope
from .tree import Block, Expr, Stmt

# A parameter is ('d',), ('f',), ('i',), ('arr', ty, writable) -- a pointer
# followed by its length -- or ('rec', struct, writable).


class FunctionMixin:
    # ---- calling

    def callables(self):
        """(text to call, Function) of everything in scope."""
        out = [(f.name, f) for f in self.functions
               if f.ret not in ("heap", "walk")]
        out += [(p.text, p.like) for p in self.scope.pointers] * 2
        return out

    def affordable(self, f):
        return self.scope.trips * f.cost <= self.trip_limit

    def arguments(self, f):
        """Parts of an argument list, or None if something is missing."""
        s, rng, parts = self.scope, self.rng, []
        for p in f.params:
            if parts:
                parts.append(", ")
            if p[0] in ("d", "f"):
                parts.append(self.fit(self.expr(p[0], 1)))
            elif p[0] == "i":
                parts.append(self.small_int(4))
            elif p[0] == "arr":
                ok = [a for a in s.arrays if a.ty == p[1] and
                      (a.writable or not p[2])]
                if not ok:
                    return None
                a = rng.choice(ok)
                parts.append("%s, %s" % (a.text, a.length))
            elif p[0] == "rec":
                ok = [r for r in s.records if r.struct == p[1] and
                      (r.writable or not p[2])]
                if not ok:
                    return None
                parts.append(rng.choice(ok).address())
        self.fcost += f.cost * s.trips
        return parts

    def call(self, ty, depth):
        """A call inside an expression: only functions that write nothing."""
        picks = [(t, f) for t, f in self.callables()
                 if f.ret == ty and self.affordable(f) and
                 not any(p[0] in ("arr", "rec") and p[2] for p in f.params)]
        if not picks:
            return None
        text, f = self.rng.choice(picks)
        args = self.arguments(f)
        if args is None:
            return None
        return Expr(ty, [text + "("] + args + [")"], -2, 2)

    def bind_struct_result(self, b, f, call):
        name = f.ret
        v = self.fresh("t")
        b.add("struct %s %s = " % (name, v), *call, ";", fixed=True)
        self.add_record(v, name)

    # ---- defining

    def declare_params(self, scope, params):
        """Parameter texts; fills scope."""
        out, saved = [], self.scope
        self.scope = scope
        for p in params:
            v = self.fresh("a")
            if p[0] in ("d", "f"):
                out.append("%s %s" % (self.ctype(p[0]), v))
                scope.scalars.append(Scalar(v, p[0]))
            elif p[0] == "i":
                out.append("int %s" % v)
                scope.ints.append(Int(v, 0, 3))
            elif p[0] == "arr":
                n = self.fresh("n")
                out.append("%s%s *%s, int %s" % (
                    "" if p[2] else "const ", self.ctype(p[1]), v, n))
                scope.arrays.append(Array(v, p[1], n, 2, 6, p[2]))
            else:
                out.append("%sstruct %s *%s" % ("" if p[2] else "const ",
                                                p[1], v))
                self.add_record(v, p[1], "->", p[2])
        self.scope = saved
        return ", ".join(out) or "void"

    def random_params(self):
        rng, out = self.rng, []
        for _ in range(rng.randint(1, 3)):
            kinds = [("d",), ("d",), ("arr", "d", rng.random() < .5), ("i",)]
            if "float" in self.features:
                kinds += [("f",), ("arr", "f", rng.random() < .5)]
            if "memory" in self.features:
                kinds += [("rec", rng.choice(sorted(self.structs)),
                           rng.random() < .5)] * 2
            out.append(rng.choice(kinds))
        if not any(p[0] in ("d", "arr") for p in out):
            out.append(("d",))
        return out

    def attributes(self, name):
        roll = self.rng.random()
        if roll >= .85:
            self.exported.append(name)
            return ""
        return "static NOINLINE " if roll < .4 else "static "

    def finish(self, name, ret, params, texts, body, attrs):
        self.toplevel.append(Stmt(["%s%s %s(%s) " % (
            attrs, self.ctype(ret), name, texts), body]))
        self.functions.append(Function(name, ret, params,
                                       max(1, self.fcost)))

    def begin(self, ret):
        self.scope = Scope(ret)
        self.fcost = 1

    def plain_function(self, params=None, ret=None, size=None):
        rng = self.rng
        params = params or self.random_params()
        writes = any(p[0] in ("arr", "rec") and p[2] for p in params)
        if ret is None:
            ret = rng.choice(["d"] * 5 + (["v"] * 3 if writes else []) +
                             (["f"] if "float" in self.features else []))
            plain = [n for n in getattr(self, "structs", {})
                     if not self.has_ptr(n)]
            if "memory" in self.features and plain and rng.random() < .15:
                ret = rng.choice(plain)
        self.begin(ret)
        name = self.fresh("f")
        texts = self.declare_params(self.scope, params)
        body = Block()
        for _ in range(size or rng.randint(1, 3)):
            self.statement(body)
        if ret in ("d", "f"):
            body.add("return ", self.gather(ret), ";", fixed=True)
        elif ret != "v":
            v = self.fresh("t")
            body.add("struct %s %s;" % (ret, v), fixed=True)
            self.init_record(body, v, ret)
            body.add("return %s;" % v, fixed=True)
        self.finish(name, ret, params, texts, body, self.attributes(name))
        return name

    def pointer_family(self):
        """Two or three functions of one type, to be called by pointer."""
        rng = self.rng
        params = [("d",)] if rng.random() < .4 else [("d",), ("d",)]
        if rng.random() < .4:
            params = [("d",), ("arr", "d", False)]
        elif rng.random() < .2:
            params = [("arr", "d", True), ("d",)]
        made = []
        for _ in range(rng.randint(2, 3)):
            self.plain_function(params, "d", rng.randint(1, 2))
            made.append(self.functions[-1])
        cost = max(f.cost for f in made)
        self.families.append((params, [f.name for f in made],
                              Function("", "d", params, cost)))

    def pointer_type(self, params, name):
        texts = []
        for p in params:
            if p[0] == "arr":
                texts.append("%sdouble *, int" % ("" if p[2] else "const "))
            else:
                texts.append("double")
        return "double (*%s)(%s)" % (name, ", ".join(texts))

    def s_fnpointer(self, b):
        rng = self.rng
        if not self.families:
            return self.s_call(b)
        params, names, like = rng.choice(self.families)
        g = self.fresh("g")
        if rng.random() < .6:
            x, y = rng.choice(names), rng.choice(names)
            b.add(self.pointer_type(params, g) + " = ", self.cond(1),
                  " ? %s : %s;" % (x, y), fixed=True)
            self.scope.pointers.append(Pointer(g, like))
        else:
            n = len(names)
            b.add(self.pointer_type(params, "%s[%d]" % (g, n)) +
                  " = {%s};" % ", ".join(names), fixed=True)
            k = rng.choice(self.scope.ints).text if self.scope.ints else "0"
            self.scope.pointers.append(Pointer("%s[%s %% %d]" % (g, k, n),
                                               like))
        return self.s_call(b)

    def apply_function(self):
        """A function that calls its function-pointer argument."""
        params, names, like = self.rng.choice(self.families)
        self.begin("d")
        name = self.fresh("f")
        inner = [("d",), ("arr", "d", False)]
        g = self.fresh("g")
        texts = self.declare_params(self.scope, inner)
        self.scope.pointers.append(Pointer(g, like))
        body = Block()
        self.statement(body)
        self.s_call(body)
        body.add("return ", self.gather("d"), ";", fixed=True)
        self.toplevel.append(Stmt(["static NOINLINE double %s(%s, %s) " % (
            name, self.pointer_type(params, g), texts), body]))
        for fn in names[:2]:
            self.appliers.append((name, fn, inner, max(1, self.fcost)))

    def s_apply(self, b):
        ok = [a for a in self.appliers
              if self.scope.trips * a[3] <= self.trip_limit]
        if not ok:
            return self.s_call(b)
        name, fn, inner, cost = self.rng.choice(ok)
        args = self.arguments(Function(name, "d", inner, cost))
        if args is None:
            return self.s_assign(b)
        v = self.fresh("v")
        b.add("double %s = %s(%s, " % (v, name, fn), *args, ");")
        self.scope.scalars.append(Scalar(v, "d"))

    def recursive_function(self):
        """f(depth, ...) calling itself once or twice with depth - 1."""
        rng = self.rng
        params = [("d",)]
        if rng.random() < .6:
            params.append(("arr", "d", rng.random() < .5))
        if "memory" in self.features and rng.random() < .3:
            params.append(("rec", rng.choice(sorted(self.structs)), True))
        self.begin("d")
        name, depth = self.fresh("rec"), self.fresh("depth")
        texts = self.declare_params(self.scope, params)
        self.scope.ints.append(Int(depth, 0, 3))
        self.scope.trips = 4
        body = Block()
        body.add("if (%s <= 0" % depth,
                 *([" || ", self.cond(1)] if rng.random() < .4 else []),
                 ")\nreturn ", self.fit(self.expr("d", 2)), ";", fixed=True)
        twice = rng.random() < .3
        for k in range(2 if twice else 1):
            if rng.random() < .6:
                self.statement(body)
            args = [", "] + self.own_arguments(params)
            v = self.fresh("v")
            body.add("double %s = %s(%s - 1" % (v, name, depth), *args, ");")
            self.scope.scalars.append(Scalar(v, "d"))
        if rng.random() < .5:
            self.statement(body)
        body.add("return ", self.gather("d"), ";", fixed=True)
        self.fcost *= 3 if twice else 1
        self.toplevel.append(Stmt(["static double %s(int %s, %s) " % (
            name, depth, texts), body]))
        self.recursives.append((name, params, max(4, self.fcost)))

    def own_arguments(self, params):
        parts = []
        for p in params:
            if parts:
                parts.append(", ")
            if p[0] == "d":
                parts.append(self.fit(self.expr("d", 2)))
            elif p[0] == "arr":
                a = self.rng.choice([a for a in self.scope.arrays
                                     if a.ty == "d" and
                                     (a.writable or not p[2])])
                parts.append("%s, %s" % (a.text, a.length))
            else:
                r = self.rng.choice([r for r in self.scope.records
                                     if r.struct == p[1] and r.writable])
                parts.append(r.address())
        return parts

    def mutual_functions(self):
        """even(depth) calls odd(depth - 1) and back."""
        params = [("d",), ("arr", "d", self.rng.random() < .5)]
        names = [self.fresh("ping"), self.fresh("pong")]
        const = "" if params[1][2] else "const "
        cost = 1
        self.toplevel.append(Stmt([
            "static double %s(int depth, double z, %sdouble *p, int m);" % (
                names[1], const)]))
        for k in (0, 1):
            self.begin("d")
            s = self.scope
            s.scalars.append(Scalar("z", "d"))
            s.arrays.append(Array("p", "d", "m", 2, 6, params[1][2]))
            s.ints.append(Int("depth", 0, 3))
            s.trips = 4
            body = Block()
            body.add("if (depth <= 0)\nreturn ", self.fit(self.expr("d", 1)),
                     ";", fixed=True)
            self.statement(body)
            v = self.fresh("v")
            body.add("double %s = %s(depth - 1, " % (v, names[1 - k]),
                     self.fit(self.expr("d", 2)), ", p, m);")
            s.scalars.append(Scalar(v, "d"))
            body.add("return ", self.gather("d"), ";", fixed=True)
            self.toplevel.append(Stmt([
                "static double %s(int depth, double z, %sdouble *p, int m) " %
                (names[k], const), body]))
            cost += self.fcost
        self.recursives.append((names[0], params, cost))

    def s_recurse(self, b):
        ok = [r for r in self.recursives
              if self.scope.trips * r[2] <= self.trip_limit]
        if not ok:
            return self.s_call(b)
        name, params, cost = self.rng.choice(ok)
        args = self.arguments(Function(name, "d", params, cost))
        if args is None:
            return self.s_assign(b)
        v = self.fresh("v")
        depth = self.small_int(4) if self.rng.random() < .5 else \
            Expr("i", [str(self.rng.randint(1, 3))])
        b.add("double %s = %s(" % (v, name), depth, ", ", *args, ");")
        self.scope.scalars.append(Scalar(v, "d"))

    def heap_maker(self):
        """Returns a fresh array computed from another."""
        self.begin("heap")
        s = self.scope
        name = self.fresh("mk")
        s.can_return = False
        s.arrays.append(Array("a", "d", "n", 2, 6, False))
        body = Block()
        body.add("double *h = (double *)malloc(n * sizeof(double));",
                 fixed=True)
        self.fill(body, "h", "d", "n", 2, 6)
        s.arrays.append(Array("h", "d", "n", 2, 6))
        if self.rng.random() < .5:
            self.statement(body)
        body.add("return h;", fixed=True)
        self.toplevel.append(Stmt([
            "%sdouble *%s(const double *a, int n) " % (
                self.attributes(name), name), body]))
        self.functions.append(Function(name, "heap", [], self.fcost))

    def list_walker(self):
        """Recursion over a list."""
        self.begin("d")
        name = self.fresh("walk")
        s = self.scope
        s.scalars.append(Scalar("p->v", "d"))
        s.ints.append(Int("p->k", 0, 4))
        s.trips = 4
        body = Block()
        body.add("if (!p)\nreturn ", self.literal("d"), ";", fixed=True)
        if self.rng.random() < .5:
            self.statement(body)
        body.add("double rest = %s(p->next);" % name)
        s.scalars.append(Scalar("rest", "d"))
        body.add("return ", self.gather("d"), ";", fixed=True)
        self.toplevel.append(Stmt(["static double %s(struct node *p) " % name,
                                   body]))
        self.functions.append(Function(name, "walk", [], max(4, self.fcost)))
