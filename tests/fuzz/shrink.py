"""Makes a failing program small: greedy deletion on the syntax tree.

Each step edits the tree, asks whether the same failure persists, and undoes
the edit if not. Steps: drop statements (in halves, then singly), replace a
statement by a block inside it, replace an expression by a descendant of its
type or by a literal. Rounds repeat until nothing gets smaller or the budget
of tries is spent.
"""

import re

from .gen.tree import Block, Expr, Program, Stmt


def nodes(root):
    yield root
    for c in root.children():
        yield from nodes(c)


class Shrinker:
    def __init__(self, program, still_fails, budget=400):
        self.program, self.still_fails = program, still_fails
        self.left = budget

    def attempt(self):
        if self.left <= 0:
            return False
        self.left -= 1
        return self.still_fails(self.program.text())

    def replace(self, node, parts):
        """Keeps node.parts = parts if the failure persists."""
        old = node.parts
        node.parts = parts
        if self.attempt():
            return True
        node.parts = old
        return False

    def run(self):
        before = None
        while self.left > 0:
            size = len(self.program.text())
            if size == before:
                break
            before = size
            self.drop_unused()
            self.drop_statements()
            self.hoist_blocks()
            self.drop_unused()
            self.simplify_expressions()
            self.drop_statements(functions=True)
        return self.program

    def drop_unused(self):
        """Functions and types nobody names, all at once."""
        while True:
            parts = self.program.parts
            texts = [p.text() for p in parts]
            everything = self.program.text()
            keep = []
            for p, t in zip(parts, texts):
                m = re.search(r"(\w+)\(", t) if not t.startswith("struct S") \
                    and not t.startswith("struct node {") else \
                    re.match(r"struct (\w+)", t)
                name = m.group(1) if m else "f"
                rest = len(re.findall(r"\b%s\b" % name, everything)) - len(
                    re.findall(r"\b%s\b" % name, t))
                macro = "#define %s " % name in everything
                if name == "f" or rest > 2 * macro:
                    keep.append(p)
            if len(keep) == len(parts) or not self.replace(self.program,
                                                           keep):
                return

    def lists(self):
        return [n for n in nodes(self.program)
                if isinstance(n, (Block, Program))]

    def drop_statements(self, functions=False):
        for b in reversed(self.lists()):
            if isinstance(b, Program) and not functions:
                continue
            step = max(1, len(b.parts) // 2)
            while step >= 1:
                at = len(b.parts)
                while at > 0:
                    lo = max(0, at - step)
                    gone = b.parts[lo:at]
                    if not any(isinstance(s, Stmt) and s.fixed and
                               not self.droppable(s) for s in gone):
                        self.replace(b, b.parts[:lo] + b.parts[at:])
                    at = lo
                step //= 2

    @staticmethod
    def droppable(stmt):
        """Fixed statements hold others together; declarations among them may
        go once nothing uses them: the compiler finds out."""
        text = stmt.text()
        return not text.startswith(("free", "while", "return")) and \
            ("=" in text or text.endswith(";")) and "--;" not in text and \
            "++;" not in text

    def hoist_blocks(self):
        for b in self.lists():
            for k, s in enumerate(list(b.parts)):
                if not isinstance(s, Stmt) or k >= len(b.parts):
                    continue
                for inner in [c for c in s.children()
                              if isinstance(c, Block)]:
                    if b.parts[k] is not s:
                        break
                    if self.replace(b, b.parts[:k] + [Stmt([inner])] +
                                    b.parts[k + 1:]) :
                        break
                    self.replace(b, b.parts[:k] + inner.parts +
                                 b.parts[k + 1:])

    def simplify_expressions(self):
        literals = {"d": ["1.0"], "f": ["1.0f"], "i": ["0"],
                    "b": ["(1)", "(0)"]}
        for e in list(nodes(self.program)):
            if not isinstance(e, Expr) or self.left <= 0:
                continue
            if len(e.parts) == 1 and isinstance(e.parts[0], str):
                if e.ty in "df" and e.parts[0][0].isdigit():
                    continue
            done = False
            for text in literals[e.ty]:
                if e.parts != [text] and self.replace(e, [text]):
                    done = True
                    break
            if done or e.ty == "i":
                continue
            inner = [c for c in nodes(e)
                     if isinstance(c, Expr) and c is not e and c.ty == e.ty]
            inner.sort(key=lambda c: len(c.text()))
            for c in inner[:6]:
                if len(c.text()) + 2 < len(e.text()) and \
                        self.replace(e, ["(", c, ")"]):
                    break
