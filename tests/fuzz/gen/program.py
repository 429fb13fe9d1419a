"""One random program from one seed."""

import random

from .entry import EntryMixin
from .exprs import ExprMixin
from .functions import FunctionMixin
from .scope import Scope
from .stmts_basic import BasicStmts
from .stmts_control import ControlStmts
from .stmts_heap import HeapStmts
from .stmts_memory import MemoryStmts
from .tree import Program, Stmt

GRAMMARS = ["math", "control", "memory", "heap", "calls", "float", "bits"]

# feature -> [(weight, statement)]
STATEMENTS = {
    "basic": [(9, "assign"), (4, "decl"), (5, "for"), (4, "acc"), (3, "map"),
              (4, "if"), (2, "localarr"), (1, "product"), (1, "int")],
    "control": [(2, "while_float"), (2, "while_int"), (2, "do"),
                (1, "newton"), (3, "exit"), (2, "switch"), (1, "goto_skip"),
                (1, "goto_out"), (1, "goto_loop"), (1, "irreducible"),
                (1, "int")],
    "memory": [(3, "struct"), (1, "structarr"), (1, "structcopy"),
               (2, "memcpy"), (1, "memmove_within"), (1, "memset"),
               (1, "swap"), (2, "alias"), (2, "scalarptr"), (2, "ptrwalk"),
               (1, "swapbuf"), (1, "rowtable"), (1, "matrix")],
    "heap": [(3, "heap"), (1, "heapstruct"), (2, "list"), (1, "rows"),
             (2, "growing")],
    "calls": [(3, "call"), (2, "fnpointer"), (1, "apply"), (2, "recurse")],
}


class Generator(ExprMixin, BasicStmts, ControlStmts, MemoryStmts, HeapStmts,
                FunctionMixin, EntryMixin):
    trip_limit = 400

    def __init__(self, seed, features, attempt=0, size=6):
        self.seed, self.attempt, self.size = seed, attempt, size
        self.rng = random.Random("%d/%d" % (seed, attempt))
        self.allowed = set(features)
        self.names = 0
        self.functions, self.families = [], []
        self.appliers, self.recursives, self.toplevel = [], [], []
        self.structs = {}
        self.nesting = 0
        self.exported = ["f"]  # functions with external linkage

    def fresh(self, stem):
        self.names += 1
        return "%s%d" % (stem, self.names)

    def pick_features(self):
        """Each program uses some of what is allowed: small programs that
        mix few things find, and reduce, better than soups of everything."""
        rng = self.rng
        rate = {"math": .5, "control": .6, "memory": .5, "heap": .35,
                "calls": .5, "float": .15, "bits": .15}
        picked = {k for k in sorted(self.allowed)
                  if rng.random() < rate.get(k, 1)}
        if rng.random() < .08:
            picked = set(self.allowed)
        return picked | {"basic"}

    def statement(self, b):
        s = self.scope
        self.fcost += s.trips
        if self.nesting > 3 or s.trips > self.trip_limit:
            return self.s_assign(b)
        table = [e for k in sorted(self.features)
                 for e in STATEMENTS.get(k, [])]
        if self.nesting > 1:
            table = table + [(12, "assign"), (4, "decl")]
        name = self.rng.choices([n for _, n in table],
                                [w for w, _ in table])[0]
        self.nesting += 1
        getattr(self, "s_" + name)(b)
        self.nesting -= 1

    def make(self):
        rng = self.rng
        self.features = self.pick_features()
        if "memory" in self.features:
            self.make_structs()
        self.primal_return = rng.random() < .5
        self.pass_seed = rng.random() < .25
        self.late_seed = rng.random() < .5
        if "heap" in self.features:
            self.toplevel.append(Stmt([
                "struct node {\ndouble v;\nint k;\nstruct node *next;\n};"]))
        for name in self.structs:
            self.toplevel.append(Stmt([self.struct_text(name)]))
        self.scope = Scope("v")
        if "heap" in self.features and rng.random() < .5:
            self.heap_maker()
        if "heap" in self.features and rng.random() < .3:
            self.list_walker()
        if "calls" in self.features:
            for _ in range(rng.randint(0, 3)):
                self.plain_function()
            if rng.random() < .5:
                self.pointer_family()
                if rng.random() < .4:
                    self.apply_function()
            if rng.random() < .4:
                self.recursive_function()
            if rng.random() < .2:
                self.mutual_functions()
        wrappers = self.make_entry()
        header = "/* Random program, seed %d.%d: %s. */\n#include \"fuzz.h\"\n%s\n" \
            % (self.seed, self.attempt, ", ".join(sorted(self.features)),
               "".join("#define %s FUZZ_NAME(%s)\n" % (n, n)
                       for n in self.exported))
        p = Program(self.toplevel, wrappers, header)
        return p


def make_program(seed, features, attempt=0, size=6):
    g = Generator(seed, features, attempt, size)
    return g.make()
