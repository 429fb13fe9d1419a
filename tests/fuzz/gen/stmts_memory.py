"""Structs, copies, aliasing pointers."""

from .scope import Array, Int, Record, Scalar
from .tree import Block


class MemoryStmts:
    # ---- structs: self.structs maps a name to [(field, kind)], where kind is
    # 'd', 'f', 'i', ('arr', ty, n), ('rec', name) or ('ptr', n).

    def make_structs(self):
        rng = self.rng
        self.structs = {}
        for k in range(rng.randint(1, 3)):
            fields = []
            for j in range(rng.randint(2, 4)):
                kinds = ["d", "d", "d", "i", ("arr", "d", rng.randint(2, 4))]
                if "float" in self.features:
                    kinds += ["f", ("arr", "f", 2)]
                nested = [n for n in self.structs if not self.has_ptr(n)]
                if nested:
                    kinds += [("rec", rng.choice(nested))] * 2
                if k > 0 and rng.random() < .4:
                    kinds = [("ptr", rng.randint(2, 4))]
                fields.append(("m%d" % j, rng.choice(kinds)))
            if not any(f[1] in ("d", "f") for f in fields):
                fields.append(("m9", "d"))
            self.structs["S%d" % k] = fields

    def has_ptr(self, name):
        return any(isinstance(k, tuple) and (
            k[0] == "ptr" or k[0] == "rec" and self.has_ptr(k[1]))
            for _, k in self.structs[name])

    def struct_text(self, name):
        out = "struct %s {\n" % name
        for f, k in self.structs[name]:
            if isinstance(k, str):
                out += "%s %s;\n" % (self.ctype(k), f)
            elif k[0] == "arr":
                out += "%s %s[%d];\n" % (self.ctype(k[1]), f, k[2])
            elif k[0] == "rec":
                out += "struct %s %s;\n" % (k[1], f)
            else:
                out += "double *%s;\n" % f
        return out + "};"

    def add_record(self, text, struct, sep=".", writable=True):
        s = self.scope
        s.records.append(Record(text, struct, sep, writable))
        for f, k in self.structs[struct]:
            at = text + sep + f
            if k in ("d", "f"):
                s.scalars.append(Scalar(at, k, writable))
            elif k == "i":
                s.ints.append(Int(at, 0, 3, writable=writable))
            elif k[0] == "arr":
                s.arrays.append(Array(at, k[1], str(k[2]), k[2], k[2],
                                      writable))
            elif k[0] == "rec":
                self.add_record(at, k[1], ".", writable)
            else:
                s.arrays.append(Array(at, "d", str(k[1]), k[1], k[1],
                                      writable))

    def init_record(self, b, text, struct, sep="."):
        """Statements that give every field a value; false if a pointer field
        finds no array to point to."""
        for f, k in self.structs[struct]:
            at = text + sep + f
            if k in ("d", "f"):
                b.add(at, " = ", self.fit(self.expr(k, 2)), ";", fixed=True)
            elif k == "i":
                b.add("%s = %d;" % (at, self.rng.randint(0, 3)), fixed=True)
            elif k[0] == "arr":
                self.fill(b, at, k[1], str(k[2]), k[2], k[2])
            elif k[0] == "rec":
                self.init_record(b, at, k[1])
            else:
                a = self.pick_pointee(k[1])
                a.own = False
                b.add("%s = %s;" % (at, a.text), fixed=True)

    def pick_pointee(self, n):
        ok = [a for a in self.scope.arrays if a.ty == "d" and a.active and
              a.writable and a.least >= n]
        return self.rng.choice(ok) if ok else None

    def fillable(self, struct):
        return all(not isinstance(k, tuple) or
                   (k[0] != "ptr" or self.pick_pointee(k[1])) and
                   (k[0] != "rec" or self.fillable(k[1]))
                   for _, k in self.structs[struct])

    def s_struct(self, b):
        rng = self.rng
        name = rng.choice(sorted(self.structs))
        v = self.fresh("t")
        same = [r for r in self.scope.records if r.struct == name]
        if same and rng.random() < .5:
            r = rng.choice(same)
            if rng.random() < .5:
                b.add("struct %s %s = %s%s;" % (
                    name, v, "*" if r.sep == "->" else "", r.text),
                    fixed=True)
            else:
                b.add("struct %s %s;" % (name, v), fixed=True)
                b.add("memcpy(&%s, %s, sizeof(struct %s));" % (
                    v, r.address(), name), fixed=True)
        elif self.fillable(name):
            b.add("struct %s %s;" % (name, v), fixed=True)
            self.init_record(b, v, name)
        else:
            return self.s_assign(b)
        self.add_record(v, name)
        if rng.random() < .3:
            p = self.fresh("q")
            b.add("struct %s *%s = &%s;" % (name, p, v), fixed=True)
            self.add_record(p, name, "->")

    def s_structarr(self, b):
        """An array of structs, walked by a pointer or an index."""
        rng, s = self.rng, self.scope
        names = [n for n in sorted(self.structs) if not self.has_ptr(n)]
        if not names or not self.cheap(3):
            return self.s_assign(b)
        name, v, i = rng.choice(names), self.fresh("t"), self.fresh("i")
        b.add("struct %s %s[3];" % (name, v), fixed=True)
        mark = s.save()
        s.trips *= 3
        s.ints.append(Int(i, 0, 2))
        init = Block()
        self.init_record(init, "%s[%s]" % (v, i), name)
        s.restore(mark)
        b.add("for (int %s = 0; %s < 3; %s++) " % (i, i, i), init, fixed=True)
        mark = s.save()
        s.trips *= 3
        s.loops.append(len(s.cleanups))
        s.switches = 0
        if rng.random() < .5:
            s.ints.append(Int(i, 0, 2))
            self.add_record("%s[%s]" % (v, i), name)
            body = self.block(2)
            s.restore(mark)
            b.add("for (int %s = 0; %s < 3; %s++) " % (i, i, i), body)
        else:
            p = self.fresh("q")
            self.add_record(p, name, "->")
            body = self.block(2)
            s.restore(mark)
            b.add("for (struct %s *%s = %s; %s < %s + 3; %s++) " % (
                name, p, v, p, v, p), body)
        self.add_record("%s[%d]" % (v, rng.randrange(3)), name)

    def s_structcopy(self, b):
        s, rng = self.scope, self.rng
        pairs = [(x, y) for x in s.records for y in s.records
                 if x is not y and x.struct == y.struct and x.writable and
                 not self.has_ptr(x.struct)]
        if not pairs:
            return self.s_struct(b)
        x, y = rng.choice(pairs)
        star = {"->": "*", ".": ""}
        if rng.random() < .6:
            b.add("%s%s = %s%s;" % (star[x.sep], x.text, star[y.sep], y.text))
        else:
            b.add("memmove(%s, %s, sizeof(struct %s));" % (
                x.address(), y.address(), x.struct))

    # ---- copies

    def s_memcpy(self, b):
        s, rng = self.scope, self.rng
        pairs = [(x, y) for x in s.arrays for y in s.arrays
                 if x.writable and x.ty == y.ty and x is not y and
                 (y.active or x.own)]
        if not pairs:
            return self.s_localarr(b)
        x, y = rng.choice(pairs)
        size = "sizeof(%s)" % self.ctype(x.ty)
        if x.length == y.length and rng.random() < .6:
            count, most = x.length, x.least
        else:
            most = min(x.least, y.least)
            count = str(rng.randint(1, most))
        if rng.random() < .2 and self.scope.ints:
            v = rng.choice(self.scope.ints)
            if v.hi <= most:
                count = v.text
        fn = "memcpy" if (x.own or y.own) and rng.random() < .7 else "memmove"
        b.add("%s(%s, %s, %s * %s);" % (fn, x.text, y.text, count, size))

    def s_memmove_within(self, b):
        """Overlapping shift inside one array."""
        arrays = [a for a in self.scope.arrays if a.writable]
        if not arrays:
            return self.s_assign(b)
        a = self.rng.choice(arrays)
        to, frm = ("%s + 1", "%s") if self.rng.random() < .5 else ("%s",
                                                                   "%s + 1")
        b.add("memmove(%s, %s, (%s - 1) * sizeof(%s));" % (
            to % a.text, frm % a.text, a.length, self.ctype(a.ty)))

    def s_memset(self, b):
        arrays = [a for a in self.scope.arrays if a.writable]
        if not arrays:
            return self.s_assign(b)
        a = self.rng.choice(arrays)
        k = self.rng.randint(1, a.least)
        b.add("memset(%s, 0, %d * sizeof(%s));" % (a.text, k,
                                                   self.ctype(a.ty)))

    def s_swap(self, b):
        arrays = [a for a in self.scope.arrays if a.writable]
        if not arrays:
            return self.s_assign(b)
        a = self.rng.choice(arrays)
        i, j = self.index(a).text(), self.index(a).text()
        c = self.ctype(a.ty)
        b.add("{\n%s tmp = %s[%s];\n%s[%s] = %s[%s];\n%s[%s] = tmp;\n}" % (
            c, a.text, i, a.text, i, a.text, j, a.text, j))

    # ---- pointers

    def s_alias(self, b):
        """A pointer into one of two arrays, chosen by data."""
        rng = self.rng
        arrays = [a for a in self.scope.arrays if a.writable and a.active]
        if not arrays:
            return self.s_localarr(b)
        x = rng.choice(arrays)
        y = rng.choice([a for a in arrays if a.ty == x.ty])
        x.own = y.own = False
        n = min(x.least, y.least)
        p = self.fresh("p")
        off = 0
        if n > 2 and rng.random() < .4:
            off = rng.randint(1, n - 2)
        xs = x.text + (" + %d" % off if off else "")
        ys = y.text + (" + %d" % off if off and rng.random() < .5 else "")
        if x is y or rng.random() < .3:
            b.add("%s *%s = %s;" % (self.ctype(x.ty), p, xs), fixed=True)
        else:
            b.add("%s *%s = " % (self.ctype(x.ty), p), self.cond(1),
                  " ? %s : %s;" % (xs, ys), fixed=True)
        n -= off
        self.scope.arrays.append(Array(p, x.ty, str(n), n, n))

    def s_scalarptr(self, b):
        """A pointer to a scalar, an element or a field; maybe a pointer to
        the pointer."""
        rng, s = self.rng, self.scope
        spots = ["&" + v.text for v in s.scalars
                 if v.ty == "d" and v.writable and v.lo == -2]
        arrays = [a for a in s.arrays if a.writable and a.ty == "d" and
                  a.active]
        for a in arrays:
            a.own = False
            spots.append("&%s[%s]" % (a.text, self.index(a).text()))
        if not spots:
            return self.s_decl(b)
        p = self.fresh("p")
        if len(spots) > 1 and rng.random() < .6:
            b.add("double *%s = " % p, self.cond(1), " ? %s : %s;" % tuple(
                rng.sample(spots, 2)), fixed=True)
        else:
            b.add("double *%s = %s;" % (p, rng.choice(spots)), fixed=True)
        s.scalars.append(Scalar("(*%s)" % p, "d"))
        if rng.random() < .3:
            pp = self.fresh("pp")
            b.add("double **%s = &%s;" % (pp, p), fixed=True)
            b.add("if (", self.cond(0), ")\n*%s = %s;" % (
                pp, rng.choice(spots)))
            s.scalars.append(Scalar("(**%s)" % pp, "d"))

    def s_ptrwalk(self, b):
        rng, s = self.rng, self.scope
        arrays = [a for a in s.arrays if self.cheap(a.most)]
        if not arrays:
            return self.s_assign(b)
        a = rng.choice(arrays)
        p, c = self.fresh("p"), self.ctype(a.ty)
        const = "" if a.writable else "const "
        mark = s.save()
        s.trips *= a.most
        s.loops.append(len(s.cleanups))
        s.switches = 0
        s.scalars.append(Scalar("(*%s)" % p, a.ty, a.writable))
        body = self.block(rng.randint(1, 2))
        s.restore(mark)
        if rng.random() < .6:
            b.add("for (%s%s *%s = %s; %s < %s + %s; %s++) " % (
                const, c, p, a.text, p, a.text, a.length, p), body)
        else:
            b.add("for (%s%s *%s = %s + %s; %s != %s;) {\n--%s;\n" % (
                const, c, p, a.text, a.length, p, a.text, p), body, "\n}")

    def s_swapbuf(self, b):
        """Two buffers whose pointers are exchanged every round."""
        rng, s = self.rng, self.scope
        arrays = [a for a in s.arrays if a.writable and a.ty == "d" and
                  a.active]
        pairs = [(x, y) for x in arrays for y in arrays if x is not y]
        if not pairs or not self.cheap(8):
            return self.s_alias(b)
        x, y = rng.choice(pairs)
        x.own = y.own = False
        n = min(x.least, y.least)
        src, dst, t, i = (self.fresh(k) for k in ("src", "dst", "t", "i"))
        mark = s.save()
        s.trips *= 2 * n
        s.ints += [Int(t, 0, 2), Int(i, 0, n - 1)]
        s.arrays.append(Array(src, "d", str(n), n, n))
        e = self.fit(self.expr("d", 2))
        s.restore(mark)
        b.add("double *%s = %s, *%s = %s;" % (src, x.text, dst, y.text),
              fixed=True)
        b.add("for (int %s = 0; %s < %d; %s++) {\n" % (
            t, t, rng.randint(1, 3), t),
            "for (int %s = 0; %s < %d; %s++)\n%s[%s] = " % (i, i, n, i,
                                                            dst, i),
            e, ";\ndouble *swap = %s;\n%s = %s;\n%s = swap;\n}" % (
                src, src, dst, dst))
        s.arrays.append(Array(src, "d", str(n), n, n))

    def s_rowtable(self, b):
        """An array of pointers to arrays."""
        rng, s = self.rng, self.scope
        arrays = [a for a in s.arrays if a.writable and a.ty == "d" and
                  a.active]
        if not arrays:
            return self.s_localarr(b)
        picks = [rng.choice(arrays) for _ in range(rng.randint(2, 3))]
        for a in picks:
            a.own = False
        n = min(a.least for a in picks)
        r = self.fresh("rows")
        b.add("double *%s[%d] = {%s};" % (
            r, len(picks), ", ".join(a.text for a in picks)), fixed=True)
        for k in range(len(picks)):
            s.arrays.append(Array("%s[%d]" % (r, k), "d", str(n), n, n))
        if s.ints:
            v = rng.choice(s.ints)
            s.arrays.append(Array("%s[%s %% %d]" % (r, v.text, len(picks)),
                                  "d", str(n), n, n))
