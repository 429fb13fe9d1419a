#!/usr/bin/env python3
"""Reference values for the property tests of the derivative rules.

usage: oracle.py RULES.json > reference.txt
       oracle.py --check reference.txt RULES.json

For every rule that states its operation (field Value, an mpmath expression),
takes random points in its domain and writes result and partial derivatives,
the latter by central differences at 90 digits: an oracle that knows nothing of
the rules' own partials. Edge points (field Edges) come with the documented
values instead. The output is committed, so that running the tests needs no
mpmath. Its first line is a digest of the fields it was made from, by which
--check tells whether it is up to date.

One line per point:  rule ; random|edge ; operands ; results ; partials
with comma-separated components (a complex number is two) and partials in the
order d field0 / d component0, d field1 / d component0, ... Points have few
significant bits, so that every float type holds them exactly.
"""
import hashlib
import json
import random
import re
import sys

try:
    from mpmath import mp, mpf, mpc
    import mpmath
except ImportError:  # enough for --check
    mpmath = None

POINTS = 10
if mpmath:
    mp.dps = 90
    H = mpf(10) ** -28
    NAMES = {k: getattr(mpmath, k) for k in dir(mpmath) if k[0] != "_"}
    NAMES["int"] = lambda v: mpmath.floor(v) if v >= 0 else mpmath.ceil(v)


def text(v):
    v = mpf(v)
    if mpmath.isnan(v):
        return "nan"
    return mpmath.nstr(v, 42, strip_zeros=True) if mpmath.isfinite(v) else (
        "inf" if v > 0 else "-inf")


class Oracle:
    def __init__(self, rule):
        self.rule = rule
        result, params = re.fullmatch(r"(.+)\((.*)\)", rule["Sig"]).groups()
        self.params = params.replace(",", "")
        self.results = result.strip("{}").replace(",", "")
        self.code = [compile(v.strip(), rule["!name"], "eval")
                     for v in rule["Value"].split("|")]

    def operands(self, comps):
        """Values of x, y, z, n from components."""
        env, comps, names = {}, list(comps), iter("xyz")
        for p in self.params:
            if p == "p":
                comps.pop(0)
            elif p == "i":
                env["n"] = int(comps.pop(0))
            elif p == "C":
                env[next(names)] = mpc(comps.pop(0), comps.pop(0))
            else:
                env[next(names)] = mpf(comps.pop(0))
        return env

    def value(self, comps):
        """Components of the result."""
        values = [eval(c, NAMES, self.operands(comps)) for c in self.code]
        if self.results == "C":
            v = mpc(values[0])
            return [v.real, v.imag]
        out = [mpmath.re(v) for v in values]
        return out + [mpf(0)] * (len(self.results) - len(out))

    def is_int(self, c):
        kinds = "".join("TT" if p == "C" else p for p in self.params)
        return kinds[c] in "ip"

    def partials(self, comps):
        """Rows of central differences; None beside a kink or a jump."""
        mid, out = self.value(comps), []
        for c in range(len(comps)):
            if self.is_int(c):
                out += ["-"] * len(mid)
                continue
            up, down = list(comps), list(comps)
            up[c], down[c] = comps[c] + H, comps[c] - H
            up, down = self.value(up), self.value(down)
            for u, m, d in zip(up, mid, down):
                if abs((u - m) - (m - d)) > H * mpf(10) ** -12:
                    return None
                out.append((u - d) / (2 * H))
        return out

    def point(self, rng):
        comps, domain = [], iter(self.rule["Domain"])
        for p in self.params:
            if p == "p":
                comps.append(mpf(0))
                continue
            d = next(domain)
            if p == "C":
                size = int(d[1:]) * 64
                comps += [mpf(2 * rng.randrange(-size // 2, size // 2) + 1) / 64
                          for _ in range(2)]
                continue
            lo, hi = (float(v) for v in d.strip("i").split(":"))
            if p == "i" or d[0] == "i":
                comps.append(mpf(rng.randint(int(lo), int(hi))))
                continue
            while True: # odd multiples: off integers and powers of two
                unit = 64 if rng.random() < 0.6 else 32
                v = mpf(2 * rng.randrange(-4 * 32, 4 * 32) + 1) / unit
                if lo <= v <= hi:
                    break
            comps.append(v)
        return comps

    def lines(self):
        name, rng = self.rule["!name"], random.Random(self.rule["!name"])
        done = tries = 0
        while done < POINTS and tries < 200:
            tries += 1
            comps = self.point(rng)
            partials = self.partials(comps)
            if partials is None:
                continue
            done += 1
            yield (name, "random", comps, self.value(comps), partials)
        if done < POINTS:
            sys.exit(f"oracle.py: {name}: too few smooth points")
        for edge in self.rule["Edges"]:
            parts = [[s.strip() for s in p.split(",")] for p in edge.split(":")]
            comps, partials = parts[0], parts[1]
            partials = [text(getattr(mpmath, p)) if p == "ln2" else p
                        for p in partials]
            rows = iter(partials)
            full = []
            for c in range(len(comps)):
                fields = 2 if self.results == "C" else len(self.results)
                if self.is_int(c):
                    full += ["-"] * fields
                else:
                    full += [next(rows)] + ["0"] * (fields - 1)
            values = parts[2] if len(parts) > 2 else self.value(
                [mpf(c) for c in comps])
            yield (name, "edge", comps, values, full)


def digest(rules):
    fields = [[r[k] for k in ("!name", "Sig", "Value", "Domain", "Edges")]
              for r in rules]
    return "# " + hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def main():
    with open(sys.argv[-1]) as f:
        records = json.load(f)
    rules = [records[name] for name in records["!instanceof"]["Rule"]
             if records[name]["Value"]]
    if sys.argv[1] == "--check":
        with open(sys.argv[2]) as f:
            if f.readline().strip() != digest(rules):
                sys.exit("reference.txt is not made from these tables: run "
                         "oracle.py")
        return
    if not mpmath:
        sys.exit("oracle.py needs the Python package mpmath")
    print(digest(rules))
    for rule in rules:
        for line in Oracle(rule).lines():
            print(" ; ".join([line[0], line[1]] + [
                ",".join(v if isinstance(v, str) else text(v) for v in part)
                for part in line[2:]]))


if __name__ == "__main__":
    main()
