"""What a random function may refer to at a point, and how its text is built.

Text holds marks around numbers, `⟦0.5⟧`: the function as a user writes it has
the number itself there, the oracle's copy a constant dual number.
"""
import random
import re


class Variable:
    def __init__(self, name, mutable=False, length=0):
        self.name = name
        self.mutable = mutable
        self.length = length  # of sequences: at least so many elements


class Scope:
    """Names by kind: `real`, `vec`, `array`, `int`, `pair`, `struct`, ..."""

    def __init__(self, parent=None):
        self.parent = parent
        self.kinds = {}

    def add(self, kind, variable):
        self.kinds.setdefault(kind, []).append(variable)
        return variable

    def all(self, kind):
        above = self.parent.all(kind) if self.parent else []
        return above + self.kinds.get(kind, [])

    def own(self, kind):
        return self.kinds.get(kind, [])

    def remove(self, kind, variable):
        scope = self
        while scope:
            if variable in scope.kinds.get(kind, []):
                scope.kinds[kind].remove(variable)
                return
            scope = scope.parent


class Writer:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.lines = []
        self.depth = 1
        self.count = 0
        self.scope = Scope()

    def emit(self, text):
        self.lines.append("    " * self.depth + text)

    def fresh(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def pick(self, choices):
        return self.rng.choice(choices)

    def chance(self, p):
        return self.rng.random() < p

    def number(self):
        return f"⟦{self.rng.choice([0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 1.0, 1.2, 1.5, 2.0, -0.4, -0.8])}⟧"

    def block(self, head, body, tail="}"):
        """`head {`, what body() emits in a scope of its own, tail."""
        self.emit(head + " {" if not head.endswith("{") else head)
        self.scope = Scope(self.scope)
        self.depth += 1
        result = body()
        self.depth -= 1
        self.scope = self.scope.parent
        self.emit(tail)
        return result

    def reals(self):
        return [v.name for v in self.scope.all("real")]

    def mutable_reals(self):
        return [v.name for v in self.scope.all("real") if v.mutable]


NUMBER = re.compile("⟦(.*?)⟧")


def subject(text):
    return NUMBER.sub(lambda m: re.sub(r"^(-?[\d.]+)$", r"\1f64", m.group(1)), text)


def oracle(text):
    return NUMBER.sub(lambda m: f"D::c({m.group(1)})", text)
