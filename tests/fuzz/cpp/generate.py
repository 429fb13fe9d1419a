"""Random C++ programs over the number type R: containers, virtual calls,
closures, exceptions, ordinary control flow. Values are kept of moderate size
by ending what is stored in a bounded function."""
import random
import re


class Writer:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.seed = seed
        self.lines = []
        self.indent = 1
        self.count = 0
        self.reals, self.vectors, self.ints = [[]], [[]], [[]]
        self.functions, self.objects, self.pairs = [[]], [[]], [[]]
        self.classes = []
        self.depth = 0
        self.frozen = []  # containers that are being iterated over

    # Small helpers.
    def pick(self, options):
        return self.rng.choice(options)

    def chance(self, p):
        return self.rng.random() < p

    def name(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def out(self, text):
        self.lines.append("  " * self.indent + text)

    def all(self, kind):
        return [x for scope in kind for x in scope]

    def number(self):
        return f"R({self.rng.randrange(-9, 10) / 8 or 0.5})"

    def block(self, head, body):
        self.out(head + " {")
        self.indent += 1
        kinds = (self.reals, self.vectors, self.ints, self.functions,
                 self.objects, self.pairs)
        for kind in kinds:
            kind.append([])
        self.depth += 1
        body()
        self.depth -= 1
        for kind in kinds:
            kind.pop()
        self.indent -= 1
        self.out("}")

    # Expressions.
    def index(self, v):
        ints = self.all(self.ints)
        base = self.pick(ints) if ints and self.chance(0.5) else str(self.rng.randrange(4))
        return f"{v}[({base} + {self.rng.randrange(3)}) % {v}.size()]"

    def atom(self):
        r = self.rng.random()
        vectors, pairs = self.all(self.vectors), self.all(self.pairs)
        if r < 0.3 and vectors:
            return self.index(self.pick(vectors))
        if r < 0.4:
            return f"x[{self.rng.randrange(5)} % n]"
        if r < 0.48 and pairs:
            return self.pick(pairs) + self.pick([".A", ".B"])
        if r < 0.55 and self.all(self.ints):
            return f"R({self.pick(self.all(self.ints))} * 0.25)"
        if r < 0.65:
            return self.number()
        return self.pick(self.all(self.reals)[-8:])

    def real(self, depth=2):
        if depth <= 0 or self.chance(0.15):
            return self.atom()
        a = lambda: self.real(depth - 1)
        forms = [
            lambda: f"({a()} + {a()})", lambda: f"({a()} - {a()})",
            lambda: f"({a()} * {a()})", lambda: f"({a()} * {self.number()})",
            lambda: f"({a()} / (R(1) + {self.square()}))",
            lambda: f"(-{a()})", lambda: f"sin({a()})", lambda: f"cos({a()})",
            lambda: f"tanh({a()})", lambda: f"atan({a()})",
            lambda: f"exp(tanh({a()}))", lambda: f"log(R(1.5) + {self.square()})",
            lambda: f"sqrt(R(0.5) + {self.square()})",
            lambda: f"pow(R(1.25) + {self.square()}, 1.5)",
            lambda: f"fabs({a()})", lambda: f"hypot({a()}, R(0.5))",
            lambda: f"std::max<R>({a()}, {a()})",
            lambda: f"({self.condition()} ? {a()} : {a()})",
        ]
        if self.all(self.functions) and self.chance(0.3):
            return f"{self.pick(self.all(self.functions))}({a()})"
        if self.all(self.objects) and self.chance(0.3):
            return f"{self.pick(self.all(self.objects))}->value({a()})"
        return self.pick(forms)()

    def square(self):
        a = self.atom()
        return f"{a} * {a}"

    def bounded(self, depth=2):
        return f"{self.pick(['sin', 'tanh', 'atan', 'cos'])}({self.real(depth)})"

    def condition(self):
        ints = self.all(self.ints)
        if ints and self.chance(0.5):
            return f"{self.pick(ints)} % {self.pick([2, 3])} == {self.pick([0, 1])}"
        return f"{self.atom()} {self.pick(['<', '>'])} {self.pick([self.atom(), self.number()])}"

    # Statements.
    def statements(self, count):
        for _ in range(count):
            self.statement()

    def statement(self):
        simple = [self.declare, self.assign, self.vector, self.element,
                  self.grow, self.algorithm, self.reduce, self.pair]
        deep = [self.loop, self.branch, self.range_for, self.closure,
                self.object, self.objects_loop, self.map_loop, self.list_loop,
                self.throw, self.optional, self.call, self.move, self.switch,
                self.text]
        if self.depth < 3 and self.chance(0.45):
            self.pick(deep)()
        else:
            self.pick(simple)()

    def new_real(self, text):
        r = self.name("r")
        self.out(f"R {r} = {text};")
        self.reals[-1].append(r)

    def declare(self):
        self.new_real(self.bounded())

    def assign(self):
        r = self.pick(self.all(self.reals))
        self.out(f"{r} = {self.bounded()};")

    def vector(self):
        v = self.name("v")
        self.out(self.pick([
            f"std::vector<R> {v}(x, x + n);",
            f"std::vector<R> {v}{{{self.bounded(1)}, {self.bounded(1)}, {self.bounded(1)}}};",
            f"std::vector<R> {v}(hidden({self.rng.randrange(1, 6)}), {self.bounded(1)});",
            f"std::array<R, 4> {v}{{{self.bounded(1)}, {self.bounded(1)}}};",
            f"std::deque<R> {v}(x, x + n);",
        ]))
        self.vectors[-1].append(v)

    def some_vector(self):
        if not self.all(self.vectors):
            self.vector()
        return self.pick(self.all(self.vectors))

    def element(self):
        self.out(f"{self.index(self.some_vector())} = {self.bounded()};")

    def is_list(self, v):
        return any(re.search(rf"std::vector<R> {v}\b", l) for l in self.lines)

    def grow(self):
        v = self.some_vector()
        if not self.is_list(v) or v in self.frozen:
            return self.element()
        self.out(self.pick([
            f"{v}.push_back({self.bounded()});",
            f"{v}.emplace_back({self.bounded()});",
            f"{v}.insert({v}.begin() + {v}.size() / 2, {self.bounded()});",
            f"{v}.resize({v}.size() + 2, {self.number()});",
            f"{v}.assign(3, {self.bounded()});",
            f"if ({v}.size() > 1) {v}.pop_back();",
            f"if ({v}.size() > 2) {v}.erase({v}.begin() + 1);",
            f"{v}.reserve(2 * {v}.size());",
        ]))

    def algorithm(self):
        v = self.some_vector()
        b, e = f"{v}.begin()", f"{v}.end()"
        self.out(self.pick([
            f"std::transform({b}, {e}, {b}, [&](R t) {{ return {self.bounded(1)} * t; }});",
            f"std::reverse({b}, {e});",
            f"std::rotate({b}, {b} + {v}.size() / 2, {e});",
            f"std::partial_sum({b}, {e}, {b}, [](R a, R b) {{ return sin(a + b); }});",
            f"std::sort({b}, {e}, [](R a, R b) {{ return a < b; }});",
            f"std::swap({self.index(v)}, {self.index(v)});",
            f"std::fill({b}, {b} + {v}.size() / 2, {self.bounded(1)});",
            f"std::for_each({b}, {e}, [&](R &t) {{ t = cos(t * {self.atom()}); }});",
            f"std::adjacent_difference({b}, {e}, {b});",
        ]))

    def reduce(self):
        v = self.some_vector()
        b, e = f"{v}.begin()", f"{v}.end()"
        self.new_real(self.pick([
            f"tanh(std::accumulate({b}, {e}, R(0)))",
            f"std::accumulate({b}, {e}, {self.number()}, [&](R a, R t) {{ return sin(a * {self.number()} + t); }})",
            f"tanh(std::inner_product({b}, {e}, {b}, {self.number()}))",
            f"*std::max_element({b}, {e}, [](R a, R b) {{ return a < b; }})",
            f"{v}.front() * {v}.back()",
        ]))

    def pair(self):
        pairs = self.all(self.pairs)
        if pairs and self.chance(0.5):
            p, q = self.pick(pairs), self.pick(pairs)
            self.new_real(f"tanh({p}.dot({q} * {self.atom()} + {p}))")
            return
        p = self.name("p")
        self.out(f"Pair<R> {p}{{{self.bounded(1)}, {self.bounded(1)}}};")
        self.pairs[-1].append(p)

    def loop(self):
        i = self.name("i")
        count = self.pick([str(self.rng.randrange(1, 5)), "n",
                           f"hidden({self.rng.randrange(0, 4)})"])

        def body():
            self.ints[-1].append(i)
            self.statements(self.rng.randrange(1, 4))
            if self.chance(0.2):
                self.out(f"if ({self.condition()}) {self.pick(['break', 'continue'])};")
            self.assign()
        self.block(f"for (int {i} = 0; {i} < {count}; ++{i})", body)

    def range_for(self):
        v, e = self.some_vector(), self.name("e")

        def body():
            self.frozen.append(v)
            self.reals[-1].append(e)
            self.statements(self.rng.randrange(0, 3))
            self.out(f"{e} = {self.bounded()};")
            self.frozen.pop()
        self.block(f"for (R &{e} : {v})", body)

    def branch(self):
        self.block(f"if ({self.condition()})",
                   lambda: (self.statements(2), self.assign()))
        if self.chance(0.5):
            self.block("else", lambda: (self.statements(1), self.assign()))

    def switch(self):
        ints = self.all(self.ints)
        if not ints:
            return self.branch()
        r = self.pick(self.all(self.reals))
        self.out(f"switch ({self.pick(ints)} % 3) {{")
        self.out(f"case 0: {r} = {self.bounded()}; break;")
        self.out(f"case 1: {r} = {self.bounded()}; [[fallthrough]];")
        self.out(f"default: {r} = {self.bounded()};")
        self.out("}")

    def closure(self):
        f, t = self.name("f"), self.name("t")
        kind = self.pick(["auto", "std::function<R(R)>"])
        head = f"{kind} {f} = [{self.pick(['=', '&'])}](R {t})"
        if kind == "auto":
            head += " -> R"
        self.out(head + " {")
        self.indent += 1
        self.reals.append([t])
        for kind_ in (self.vectors, self.objects, self.functions):
            kind_.append([])
        saved = self.vectors, self.objects, self.functions
        self.vectors, self.objects, self.functions = [[]], [[]], [[]]
        self.out(f"return {self.bounded()};")
        self.vectors, self.objects, self.functions = saved
        for kind_ in (self.vectors, self.objects, self.functions):
            kind_.pop()
        self.reals.pop()
        self.indent -= 1
        self.out("};")
        self.functions[-1].append(f)

    def make_object(self):
        c = self.pick(self.classes)
        return f"std::make_unique<{c}<R>>({self.bounded(1)})"

    def object(self):
        o = self.name("o")
        base = f"Base{self.seed}<R>"
        self.out(f"std::unique_ptr<{base}> {o} = {self.make_object()};")
        if self.chance(0.4):
            self.out(f"if ({self.condition()}) {o} = {self.make_object()};")
        if self.chance(0.5):
            self.out(f"{o}->update({self.bounded(1)});")
        self.objects[-1].append(o)

    def objects_loop(self):
        o, e = self.name("os"), self.name("o")
        r = self.pick(self.all(self.reals))
        self.out(f"std::vector<std::unique_ptr<Base{self.seed}<R>>> {o};")
        for _ in range(self.rng.randrange(1, 4)):
            self.out(f"{o}.push_back({self.make_object()});")
        self.block(f"for (auto &{e} : {o})",
                   lambda: (self.out(f"{e}->update({self.atom()});"),
                            self.out(f"{r} = sin({r} + {e}->value({self.atom()}));")))

    def map_loop(self):
        m, k = self.name("m"), self.name("k")
        r = self.pick(self.all(self.reals))
        self.out(f"std::map<int, R> {m};")
        self.block(f"for (int {k} = 0; {k} < {self.pick(['n', '3'])}; ++{k})",
                   lambda: self.out(f"{m}[{k} * 7 % 5] = {self.bounded()};"))
        self.out(f"for (auto &[key, value] : {m}) {r} = sin({r} * value + R(key * 0.125));")

    def list_loop(self):
        l, e = self.name("l"), self.name("e")
        r = self.pick(self.all(self.reals))
        self.out(f"std::list<R> {l}(x, x + n);")
        self.out(self.pick([f"{l}.push_front({self.bounded()});",
                            f"{l}.reverse();",
                            f"{l}.splice({l}.begin(), {l}, std::prev({l}.end()));"]))
        self.out(f"for (R &{e} : {l}) {{ {r} = tanh({r} * {e} + {self.atom()}); {e} = {r}; }}")

    def throw(self):
        r = self.pick(self.all(self.reals))
        c = self.condition()
        self.block("try", lambda: (self.statements(1),
                                   self.out(f"if ({c}) throw {self.rng.randrange(5)};"),
                                   self.assign()))
        self.out(f"catch (int code) {{ {r} = sin({self.atom()} + R(code * 0.5)); }}")

    def optional(self):
        o = self.name("q")
        self.out(f"std::optional<R> {o};")
        self.out(f"if ({self.condition()}) {o} = {self.bounded()};")
        self.new_real(f"{o}.value_or({self.atom()})")

    def call(self):
        v = self.some_vector()
        if not self.is_list(v) or v in self.frozen:
            return self.assign()
        self.new_real(f"helper{self.seed}<R>({v}, {self.bounded(1)}, {self.rng.randrange(1, 4)})")

    def move(self):
        v, w = self.some_vector(), self.name("v")
        if not self.is_list(v) or v in self.frozen:
            return self.element()
        t = self.name("r")
        self.out(f"R {t} = {self.bounded(1)};")
        self.out(f"std::vector<R> {w} = {self.pick([v, 'std::move(' + v + ')'])};")
        self.out(f"{v} = {{{w}.back(), {t}}};")
        self.vectors[-1].append(w)

    def text(self):
        s = self.name("s")
        self.out(f'std::string {s} = "wengert";')
        self.out(f"{s} += std::to_string(n);")
        i = self.name("i")
        self.out(f"int {i} = int({s}.size());")
        self.ints[-1].append(i)


def make_classes(w):
    """A base class and two or three derived ones."""
    base = f"Base{w.seed}"
    lines = [f"template <class R> struct {base} {{",
             "  virtual ~Base() = default;".replace("Base", base),
             "  virtual R value(R t) const = 0;",
             "  virtual void update(R) {}", "};"]
    for k in range(w.rng.randrange(2, 4)):
        c = f"Class{w.seed}_{k}"
        w.classes.append(c)
        w.reals = [["t", "a", "b"]]
        w_number = w.number
        value = w.pick([f"sin(a * t + b)", "tanh(a * t * t - b)",
                        f"cos(t + b) * a + {w_number()}", "atan(a - t)"])
        update = w.pick(["a = sin(a + t);", "b += tanh(t); a = cos(a * b);",
                         "std::swap(a, b); a = tanh(a + t);"])
        extra = w.pick(["", "std::vector<R> past;"])
        if extra:
            update += " past.push_back(t);"
            value = f"{value} + (past.empty() ? R(0) : past.back())"
        lines += [f"template <class R> struct {c} : {base}<R> {{",
                  f"  R a, b = {w.number()}; {extra}".rstrip(),
                  f"  explicit {c}(R a) : a(a) {{}}",
                  f"  R value(R t) const override {{ return {value}; }}",
                  f"  void update(R t) override {{ {update} }}", "};"]
    return lines


def make_helper(w):
    """Changes a vector it gets by reference; recursive."""
    w.reals, w.vectors = [["a"]], [[]]
    return [f"template <class R> [[gnu::noinline]] R helper{w.seed}(std::vector<R> &v, R a, int depth) {{",
            "  R s = a;",
            "  for (std::size_t i = 0; i < v.size(); ++i) {",
            f"    {w.pick(['s = sin(s + v[i]);', 's += tanh(v[i] * a);', 's = cos(s * v[i]) + a;'])}",
            f"    {w.pick(['v[i] = s;', 'v[i] *= cos(a);', 'std::swap(v[i], v[0]);', ''])}",
            "  }",
            f"  if (depth > 0) s = tanh(s + helper{w.seed}<R>(v, sin(s), depth - 1));",
            f"  {w.pick(['v.push_back(sin(s));', 'v.back() = tanh(s);', ''])}",
            "  return s;", "}"]


def program(seed, size=10):
    """The text of program SEED."""
    w = Writer(seed)
    head = make_classes(w) + make_helper(w)
    w.reals, w.vectors = [["s"]], [[]]
    w.lines = [f"template <class R> R program{seed}(const R *x, int n) {{",
               "  R s = x[0];"]
    w.statements(size)
    w.out("R total = s;")
    for r in w.all(w.reals)[1:]:
        w.out(f"total += {r} * R({w.rng.randrange(1, 8) / 4});")
    for v in w.all(w.vectors):
        w.out(f"for (R &e : {v}) total = total * R(0.5) + e;")
    w.out("return total;")
    w.lines.append("}")
    return "\n".join(head + w.lines) + "\n"


def unit(seeds, size=10):
    """A translation unit that checks several programs."""
    text = '#include "fuzz.hpp"\n' + "".join(program(s, size) for s in seeds)
    return text + "int main() {\n" + "".join(
        f"  CHECK_PROGRAM({s});\n" for s in seeds) + "}\n"
