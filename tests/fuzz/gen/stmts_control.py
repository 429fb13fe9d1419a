"""while, do, break, continue, switch, goto, early return."""

from .exprs import lit
from .scope import Int, Scalar
from .tree import Block


class ControlStmts:
    def loop_body(self, size, trips, declare=None):
        s = self.scope
        mark = s.save()
        s.trips *= trips
        s.loops.append(len(s.cleanups))
        s.switches = 0
        body = self.block(size, declare)
        s.restore(mark)
        return body

    def s_while_float(self, b):
        """Runs until a decaying value falls below a threshold."""
        rng = self.rng
        if not self.cheap(6):
            return self.s_assign(b)
        r = self.fresh("r")
        e = self.fit(self.expr("d", 2), 0.3, 2.0)
        b.add("double %s = " % r, e, ";", fixed=True)
        k = round(rng.uniform(.4, .65), 3)
        t = round(rng.uniform(.15, .28), 3)

        def declare(body):
            self.scope.scalars.append(Scalar(r, "d", False, 0, 2))
            body.add("%s *= %s;" % (r, lit(k)), fixed=True)
        if rng.random() < .5:
            b.add("while (%s > %s) " % (r, lit(t)),
                  self.loop_body(rng.randint(1, 2), 6, declare))
        else:
            b.add("do ", self.loop_body(rng.randint(1, 2), 6, declare),
                  " while (%s > %s);" % (r, lit(t)))
        self.scope.scalars.append(Scalar(r, "d", True, -2, 2))

    def s_while_int(self, b):
        rng = self.rng
        if not self.cheap(5):
            return self.s_assign(b)
        k = self.fresh("k")
        b.add("int %s = " % k, self.small_int(rng.randint(3, 5)), " + 1;",
              fixed=True)

        def declare(body):
            self.scope.ints.append(Int(k, 0, 4))
            body.add("%s--;" % k, fixed=True)
        if rng.random() < .3:
            b.add("while (%s > 0 && " % k, self.cond(1), ") ",
                  self.loop_body(rng.randint(1, 2), 5, declare))
        else:
            b.add("while (%s > 0) " % k,
                  self.loop_body(rng.randint(1, 3), 5, declare))

    def s_do(self, b):
        rng = self.rng
        if not self.cheap(4):
            return self.s_assign(b)
        k = self.fresh("k")
        b.add("int %s = 0;" % k, fixed=True)

        def declare(body):
            self.scope.ints.append(Int(k, 0, 4))
            body.add("%s++;" % k, fixed=True)
        body = self.loop_body(rng.randint(1, 2), 4, declare)
        if rng.random() < .5:
            b.add("do ", body, " while (%s < 4 && " % k, self.cond(1), ");")
        else:
            b.add("do ", body, " while (%s < %d);" % (k, rng.randint(1, 4)))

    def s_newton(self, b):
        """A fixed-point iteration with a convergence test and a cap."""
        if not self.cheap(6):
            return self.s_assign(b)
        rng = self.rng
        z, c, it = self.fresh("z"), self.fresh("c"), self.fresh("it")
        b.add("double %s = " % c, self.fit(self.expr("d", 2), .5, 2.), ";",
              fixed=True)
        b.add("double %s = 1.0;" % z, fixed=True)
        b.add("for (int %s = 0; %s < 6; %s++) {\n" % (it, it, it),
              "double step = 0.5 * (%s / %s - %s);\n" % (c, z, z),
              "%s += step;\n" % z,
              "if (fabs(step) < %s)\nbreak;\n}" % lit(
                  rng.choice([.1, .03, .01])))
        self.scope.scalars.append(Scalar(z, "d"))

    def owed(self, since):
        return "".join(c + "\n" for c in reversed(self.scope.cleanups[since:]))

    def s_exit(self, b):
        """break, continue or return, under a condition."""
        s, rng = self.scope, self.rng
        choices = []
        if s.loops and not s.switches:
            choices.append("break")
        if s.loops:
            choices.append("continue")
        if s.can_return:
            choices.append("return")
        if not choices or s.depth == 0 and "return" not in choices:
            return self.s_assign(b)
        what = rng.choice(choices)
        c = self.cond(1)
        inner = Block()
        if rng.random() < .4:
            mark = s.save()
            self.s_assign(inner)
            s.restore(mark)
        if what == "return":
            value = None
            if s.ret in ("d", "f"):
                value = self.fit(self.expr(s.ret, 2))
            elif s.ret != "v":
                return self.s_assign(b)
            if value is not None:
                r = self.fresh("ret")
                inner.add("%s %s = " % (self.ctype(s.ret), r), value, ";",
                          fixed=True)
                inner.add(self.owed(0) + "return %s;" % r, fixed=True)
            else:
                inner.add(self.owed(0) + "return;", fixed=True)
        else:
            inner.add(self.owed(s.loops[-1]) + what + ";", fixed=True)
        b.add("if (", c, ") ", inner)

    def s_switch(self, b):
        rng, s = self.rng, self.scope
        n = rng.randint(2, 4)
        sel = self.small_int(n)
        mark = s.save()
        s.switches = 1
        parts = ["switch (", sel, ") {\n"]
        cases = list(range(n))
        rng.shuffle(cases)
        if rng.random() < .6:
            cases[-1] = None
        for k in cases:
            parts += ["default: " if k is None else "case %d: " % k,
                      self.block(rng.randint(1, 2))]
            parts.append("\nbreak;\n" if rng.random() < .7 else
                         "\n__attribute__((fallthrough));\n"
                         if k is not cases[-1] else "\nbreak;\n")
        s.restore(mark)
        b.add(*parts, "}")

    def s_goto_skip(self, b):
        """A forward jump over or out of nested code."""
        s = self.scope
        label = self.fresh("L")
        c = self.cond(1)
        body = self.block(self.rng.randint(1, 3))
        b.add("if (", c, ")\ngoto %s;\n" % label, body,
              "\n%s:;" % label)

    def s_goto_out(self, b):
        """Out of two loops at once."""
        rng, s = self.rng, self.scope
        if not self.cheap(9):
            return self.s_assign(b)
        label, i, j = self.fresh("L"), self.fresh("i"), self.fresh("j")

        def declare(_):
            s.ints.append(Int(j, 0, 2))
        mark = s.save()
        s.ints.append(Int(i, 0, 2))
        s.trips *= 3
        s.loops.append(len(s.cleanups))
        s.switches = 0
        inner = self.loop_body(rng.randint(1, 2), 3, declare)
        ints = list(s.ints)
        s.ints.append(Int(j, 0, 2))
        c = self.cond(1)
        s.ints[:] = ints
        tail = self.block(1)
        s.restore(mark)
        exit_ = Block()
        exit_.add("if (", c, ")\ngoto %s;" % label)
        b.add("for (int %s = 0; %s < 3; %s++) {\n" % (i, i, i),
              "for (int %s = 0; %s < 3; %s++) {\n" % (j, j, j),
              exit_, "\n", inner, "\n}\n", tail, "\n}\n%s:;" % label)

    def s_goto_loop(self, b):
        """A loop made of goto."""
        rng, s = self.rng, self.scope
        if not self.cheap(4):
            return self.s_assign(b)
        k, label = self.fresh("k"), self.fresh("L")
        keep = list(s.loops)
        mark = s.save()
        s.trips *= 4
        s.ints.append(Int(k, 0, 4))
        s.loops.clear()
        body = self.block(rng.randint(1, 2))
        c = self.cond(1)
        s.restore(mark)
        s.loops[:] = keep
        b.add("int %s = 0;" % k, fixed=True)
        b.add("%s:\n" % label, body, "\nif (++%s < 4 && " % k, c,
              ")\ngoto %s;" % label)

    def s_irreducible(self, b):
        """A cycle with two entries."""
        rng, s = self.rng, self.scope
        if not self.cheap(4):
            return self.s_assign(b)
        k, l1, l2 = self.fresh("k"), self.fresh("L"), self.fresh("L")
        keep = list(s.loops)
        mark = s.save()
        s.trips *= 4
        s.ints.append(Int(k, 0, 4))
        s.loops.clear()
        one, two = self.block(rng.randint(1, 2)), self.block(1)
        c1, c2 = self.cond(0), self.cond(0)
        s.restore(mark)
        s.loops[:] = keep
        b.add("int %s = 0;" % k, fixed=True)
        b.add("if (", c1, ")\ngoto %s;\n%s:\n" % (l2, l1), one, "\n%s:\n" % l2,
              two, "\nif (++%s < 4 && " % k, c2, ")\ngoto %s;" % l1)
