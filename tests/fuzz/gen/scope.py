"""What a function under construction can name."""


class Scalar:
    """An lvalue holding a value in [-2, 2] (or [lo, hi] if given)."""

    def __init__(self, text, ty, writable=True, lo=-2.0, hi=2.0):
        self.text, self.ty, self.writable = text, ty, writable
        self.lo, self.hi = lo, hi


class Int:
    """An int lvalue or rvalue in [lo, hi], lo >= 0. below names a length it
    is known to be less than."""

    def __init__(self, text, lo, hi, writable=False, below=None):
        self.text, self.lo, self.hi = text, lo, hi
        self.writable, self.below = writable, below


class Array:
    """length elements of type ty at text; at least two, at most `most`.
    own: nothing else in scope can point into it. active: may carry a
    derivative (constant arguments do not, and are never merged with others)."""

    def __init__(self, text, ty, length, least, most, writable=True,
                 own=False, active=True):
        self.text, self.ty, self.length = text, ty, length
        self.least, self.most = least, most
        self.writable, self.own, self.active = writable, own, active


class Record:
    """A struct lvalue; sep is '.' or '->'."""

    def __init__(self, text, struct, sep=".", writable=True):
        self.text, self.struct = text, struct
        self.sep, self.writable = sep, writable

    def address(self):
        return self.text if self.sep == "->" else "&" + self.text


class Pointer:
    """A function pointer callable like function `like`."""

    def __init__(self, text, like):
        self.text, self.like = text, like


class Function:
    """A helper that generated code may call."""

    def __init__(self, name, ret, params, cost):
        self.name, self.ret, self.params, self.cost = name, ret, params, cost


class Scope:
    """Lexically nested; cleanups are the frees owed on a way out."""

    def __init__(self, ret):
        self.ret = ret
        self.scalars, self.ints, self.arrays = [], [], []
        self.records, self.pointers = [], []
        self.cleanups = []   # text per owed free
        self.loops = []      # len(cleanups) at entry of each breakable loop
        self.switches = 0    # a switch is open: no break through it
        self.trips = 1       # how often the code here runs, at most
        self.depth = 0
        self.can_return = True

    def save(self):
        return (len(self.scalars), len(self.ints), len(self.arrays),
                len(self.records), len(self.pointers), len(self.cleanups),
                len(self.loops), self.trips, self.depth, self.switches,
                self.can_return)

    def restore(self, mark):
        del self.scalars[mark[0]:]
        del self.ints[mark[1]:]
        del self.arrays[mark[2]:]
        del self.records[mark[3]:]
        del self.pointers[mark[4]:]
        del self.cleanups[mark[5]:]
        del self.loops[mark[6]:]
        (self.trips, self.depth, self.switches,
         self.can_return) = mark[7:]
