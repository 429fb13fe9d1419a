#!/usr/bin/env python3
"""The explain report, from the compiler's facts to the page.

usage: explain.py facts|page|cargo BUILD [FOLDER]
       explain.py shown BUILD PAGE FUNCTION...

What must be stored is written in sweep.cpp itself, beside the lines. `cargo`
looks at what `cargo wengert explain` left in FOLDER for its test project, `shown`
at a page in BUILD that names each FUNCTION.
"""
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOL = ROOT / "tools/wengert-explain"
VOID = {"meta", "br", "hr", "img", "link"}


def check(truth, what):
    if not truth:
        sys.exit(f"explain: {what}")


def call(*command, fails=False, report=None):
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent",
                   "LC_ALL": "C"}
    if report:
        environment["WENGERT_REPORT"] = str(report)
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True,
                          env=environment)
    check((done.returncode != 0) == fails,
          f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


class Setting:
    def __init__(self, build):
        self.plugin = build / "lib/libEnzyme-22.so"
        self.work = build / "tests/explain"
        self.source = HERE / "sweep.cpp"

    def folder(self, name):
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def compile(self, source, out, *flags, report=None, fails=False):
        return call("clang++-22", "-std=c++20", *flags,
                    f"-fpass-plugin={self.plugin}", source, "-o", out,
                    report=report, fails=fails)


def facts_in(folder):
    return json.loads(call(sys.executable, TOOL, folder, "--json"))


def marks(source):
    """line -> the name that must be stored there."""
    found = {}
    for number, line in enumerate(source.read_text().splitlines(), 1):
        if mark := re.search(r"// stores (\S+)", line):
            found[number] = mark.group(1)
    return found


# The facts.


def check_stored(facts, source, level):
    """Each derivative stores what is marked in its lines, and nothing else."""
    wanted, seen = marks(source), set()
    for one in facts["derivatives"]:
        lines = {n for group in one["active"] if group["file"] == str(source)
                 for n in group["lines"]}
        want = {n: wanted[n] for n in lines & set(wanted)
                if one["mode"] != "forward"}
        got = [f for f in one["stored"] if f["per"] == "iteration"]
        where = f"{one['function']} ({one['mode']}) at {level}"
        check(sorted(f["at"][0]["line"] for f in got) == sorted(want),
              f"{where} stores {got}, and {want} was wanted")
        for fact in got:
            check(fact["bytes"] == 8, f"{where}: {fact}")
            name = want[fact["at"][0]["line"]]
            check(name in ("-", fact.get("name")), f"{where}: {fact}, not {name}")
        seen |= set(want)
    check(seen == set(wanted), f"nobody stores {set(wanted) - seen} at {level}")


def one_of(facts, function, mode="reverse"):
    found = [d for d in facts["derivatives"]
             if d["function"].split("(")[0] == function and d["mode"] == mode]
    check(len(found) == 1, f"{len(found)} derivatives of {function} ({mode})")
    return found[0]


def facts(setting):
    for level in ("-O0", "-O1", "-O2", "-O3"):
        folder = setting.folder("facts" + level)
        binary = setting.work / f"sweep{level}"
        setting.compile(setting.source, binary, level, "-g", report=folder)
        check(call(binary) == "6.000000 12.000000 24.000000\n0.918217\n",
              f"the derivatives at {level}")
        check(len(list(folder.iterdir())) == 1, "one file per module")
        found = facts_in(folder)
        check_stored(found, setting.source, level)
    # Why, and what to do: at -O3, where functions are still apart.
    squares, logarithms = one_of(found, "squares"), one_of(found, "logarithms")
    text = setting.source.read_text().splitlines()
    line = {name: next(n for n, x in enumerate(text, 1) if name in x)
            for name in ("x[i] = 0", "y[i] = sum", "double squares", "* squares(x")}

    def writer(one):
        (fact,) = [f for f in one["stored"] if f["per"] == "iteration"]
        check(fact["why"] == "overwritten", fact)
        return fact["writer"]["same"], fact["writer"]["at"][0]["line"]
    check(writer(squares) == (True, line["x[i] = 0"]), "who overwrites in squares")
    check(writer(logarithms) == (False, line["y[i] = sum"]), "who may in logarithms")
    check([a["name"] for a in logarithms["arguments"]] == ["x", "y", "n"]
          and [a["activity"] for a in logarithms["arguments"]]
          == ["dup", "dup", "const"], "the arguments")
    check((squares["file"], squares["line"])
          == (str(setting.source), line["double squares"]), "where squares is")
    (stack,) = [f for f in one_of(found, "until")["stored"]
                if f["per"] == "iteration"]
    check(stack["how"] == "a growing stack", stack)
    (split,) = one_of(found, "Less<double>::operator_of")["calls"]
    check(split["how"] == "split" and split["at"][0]["line"] == line["* squares(x"]
          and split["pullback"]
          == one_of(found, "squares", "split reverse")["pullback"], split)
    check(not one_of(found, "forward", "forward")["stored"], "forward mode stores")
    nothing_changes(setting)
    compiled_again(setting)
    link_time(setting)
    messages(setting)
    fortran(setting)


def nothing_changes(setting):
    """The report is of the code that is made without it."""
    folder = setting.folder("same")
    for level in ("-O0", "-O2"):
        setting.compile(setting.source, folder / "with.o", level, "-g", "-c",
                        report=folder / "facts")
        setting.compile(setting.source, folder / "without.o", level, "-g", "-c")
        check((folder / "with.o").read_bytes() == (folder / "without.o").read_bytes(),
              f"the report changes the code at {level}")


def compiled_again(setting):
    """A module's file is replaced, and goes with the last derivative."""
    folder = setting.folder("again")
    source, report = folder / "again.cpp", folder / "facts"
    text = ("void __enzyme_autodiff(void *, ...);\n"
            "double twice(double x) { return 2 * x; }\n")
    use = "void use() { __enzyme_autodiff((void *)twice, 1.0); }\n"
    for code, derivatives in ((text + use, 1), ("\n" + text + use, 1), (text, 0)):
        source.write_text(code)
        setting.compile(source, "/dev/null", "-O1", "-g", "-c", report=report)
        files = list(report.iterdir()) if report.exists() else []
        check(len(files) == derivatives, f"{files} of a file compiled again")
    check("no reports" in call(sys.executable, TOOL, report, fails=True),
          "an empty folder")


def link_time(setting):
    """With full LTO the linker makes the derivatives, and reports them."""
    folder = setting.folder("lto")
    setting.compile(setting.source, folder / "sweep", "-O1", "-g", "-flto=full",
                    "-fuse-ld=lld", f"-Wl,--load-pass-plugin={setting.plugin}",
                    report=folder / "facts")
    check(call(folder / "sweep") == "6.000000 12.000000 24.000000\n0.918217\n",
          "the derivatives with LTO")
    check_stored(facts_in(folder / "facts"), setting.source, "full LTO")


def messages(setting):
    """What the compiler says is in the report; what it cannot write it says."""
    folder = setting.folder("messages")
    source = folder / "wrong.cpp"
    source.write_text("void __enzyme_autodiff(void *, ...);\n"
                      "double unknown(double x);\n"
                      "double f(double x) {\n  return unknown(x);\n}\n"
                      "void use() { __enzyme_autodiff((void *)f, 1.0); }\n")
    setting.compile(source, "/dev/null", "-O1", "-g", "-c", report=folder / "facts",
                    fails=True)
    (message,) = facts_in(folder / "facts")["messages"]
    check((message["severity"], message["code"], message["line"], message["file"])
          == ("error", "WG0003", 4, str(source)), message)
    (folder / "file").write_text("not a folder")
    said = setting.compile(setting.source, "/dev/null", "-O1", "-c",
                           report=folder / "file")
    check("warning: the report that WENGERT_REPORT asks for cannot be written to"
          in said, f"no warning: {said}")
    (folder / "facts/other.json").write_text('{"format": 99}')
    check("not a report this version can read"
          in call(sys.executable, TOOL, folder / "facts", fails=True), "format 99")


def fortran(setting):
    if not shutil.which("flang-22"):
        return
    folder, source = setting.folder("fortran"), HERE / "sweep.f90"
    call("flang-22", "-O1", "-g", f"-fpass-plugin={setting.plugin}", "-module-dir",
         folder, "-c", ROOT / "include/wengert.f90", "-o", folder / "module.o")
    call("flang-22", "-O1", "-g", f"-fpass-plugin={setting.plugin}",
         "-I", folder, "-c", source, "-o", folder / "sweep.o",
         report=folder / "facts")
    (line,) = [n for n, x in enumerate(source.read_text().splitlines(), 1)
               if "! stores" in x]
    (one,) = facts_in(folder / "facts")["derivatives"]
    got = [(f["at"][0]["line"], f["bytes"]) for f in one["stored"]
           if f["per"] == "iteration"]
    check(got == [(line, 8)], f"Fortran stores {got}")


# The page.


class Page(html.parser.HTMLParser):
    """Insists that tags balance, and collects what the page shows."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.shown, self.headings, self.rows = [], [], [], []
        self.ids, self.links = set(), set()
        self.feed(text)
        self.close()
        check(not self.open, f"left open: {self.open}")
        check(self.links <= self.ids, f"dead links: {self.links - self.ids}")

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        check(tag != "script" and not any(a.startswith("on") for a in attributes),
              "a script")
        for name in ("href", "src"):
            if name in attributes:
                check(attributes[name].startswith("#"), f"loads {attributes[name]}")
                self.links.add(attributes[name][1:])
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag in VOID:
            return
        self.open.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")
        if tag == "tr":
            self.rows.append([attributes.get("class", "")])
        if tag == "td":
            self.rows[-1].append("")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        check(self.open and self.open[-1] == tag, f"</{tag}> in {self.open}")
        self.open.pop()

    def handle_data(self, data):
        self.shown.append(data)
        if any(t in self.open for t in ("h1", "h2", "h3")):
            self.headings[-1] += data
        if "td" in self.open:
            self.rows[-1][-1] += data


def check_page(page, source, marked):
    """Beside each marked line stands what is stored, and active lines show."""
    lines = source.read_text().splitlines()
    for number in marked:
        beside = [r for r in page.rows if r[1:3] == [str(number), lines[number - 1]]]
        check(beside and all(r[0] == "stores" and "stores 8 B/iteration" in r[3]
                             for r in beside), f"line {number} of the page: {beside}")


def page(setting):
    folder = setting.folder("page")
    setting.compile(setting.source, "/dev/null", "-O1", "-g", "-c",
                    report=folder / "facts")
    file = folder / "report.html"
    call(sys.executable, TOOL, folder / "facts", "-o", file)
    text = file.read_text(encoding="utf-8")
    seen = Page(text)
    check_page(seen, setting.source, marks(setting.source))
    want = ["Call graph", "Less<double>::operator_of(double*, int): reverse",
            "squares(double*, int): split reverse", "forward(double): forward"]
    for heading in want:
        check(heading in seen.headings, f"no heading {heading}: {seen.headings}")
    shown = "".join(seen.shown)
    for words in ("may be the same memory. If it never is, declare the pointers "
                  "restrict", "static double operator_of(double *x, int n)"):
        check(words in shown, f"the page does not say '{words}'")
    check("#include" not in shown, "the page shows lines of no function")
    check(text.count("<svg") == text.count("</svg>") == 1, "the graph")
    as_text = call(sys.executable, TOOL, folder / "facts", "--text")
    for number in marks(setting.source):
        check(f"sweep.cpp:{number}: 8 bytes per iteration" in as_text, as_text)
    hostile(folder)
    browser(file, want)


def hostile(folder):
    """Names come from programs: nothing in them is markup."""
    bad = "<script>alert('&')</script>\"><b>"
    place = [{"file": bad, "line": 1, "column": 1, "function": bad, "from": 1}]
    fact = {"at": place, "bytes": 8, "per": "iteration", "how": bad, "type": bad,
            "name": bad, "why": "overwritten",
            "writer": {"at": place, "same": False, "call": False, "name": bad}}
    one = {"id": bad, "function": bad, "symbol": bad, "mode": bad, "result": bad,
           "runtime_activity": True, "strong_zero": False, "file": bad, "line": 1,
           "asked": place, "stored": [fact], "atomics": [{"at": place, "what": bad}],
           "recomputed": [{"at": place, "what": bad}],
           "arguments": [{"name": bad, "type": bad, "activity": bad}],
           "active": [{"file": bad, "function": bad, "from": 1, "lines": [1]}],
           "calls": [{"at": place, "how": bad, "callee": bad}]}
    message = {"severity": bad, "code": bad, "text": bad, "remedy": bad,
               "function": bad, "file": bad, "line": 1, "column": 1}
    inside = folder / "hostile"
    inside.mkdir()
    (inside / "a.json").write_text(json.dumps(
        {"format": 1, "module": bad, "derivatives": [one], "messages": [message]}))
    call(sys.executable, TOOL, inside, "-o", folder / "hostile.html")
    seen = Page((folder / "hostile.html").read_text(encoding="utf-8"))
    check(f"{bad}: {bad}" in seen.headings, seen.headings)


def browser(file, headings):
    """What a browser makes of it, where one is installed."""
    chromium = shutil.which("chromium")
    if not chromium:
        return
    dom = call(chromium, "--headless", "--no-sandbox", "--disable-gpu",
               f"--user-data-dir={file.parent}/browser", "--dump-dom",
               f"file://{file}")
    seen = Page(dom[dom.index("<html"):dom.rindex("</html>") + 7])
    for heading in headings:
        check(heading in seen.headings, f"chromium shows no {heading}")


def cargo(folder):
    """The project of the test cargo-wengert: x² in a loop that clears x."""
    source = folder / "src/main.rs"
    facts = facts_in(folder / "target/wengert-explain/facts")
    (line,) = marks(source)
    stored = [f for d in facts["derivatives"] for f in d["stored"]
              if f["per"] == "iteration"]
    check([f["bytes"] for f in stored] == [8]
          and any(p["file"] == str(source) and p["line"] == line
                  for p in stored[0]["at"]), stored)
    seen = Page((folder / "target/wengert-explain/report.html")
                .read_text(encoding="utf-8"))
    check_page(seen, source, [line])
    check(any("cleared_gradient" in h and h.endswith(": reverse")
              for h in seen.headings), seen.headings)


def shown(file, functions):
    """A page that another test has made."""
    seen = Page(file.read_text(encoding="utf-8"))
    headings = [h for h in seen.headings if any(f in h for f in functions)]
    check(len(headings) >= len(functions), seen.headings)
    browser(file, headings)


def main():
    kind, build = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    if kind == "cargo":
        cargo(pathlib.Path(sys.argv[3]).resolve())
    elif kind == "shown":
        shown(build / sys.argv[3], sys.argv[4:])
    else:
        {"facts": facts, "page": page}[kind](Setting(build))
    print("ok")


main()
