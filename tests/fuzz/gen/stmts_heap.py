"""malloc, calloc, realloc, free; lists; rows; growing buffers."""

from .scope import Array, Int, Scalar
from .tree import Block


class HeapStmts:
    def heap_block(self, b, before, body_size, cleanup, declare):
        """{ before; body; cleanup } with the cleanup on every way out."""
        s = self.scope
        mark = s.save()
        s.depth += 1
        inner = Block()
        before(inner)
        declare()
        s.cleanups.append(cleanup)
        for _ in range(body_size):
            self.statement(inner)
        self.flow_out(inner, mark)
        inner.add(cleanup, fixed=True)
        s.restore(mark)
        b.add(inner)

    def s_heap(self, b):
        rng, s = self.rng, self.scope
        h = self.fresh("h")
        lengths = [a for a in s.arrays if not a.length.isdigit()]
        if lengths and rng.random() < .5:
            a = rng.choice(lengths)
            n, least, most = a.length, a.least, a.most
        else:
            least = most = rng.randint(2, 4)
            n = str(least)
        if not self.cheap(most):
            return self.s_assign(b)
        form = rng.randrange(4)
        extra = 0
        makers = [f for f in self.functions if f.ret == "heap"]
        src = [a for a in s.arrays if a.ty == "d" and a.active]
        state = {}

        def before(inner):
            if form == 0 and makers and src:
                a = rng.choice(src)
                inner.add("double *%s = %s(%s, %s);" % (
                    h, rng.choice(makers).name, a.text, a.length), fixed=True)
                state["n"] = (a.length, a.least, a.most)
                return
            if form == 1:
                inner.add("double *%s = (double *)calloc(%s, sizeof(double));"
                          % (h, n), fixed=True)
            else:
                inner.add("double *%s = (double *)malloc(%s * "
                          "sizeof(double));" % (h, n), fixed=True)
                self.fill(inner, h, "d", n, least, most)
            if form == 2:
                i = self.fresh("i")
                inner.add("%s = (double *)realloc(%s, (%s + 2) * "
                          "sizeof(double));" % (h, h, n), fixed=True)
                inner.add("for (int %s = %s; %s < %s + 2; %s++)\n%s[%s] = " % (
                    i, n, i, n, i, h, i), self.fit(self.expr("d", 1)), ";",
                    fixed=True)
                if n.isdigit():
                    state["n"] = (str(int(n) + 2), least + 2, most + 2)

        def declare():
            l = state.get("n", (n, least, most))
            s.arrays.append(Array(h, "d", l[0], l[1], l[2], own=True))
        self.heap_block(b, before, rng.randint(1, 3), "free(%s);" % h,
                        declare)

    def s_heapstruct(self, b):
        rng = self.rng
        names = [n for n in sorted(getattr(self, "structs", {}))
                 if self.fillable(n)]
        if not names:
            return self.s_heap(b)
        name, q = rng.choice(names), self.fresh("q")

        def before(inner):
            inner.add("struct %s *%s = (struct %s *)malloc(sizeof(struct %s));"
                      % (name, q, name, name), fixed=True)
            self.init_record(inner, q, name, "->")
        self.heap_block(b, before, rng.randint(1, 2), "free(%s);" % q,
                        lambda: self.add_record(q, name, "->"))

    def s_list(self, b):
        """A linked list: built front to back or back to front, walked."""
        rng, s = self.rng, self.scope
        if not self.cheap(4):
            return self.s_assign(b)
        head, i, q = self.fresh("head"), self.fresh("i"), self.fresh("q")
        n = rng.randint(2, 4)
        if s.ints and rng.random() < .4:
            v = rng.choice(s.ints)
            if v.hi <= 4:
                n = "%s + 1" % v.text

        def before(inner):
            inner.add("struct node *%s = 0;" % head, fixed=True)
            mark = s.save()
            s.ints.append(Int(i, 0, 4))
            s.trips *= 4
            e = self.fit(self.expr("d", 2))
            s.restore(mark)
            inner.add("for (int %s = 0; %s < %s; %s++) {\n" % (i, i, n, i),
                      "struct node *%s = (struct node *)malloc(sizeof(struct "
                      "node));\n%s->v = " % (q, q), e,
                      ";\n%s->k = %s;\n%s->next = %s;\n%s = %s;\n}" % (
                          q, i, q, head, head, q), fixed=True)

        def declare():
            s.scalars.append(Scalar("%s->v" % head, "d"))
        cleanup = ("while (%s) {\nstruct node *next = %s->next;\nfree(%s);\n"
                   "%s = next;\n}" % (head, head, head, head))
        mark = s.save()
        s.depth += 1
        inner = Block()
        before(inner)
        declare()
        s.cleanups.append(cleanup)
        for _ in range(rng.randint(1, 2)):
            q2 = self.fresh("q")
            m2 = s.save()
            s.trips *= 4
            s.loops.append(len(s.cleanups))
            s.switches = 0
            s.scalars.append(Scalar("%s->v" % q2, "d"))
            s.ints.append(Int("%s->k" % q2, 0, 4))
            body = self.block(rng.randint(1, 2))
            s.restore(m2)
            inner.add("for (struct node *%s = %s; %s; %s = %s->next) " % (
                q2, head, q2, q2, q2), body)
        walkers = [f for f in self.functions if f.ret == "walk"]
        if walkers and self.affordable(walkers[0]):
            v = self.fresh("v")
            inner.add("double %s = %s(%s);" % (v, walkers[0].name, head))
            s.scalars.append(Scalar(v, "d"))
            self.fcost += walkers[0].cost * s.trips
            self.s_assign(inner)
        self.flow_out(inner, mark)
        inner.add(cleanup, fixed=True)
        s.restore(mark)
        b.add(inner)

    def s_rows(self, b):
        """double **: rows of their own, by data-dependent count."""
        rng, s = self.rng, self.scope
        if not self.cheap(6):
            return self.s_assign(b)
        r, i, n = self.fresh("r"), self.fresh("i"), rng.randint(2, 3)

        def before(inner):
            inner.add("double **%s = (double **)malloc(%d * sizeof(double *));"
                      % (r, n), fixed=True)
            mark = s.save()
            s.ints.append(Int(i, 0, n - 1))
            s.trips *= n
            fill = Block()
            fill.add("%s[%s] = (double *)malloc(3 * sizeof(double));" % (r, i),
                     fixed=True)
            self.fill(fill, "%s[%s]" % (r, i), "d", "3", 3, 3)
            s.restore(mark)
            inner.add("for (int %s = 0; %s < %d; %s++) " % (i, i, n, i), fill,
                      fixed=True)

        def declare():
            for k in range(n):
                s.arrays.append(Array("%s[%d]" % (r, k), "d", "3", 3, 3))
        self.heap_block(
            b, before, rng.randint(1, 3),
            "for (int %s = 0; %s < %d; %s++)\nfree(%s[%s]);\nfree(%s);" % (
                i, i, n, i, r, i, r), declare)

    def s_growing(self, b):
        """A buffer that doubles by realloc while values are appended."""
        rng, s = self.rng, self.scope
        if not self.cheap(5):
            return self.s_assign(b)
        h, cap, n = self.fresh("h"), self.fresh("cap"), self.fresh("len")
        count = rng.randint(2, 5)
        state = {}

        def before(inner):
            inner.add("int %s = 1, %s = 0;" % (cap, n), fixed=True)
            inner.add("double *%s = (double *)malloc(sizeof(double));" % h,
                      fixed=True)
            if rng.random() < .4:
                k = self.small_int(3)
                stop = self.fresh("n")
                inner.add("int %s = 2 + " % stop, k, ";", fixed=True)
                state["n"] = (stop, 2, 4)
            else:
                stop = str(count)
                state["n"] = (stop, count, count)
            most = state["n"][2]
            mark = s.save()
            s.ints.append(Int(n, 0, most - 1))
            s.trips *= most
            e = self.fit(self.expr("d", 2))
            s.restore(mark)
            inner.add(
                "while (%s < %s) {\nif (%s == %s) {\n%s *= 2;\n%s = (double *)"
                "realloc(%s, %s * sizeof(double));\n}\n%s[%s] = " % (
                    n, stop, n, cap, cap, h, h, cap, h, n), e,
                ";\n%s++;\n}" % n, fixed=True)

        def declare():
            l = state["n"]
            s.arrays.append(Array(h, "d", l[0], l[1], l[2], own=True))
        self.heap_block(b, before, rng.randint(1, 3), "free(%s);" % h,
                        declare)
