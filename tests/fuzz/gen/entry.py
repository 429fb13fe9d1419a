"""The differentiated function and the code that calls its derivatives.

Inputs x: active scalar arguments, then every float the pointer arguments
reach. Outputs y: the result (if any), then the same floats afterwards. Both
sides load and store them through struct fuzz_args, so that one text serves
the plugin's builds (C) and the oracle (C++ with dual numbers).
"""

from .scope import Array, Int, Scalar, Scope
from .tree import Block, Stmt


class Param:
    """kind: scalar, array, record, list, int, literal array."""

    def __init__(self, kind, name, ty="d", **more):
        self.kind, self.name, self.ty = kind, name, ty
        self.__dict__.update(more)


class EntryMixin:
    def entry_params(self):
        rng, out = self.rng, []
        real = ["d"] * 4 + (["f"] if "float" in self.features else [])
        shape = rng.choice(["scalars", "arrays", "arrays", "mixed", "mixed"] +
                           (["record", "record"] if "memory" in self.features
                            else []) +
                           (["list"] if "heap" in self.features else []))
        n = rng.randint(2, 5)
        if shape in ("scalars", "mixed") or rng.random() < .3:
            for _ in range(rng.randint(1, 4 if shape == "scalars" else 2)):
                out.append(Param("scalar", self.fresh("s"), rng.choice(real),
                                 act="out" if rng.random() < .85 else
                                 "const"))
        if shape in ("arrays", "mixed") or rng.random() < .25:
            for k in range(rng.randint(1, 3 if shape == "arrays" else 2)):
                ty = rng.choice(real)
                const = rng.random() < .3
                size = n if rng.random() < .6 else rng.randint(2, 4)
                out.append(Param(
                    "array", self.fresh("x"), ty, n=size, by_n=size == n,
                    const=const, restrict=rng.random() < .3,
                    act="dupnoneed" if not const and rng.random() < .1
                    else "dup"))
        if shape == "record":
            name = rng.choice(sorted(self.structs))
            out.append(Param("record", self.fresh("st"), name))
        if shape == "list":
            out.append(Param("list", self.fresh("ls"), n=rng.randint(2, 4)))
        if rng.random() < .25:
            out.append(Param("array", self.fresh("c"), "d", n=n, by_n=True,
                             const=True, restrict=False, act="const"))
        if any(p.kind == "array" and p.by_n for p in out):
            out.append(Param("int", "n", value=n))
        if rng.random() < .2:
            out.append(Param("int", self.fresh("m"), value=rng.randint(0, 3)))
        if rng.random() < .3:
            rng.shuffle(out)
        for p in out:
            if p.kind == "scalar" and p.act == "out":
                break
        else:
            if not any(p.kind in ("array", "record", "list") and
                       getattr(p, "act", "dup") != "const" for p in out):
                out.append(Param("scalar", self.fresh("s"), "d", act="out"))
        return out

    def make_entry(self):
        rng = self.rng
        params = self.entry_params()
        memory = any(p.kind in ("record", "list") or p.kind == "array" and
                     p.act != "const" and not p.const for p in params)
        ret = "v" if memory and rng.random() < .5 else \
            "f" if "float" in self.features and rng.random() < .1 else "d"
        self.begin(ret)
        s, texts = self.scope, []
        for p in params:
            if p.kind == "scalar":
                texts.append("%s %s" % (self.ctype(p.ty), p.name))
                s.scalars.append(Scalar(p.name, p.ty))
            elif p.kind == "array":
                texts.append("%s%s *%s%s" % (
                    "const " if p.const else "", self.ctype(p.ty),
                    "restrict " if p.restrict and p.act != "const" else "",
                    p.name))
                s.arrays.append(Array(p.name, p.ty, "n" if p.by_n else
                                      str(p.n), p.n, p.n, not p.const,
                                      active=p.act != "const"))
            elif p.kind == "record":
                texts.append("struct %s *%s" % (p.ty, p.name))
                self.add_record(p.name, p.ty, "->")
            elif p.kind == "list":
                texts.append("struct node *%s" % p.name)
                s.scalars.append(Scalar(p.name + "->v", "d"))
            else:
                texts.append("int %s" % p.name)
                s.ints.append(Int(p.name, p.value, p.value))
        body = Block()
        for p in params:
            if p.kind == "list":
                self.walk_entry_list(body, p)
        if rng.random() < .6:
            self.s_decl(body)
        for _ in range(rng.randint(2, self.size)):
            self.statement(body)
        if ret != "v":
            body.add("return ", self.gather(ret), ";", fixed=True)
        else:
            t = self.target("d") or self.target("f")
            body.add(self.freeze(t[1]), " = ", self.gather(t[0]), ";")
        if any("restrict" in t for t in texts):
            self.no_alias_note = True
        self.toplevel.append(Stmt([
            "%s f(%s) " % (self.ctype(ret), ", ".join(texts)), body]))
        self.params, self.ret = params, ret
        return self.wrappers()

    def walk_entry_list(self, b, p):
        s = self.scope
        mark = s.save()
        q = self.fresh("q")
        s.trips *= 4
        s.loops.append(len(s.cleanups))
        s.scalars.append(Scalar(q + "->v", "d"))
        s.ints.append(Int(q + "->k", 0, 4))
        body = self.block(2)
        s.restore(mark)
        b.add("for (struct node *%s = %s; %s; %s = %s->next) " % (
            q, p.name, q, q, q), body)

    # ---- wrappers

    def cells(self, at, struct):
        """(lvalue, type) of every float of a struct at `at`."""
        out = []
        for f, k in self.structs[struct]:
            here = at + "." + f
            if k in ("d", "f"):
                out.append((here, k))
            elif isinstance(k, tuple) and k[0] == "arr":
                out += [("%s[%d]" % (here, i), k[1]) for i in range(k[2])]
            elif isinstance(k, tuple) and k[0] == "rec":
                out += self.cells(here, k[1])
            elif isinstance(k, tuple):
                out += [("%s[%d]" % (here, i), "d") for i in range(k[1])]
        return out

    def plumbing(self, at, struct, base):
        """(fields, assignments, primal-only assignments) a struct needs."""
        fields, sets, ints = "", "", ""
        for f, k in self.structs[struct]:
            here = at + "." + f
            if k == "i":
                ints += "%s = primal ? %d : 0;\n" % (here, len(here) % 4)
            elif isinstance(k, tuple) and k[0] == "ptr":
                store = base + "_" + f
                fields += "double %s[%d];\n" % (store, k[1])
                sets += "%s = A->%s;\n" % (here, store)
            elif isinstance(k, tuple) and k[0] == "rec":
                a, b, c = self.plumbing(here, k[1], base + "_" + f)
                fields, sets, ints = fields + a, sets + b, ints + c
        return fields, sets, ints

    def wrappers(self):
        fields, sets, consts, cells, scramble = "", "", "", [], []
        for p in self.params:
            if p.kind == "array":
                fields += "%s %s[%d];\n" % (self.ctype(p.ty), p.name, p.n)
                here = [("A->%s[%d]" % (p.name, i), p.ty)
                        for i in range(p.n)]
                if p.act == "const":
                    for i, (c, _) in enumerate(here):
                        consts += "%s = %s;\n" % (
                            c, round(self.rng.uniform(-1.5, 1.5), 2))
                    scramble += here
                else:
                    cells += here
            elif p.kind == "record":
                fields += "struct %s %s;\n" % (p.ty, p.name)
                a, b, c = self.plumbing("A->" + p.name, p.ty, p.name)
                fields, sets, consts = fields + a, sets + b, consts + c
                cells += self.cells("A->" + p.name, p.ty)
            elif p.kind == "list":
                fields += "struct node %s[%d];\n" % (p.name, p.n)
                for i in range(p.n):
                    at = "A->%s[%d]" % (p.name, i)
                    sets += "%s.next = %s;\n" % (
                        at, "0" if i == p.n - 1 else
                        "&A->%s[%d]" % (p.name, i + 1))
                    consts += "%s.k = primal ? %d : 0;\n" % (at, i)
                    cells.append((at + ".v", "d"))
        outs = [p for p in self.params
                if p.kind == "scalar" and p.act == "out"]
        has_ret = self.ret != "v"
        self.nin, self.nout = len(outs) + len(cells), len(cells) + has_ret
        load = "".join("%s = (%s)FUZZ_IN(%d);\n" % (
            c, self.ctype(ty), k) for k, (c, ty) in enumerate(cells))
        store = "".join("FUZZ_OUT(%d, %s);\n" % (k, c)
                        for k, (c, _) in enumerate(cells))
        out = "struct fuzz_args {\n%sint unused;\n};\n" % fields
        out += ("static void load(struct fuzz_args *A, const raw *x, const "
                "raw *v, int primal) {\n(void)x, (void)v, (void)primal;\n" +
                sets + consts + load + "}\n")
        out += ("static void store(const struct fuzz_args *A, raw *y, raw "
                "*dy) {\n(void)A, (void)y, (void)dy;\n" + store + "}\n")
        out += "#ifdef FUZZ_DUAL\n" + self.oracle(outs, has_ret)
        out += "#else\n"
        out += ("static void scramble(struct fuzz_args *A) {\n(void)A;\n" +
                "".join("%s = 77;\n" % c for c, _ in cells + scramble) + "}\n")
        out += self.plain(outs, has_ret)
        for mode, text in (("FORWARD", self.forward(outs, has_ret)),
                           ("REVERSE", self.reverse(outs, has_ret)),
                           ("SPLIT", self.split(outs, has_ret)),
                           ("NESTED", self.nested(outs, has_ret))):
            out += "#ifdef FUZZ_%s\n%s#else\n#define run_%s 0\n#endif\n" % (
                mode, text, mode.lower())
        out += ("const struct fuzz_case FUZZ_CASE = {%d, %d, %d, %d, "
                "run_plain, run_forward, run_reverse, run_split, "
                "run_nested};\n#endif\n" % (
                    self.nin, self.nout, "float" in self.features,
                    has_ret and not self.pass_seed))
        return out

    def arguments_of(self, outs, style):
        """The operands of a call of f or of its derivative. style: plain,
        dual (oracle), forward or reverse."""
        parts = []
        for p in self.params:
            if p.kind == "scalar":
                if p.act == "const":
                    value = "0.75"
                    parts.append({"plain": value, "dual": value}.get(
                        style, "enzyme_const, (%s)%s" % (self.ctype(p.ty),
                                                         value)))
                    continue
                k = outs.index(p)
                value = "(%s)x[%d]" % (self.ctype(p.ty), k)
                parts.append({
                    "plain": value,
                    "dual": "(%s)FUZZ_IN(%d)" % (self.ctype(p.ty), k),
                    "forward": "enzyme_dup, %s, (%s)v[%d]" % (
                        value, self.ctype(p.ty), k),
                    "reverse": "enzyme_out, %s" % value}[style])
            elif p.kind == "int":
                parts.append("%d" % p.value if style in ("plain", "dual") or
                             p.value % 2 else "enzyme_const, %d" % p.value)
            else:
                at = "&A.%s" % p.name if p.kind == "record" else \
                    "A." + p.name
                act = getattr(p, "act", "dup")
                if style in ("plain", "dual"):
                    parts.append(at)
                elif act == "const":
                    parts.append("enzyme_const, " + at)
                else:
                    parts.append("enzyme_%s, %s, %s" % (
                        act, at, at.replace("A.", "B.")))
        return ", ".join(parts)

    def oracle(self, outs, has_ret):
        k = len(outs)
        call = "f(%s)" % self.arguments_of(outs, "dual")
        return ("raw fuzz_margin = 1;\nint fuzz_round = 1;\n"
                "extern \"C\" {\nextern const int fuzz_nin = %d, fuzz_nout = "
                "%d, fuzz_uses_float = %d;\n"
                "void fuzz_oracle(const raw *x, const raw *v, raw *y, raw "
                "*dy) {\nstruct fuzz_args A;\nload(&A, x + %d, v + %d, 1);\n"
                % (self.nin, self.nout, "float" in self.features, k, k) +
                ("FUZZ_OUT(0, %s);\n" % call if has_ret else call + ";\n") +
                "store(&A, y + %d, dy + %d);\n}\n}\n" % (has_ret, has_ret))

    def plain(self, outs, has_ret):
        call = "f(%s)" % self.arguments_of(outs, "plain")
        return ("static void run_plain(const raw *x, raw *y) {\n"
                "struct fuzz_args A;\nload(&A, x + %d, 0, 1);\n" % len(outs) +
                ("y[0] = %s;\n" % call if has_ret else call + ";\n") +
                "store(&A, y + %d, 0);\n}\n" % has_ret)

    def result_type(self, name, types):
        """(declaration, C type) of a hook returning these scalars."""
        if not types:
            return "", "void"
        if len(types) == 1:
            return "", self.ctype(types[0])
        return "struct %s {\n%s};\n" % (name, "".join(
            "%s r%d;\n" % (self.ctype(t), i) for i, t in enumerate(types))), \
            "struct " + name

    def noneed(self):
        return any(getattr(p, "act", "") == "dupnoneed" for p in self.params)

    def forward(self, outs, has_ret):
        k, primal = len(outs), has_ret and self.primal_return
        types = [self.ret] * (has_ret + primal)
        decl, ty = self.result_type("forward_result", types)
        out = decl + "extern %s __enzyme_fwddiff_f(void *, ...);\n" % ty
        out += ("static void run_forward(const raw *x, const raw *v, raw *y, "
                "raw *dy) {\nstruct fuzz_args A, B;\n"
                "load(&A, x + %d, 0, 1);\nload(&B, v + %d, 0, 0);\n" % (k, k))
        call = "__enzyme_fwddiff_f((void *)f, %s%s);\n" % (
            "enzyme_primal_return, " if primal else "",
            self.arguments_of(outs, "forward"))
        if primal:
            out += "%s R = %s" % (ty, call)
            out += "y[0] = R.r0;\ndy[0] = R.r1;\n"
        elif has_ret:
            out += "dy[0] = " + call
        else:
            out += call
        out += "store(&A, y + %d, 0);\nstore(&B, dy + %d, 0);\n" % (has_ret,
                                                                    has_ret)
        return out + self.plain_result(has_ret and not primal) + "}\n"

    def plain_result(self, only_result):
        """Takes y from the plain run where the derivative does not give it."""
        if self.noneed():
            return "run_plain(x, y);\n"
        if only_result:
            return ("{\nraw all[%d];\nrun_plain(x, all);\ny[0] = all[0];\n}\n"
                    % max(self.nout, 1))
        return ""

    def reverse(self, outs, has_ret):
        k, primal = len(outs), has_ret and self.primal_return
        types = [self.ret] * primal + [p.ty for p in outs]
        decl, ty = self.result_type("reverse_result", types)
        out = decl + "extern %s __enzyme_autodiff_f(void *, ...);\n" % ty
        out += ("static void run_reverse(const raw *x, const raw *w, raw *y, "
                "raw *gx) {\nstruct fuzz_args A, B;\n(void)w;\n"
                "load(&A, x + %d, 0, 1);\nload(&B, w + %d, 0, 0);\n" % (
                    k, has_ret))
        seed = ", (%s)w[0]" % self.ctype(self.ret) \
            if has_ret and self.pass_seed else ""
        call = "__enzyme_autodiff_f((void *)f, %s%s%s);\n" % (
            "enzyme_primal_return, " if primal else "",
            self.arguments_of(outs, "reverse"), seed)
        out += self.take(ty, types, call, primal)
        out += "store(&A, y + %d, 0);\nstore(&B, gx + %d, 0);\n" % (has_ret, k)
        return out + self.plain_result(has_ret and not primal) + "}\n"

    @staticmethod
    def take(ty, types, call, primal):
        if not types:
            return call
        out = "%s R = %s" % (ty, call)
        if len(types) == 1:
            return out + ("y[0] = R;\n" if primal else "gx[0] = R;\n")
        if primal:
            out += "y[0] = R.r0;\n"
        for i in range(len(types) - primal):
            out += "gx[%d] = R.r%d;\n" % (i, i + primal)
        return out

    def split(self, outs, has_ret):
        k, primal = len(outs), has_ret and self.primal_return
        types = [p.ty for p in outs]
        decl, ty = self.result_type("split_result", types)
        if primal:
            decl += ("struct augmented_result {\nvoid *tape;\n%s primal;\n};\n"
                     % self.ctype(self.ret))
        out = decl + "extern %s __enzyme_augmentfwd_f(void *, ...);\n" % (
            "struct augmented_result" if primal else "void *")
        out += "extern %s __enzyme_reverse_f(void *, ...);\n" % ty
        out += ("static void run_split(const raw *x, const raw *w, raw *y, "
                "raw *gx) {\nstruct fuzz_args A, B;\n"
                "load(&A, x + %d, 0, 1);\n" % k)
        seeds = "load(&B, w + %d, 0, 0);\n" % has_ret
        late = self.late_seed
        out += seeds if not late else seeds.replace("w + %d" % has_ret,
                                                    "Zero")
        if late:
            out = out.replace("struct fuzz_args A, B;\n",
                              "struct fuzz_args A, B;\nstatic const raw "
                              "Zero[%d];\n" % max(1, self.nout), 1)
        args = self.arguments_of(outs, "reverse")
        call = "__enzyme_augmentfwd_f((void *)f, %s%s);\n" % (
            "enzyme_primal_return, " if primal else "", args)
        if primal:
            out += "struct augmented_result P = " + call
            out += "void *tape = P.tape;\ny[0] = P.primal;\n"
        else:
            out += "void *tape = " + call
        out += "store(&A, y + %d, 0);\nscramble(&A);\n" % has_ret
        if late:
            out += "{\nstruct fuzz_args *A = &B;\nraw *W = (raw *)w + %d;\n" \
                   "(void)W;\n" % has_ret
            out += "".join("%s = W[%d];\n" % (c, i) for i, c in
                           enumerate(self.cell_texts()))
            out += "(void)A;\n}\n"
        seed = ", (%s)w[0]" % self.ctype(self.ret) if has_ret else ""
        out += self.take(ty, types, "__enzyme_reverse_f((void *)f, %s%s, "
                         "tape);\n" % (args, seed), 0)
        out += "store(&B, gx + %d, 0);\n" % k
        return out + self.plain_result(has_ret and not primal) + "}\n"

    def cell_texts(self):
        out = []
        for p in self.params:
            if p.kind == "array" and p.act != "const":
                out += ["A->%s[%d]" % (p.name, i) for i in range(p.n)]
            elif p.kind == "record":
                out += [c for c, _ in self.cells("A->" + p.name, p.ty)]
            elif p.kind == "list":
                out += ["A->%s[%d].v" % (p.name, i) for i in range(p.n)]
        return out

    def nested(self, outs, has_ret):
        """Forward over reverse: the gradient code above is differentiated
        along v, with the seeds w constant."""
        types = [p.ty for p in outs]
        decl, ty = self.result_type("nested_result", types)
        out = decl + "extern %s __enzyme_autodiff_n(void *, ...);\n" % ty
        # The inner gradient: everything by pointer, one in, one out.
        out += ("NOINLINE static void gradient(const raw *x, const raw *w, "
                "raw *gx) {\nstruct fuzz_args A, B;\n"
                "load(&A, x + %d, 0, 1);\nload(&B, w + %d, 0, 0);\n" % (
                    len(outs), has_ret))
        seed = ", (%s)w[0]" % self.ctype(self.ret) \
            if has_ret and self.pass_seed else ""
        call = "__enzyme_autodiff_n((void *)f, %s%s);\n" % (
            self.arguments_of(outs, "reverse"), seed)
        out += self.take(ty, types, call, 0)
        out += "store(&B, gx + %d, 0);\n}\n" % len(outs)
        out += "extern void __enzyme_fwddiff_n(void *, ...);\n"
        out += ("static void run_nested(const raw *x, const raw *v, const raw "
                "*w, raw *gx, raw *dgx) {\n"
                "__enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, "
                "enzyme_const, w, enzyme_dup, gx, dgx);\n}\n")
        return out
