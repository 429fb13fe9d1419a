"""Makes a failing program smaller: removes statements and whole blocks, and
block heads without their bodies, as long as the complaint stays of its kind."""


def block_end(lines, at):
    """The line after the block that line AT opens."""
    depth = 0
    for k in range(at, len(lines)):
        depth += lines[k].count("{") - lines[k].count("}")
        if depth <= 0:
            return k + 1
    return len(lines)


def shrink(text, fails, budget=150):
    """The smallest text found in BUDGET trials for which FAILS is true."""
    lines = text.split("\n")
    progress = True
    while progress and budget > 0:
        progress = False
        first = next(k for k, l in enumerate(lines) if " program" in l) + 1
        k = first
        while k < len(lines) and lines[k] != "}" and budget > 0:
            opens = lines[k].rstrip().endswith("{")
            stop = block_end(lines, k) if opens else k + 1
            smaller = [lines[:k] + lines[stop:]]
            if opens:
                smaller.append(lines[:k] + lines[k + 1:stop - 1] + lines[stop:])
            for candidate in smaller:
                budget -= 1
                if fails("\n".join(candidate)):
                    lines, progress = candidate, True
                    break
            else:
                k += 1
    return "\n".join(lines)
