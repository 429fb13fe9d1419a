"""Makes a failing program shorter while it fails in the same way: whole lines
and whole blocks of its text go, as long as the rest compiles and fails."""
import copy


def kind(result):
    """What is kept: the error's code, or that the value is wrong, or a crash."""
    for code in result.split():
        if code.startswith("[WG") or code.startswith("WG00"):
            return code.strip("[]:,")
    return result.split(":")[0]


def blocks(lines):
    """(first, behind) of every line and brace group, larger ones first."""
    found = []
    for i, line in enumerate(lines):
        depth, j = 0, i
        while j < len(lines):
            depth += lines[j].count("{") - lines[j].count("}")
            if depth <= 0:
                break
            j += 1
        if depth == 0:
            found.append((i, j + 1))
    return sorted(found, key=lambda b: b[0] - b[1])


def shrink(text, run, result):
    wanted = kind(result)
    best = text
    progress = True
    while progress:
        progress = False
        lines = best.body.split("\n")
        for first, behind in blocks(lines):
            part = "\n".join(lines[first:behind])
            if "ATTRIBUTES" in part or "pub fn entry" in part or not part.strip():
                continue
            candidate = copy.copy(best)
            candidate.body = "\n".join(lines[:first] + lines[behind:])
            if kind(run(candidate)) == wanted and not is_source_error(run, candidate, wanted):
                best = candidate
                progress = True
                break
    return best


def is_source_error(run, candidate, wanted):
    """rustc's own errors are of kind `compiler` as well."""
    return wanted == "compiler" and "error[E" in run(candidate)
