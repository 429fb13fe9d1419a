"""The syntax tree of random programs: text with holes.

A node is a list of parts, each a string or a node. Printing concatenates.
The shrinker (shrink.py) needs to know only what a node is:
  Expr    a value of type ty ('d' double, 'f' float, 'i' int, 'b' condition);
          may be replaced by a descendant of the same type or by a literal
  Stmt    one statement; may be dropped unless fixed
  Block   a list of statements
"""


class Node:
    __slots__ = ("parts",)

    def __init__(self, parts):
        self.parts = parts

    def text(self):
        return "".join(p if isinstance(p, str) else p.text()
                       for p in self.parts)

    def children(self):
        return [p for p in self.parts if not isinstance(p, str)]


class Expr(Node):
    """lo and hi bound the value; the generator keeps values tame by them."""
    __slots__ = ("ty", "lo", "hi")

    def __init__(self, ty, parts, lo=0.0, hi=0.0):
        super().__init__(parts)
        self.ty, self.lo, self.hi = ty, lo, hi

    @property
    def mag(self):
        return max(abs(self.lo), abs(self.hi))


class Stmt(Node):
    __slots__ = ("fixed",)

    def __init__(self, parts, fixed=False):
        super().__init__(parts)
        self.fixed = fixed


class Block(Node):
    def __init__(self, stmts=None):
        super().__init__(stmts if stmts is not None else [])

    def text(self):
        return "{\n" + "".join(s.text() + "\n" for s in self.parts) + "}"

    def add(self, *parts, fixed=False):
        self.parts.append(Stmt(list(parts), fixed))


class Program(Node):
    """parts: declarations and functions (Stmt), then the fixed wrappers."""

    def __init__(self, parts, wrappers, header):
        super().__init__(parts)
        self.wrappers, self.header = wrappers, header

    def text(self):
        body = "\n".join(p.text() for p in self.parts)
        return self.header + indent(body) + "\n" + indent(self.wrappers)


def indent(text):
    """Two spaces per open brace."""
    out, depth = [], 0
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            if out and out[-1]:
                out.append("")
            continue
        lead = 0
        while lead < len(line) and line[lead] == "}":
            lead += 1
        here = depth - lead
        if line.endswith(":") and not line.startswith(("case", "default")):
            here -= 1
        out.append("  " * max(here, 0) + line if line[0] != "#" else line)
        depth += line.count("{") - line.count("}")
    return "\n".join(out) + "\n"
