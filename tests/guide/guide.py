#!/usr/bin/env python3
"""Compiles and runs every code block of the guide.

usage: guide.py check SOURCE
       guide.py run SOURCE BUILD CHAPTER [--cargo CARGO --rustc RUSTC]

`check` looks at the guide as a whole: every block says what it is, every chapter
is in the summary, links lead somewhere, every error code has its section. `run`
builds one chapter. A block is told by the words after its language:

    top      declarations: c, cpp, rust, and procedures in fortran
    main     statements that are run. All blocks of a chapter in one language
             make one program, each main in a scope of its own.
    output   what the block before must print (lang text); a line `...` stands
             for any lines, and `...` in a line for any text
    error    a whole source file that must not compile; the output block after
             it is part of what the compiler says. flags=-O1 adds a flag.
    warning  the same, and it does compile
    file=F   a file for the shell blocks after it
    run      shell commands (lang sh), run where the files are

Rust is compiled against the wengert crate, in a chapter with the comment
`<!-- rust: std -->` as std::autodiff.
"""
import argparse
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROLES = ("top", "main", "output", "error", "warning", "run")
SUFFIX = {"c": "c", "cpp": "cpp", "rust": "rs", "fortran": "f90"}


class Failure(Exception):
    pass


class Block:
    def __init__(self, path, line, info):
        words = info.split()
        self.where = f"{path.name}:{line}"
        self.language = words[0] if words else ""
        self.role = words[1] if len(words) > 1 else ""
        self.words = words[1:]
        self.lines = []
        self.output = None

    @property
    def text(self):
        return "\n".join(self.lines) + "\n"

    def values(self, key):
        return [w[len(key) + 1:] for w in self.words if w.startswith(key + "=")]


def blocks_of(path):
    """The chapter's blocks in order, outputs attached to what prints them."""
    blocks, current = [], None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith("```"):
            if current is None:
                current = Block(path, number, line[3:])
            else:
                blocks.append(current)
                current = None
        elif current is not None:
            current.lines.append(line)
    if current is not None:
        raise Failure(f"{current.where}: the block does not end")
    kept = []
    for block in blocks:
        if block.role not in ROLES and not block.values("file"):
            raise Failure(f"{block.where}: a block that nobody runs; give it one "
                          f"of the words {', '.join(ROLES)}, file=NAME")
        if block.role != "output":
            kept.append(block)
        elif not kept or kept[-1].role not in ("main", "run", "error", "warning"):
            raise Failure(f"{block.where}: nothing before it prints")
        elif kept[-1].output is not None:
            raise Failure(f"{block.where}: a second output of {kept[-1].where}")
        else:
            kept[-1].output = block.text
    for block in kept:
        if block.role in ("error", "warning") and block.output is None:
            raise Failure(f"{block.where}: which message?")
    return kept


def pattern(expected):
    """A regular expression for text in which `...` stands for anything."""
    return ".*".join(re.escape(part) for part in expected.split("..."))


def compare(block, got):
    if block.output is None:
        return
    want = "\n".join(line.rstrip() for line in block.output.strip().splitlines())
    got = "\n".join(line.rstrip() for line in got.strip().splitlines())
    if not re.fullmatch(pattern(want), got, re.DOTALL):
        raise Failure(f"{block.where}: the block prints\n{got}\nnot\n{want}")


class Chapter:
    def __init__(self, arguments):
        self.source = pathlib.Path(arguments.source).resolve()
        self.build = pathlib.Path(arguments.build).resolve()
        self.path = self.source / "docs/guide/src" / f"{arguments.chapter}.md"
        self.name = arguments.chapter.replace("-", "_")
        self.plugin = self.build / "lib/libEnzyme-22.so"
        self.work = self.build / "tests/guide" / arguments.chapter
        self.cargo, self.rustc = arguments.cargo, arguments.rustc
        self.rust_is_std = "<!-- rust: std -->" in self.path.read_text()

    def run(self):
        blocks = blocks_of(self.path)
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        for language in SUFFIX:
            parts = [b for b in blocks if b.language == language
                     and b.role in ("top", "main")]
            if parts and (language != "rust" or self.cargo):
                self.program(language, parts)
        for block in blocks:
            if block.role in ("error", "warning"):
                if block.language != "rust" or self.cargo:
                    self.refused(block)
            for name in block.values("file"):
                target = self.work / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.text)
            if block.role == "run":
                self.shell(block)

    # Programs made of blocks.

    def program(self, language, parts):
        mains = [b for b in parts if b.role == "main"]
        tops = [b for b in parts if b.role == "top"]
        write = getattr(self, f"write_{language}")
        source = self.work / f"{self.name}.{SUFFIX[language]}"
        source.write_text(write([b.text for b in tops], [b.text for b in mains]))
        if language == "rust":
            binary = self.build_rust(source)
        else:
            binary = self.work / f"{self.name}_{language}"
            self.call(self.compiler(language) + [str(source), "-o", str(binary),
                                                 "-lm"])
        printed = self.call([str(binary)])
        # What each main prints stands after its own separator.
        pieces = re.split(r"^ ?== \d+\n", printed, flags=re.MULTILINE)[1:]
        for block, piece in zip(mains, pieces, strict=True):
            compare(block, piece)

    def write_c(self, tops, mains, stdio="#include <stdio.h>\n"):
        body = "".join(f'puts("== {i}");\n{{\n{m}}}\n' for i, m in enumerate(mains))
        return stdio + "\n".join(tops) + f"int main(void) {{\n{body}return 0;\n}}\n"

    def write_cpp(self, tops, mains):
        return self.write_c(tops, mains, "#include <cstdio>\n")

    def write_rust(self, tops, mains):
        body = "".join(f'println!("== {i}");\n{{\n{m}}}\n'
                       for i, m in enumerate(mains))
        feature = "#![feature(autodiff)]\n" if self.rust_is_std else ""
        return (feature + "#![allow(unused)]\n" + "\n".join(tops)
                + f"fn main() {{\n{body}}}\n")

    def write_fortran(self, tops, mains):
        body = "".join(f"print '(a)', '== {i}'\nblock\n{m}end block\n"
                       for i, m in enumerate(mains))
        return (f"module {self.name}\nimplicit none\ncontains\n" + "\n".join(tops)
                + f"end module\nprogram main\nuse wengert\nuse {self.name}\n"
                + f"implicit none\n{body}end program\n")

    # Compilers.

    def compiler(self, language):
        load = f"-fpass-plugin={self.plugin}"
        include = self.source / "include"
        if language == "c":
            return ["clang-22", "-O2", "-Wall", load, f"-I{include}"]
        if language == "cpp":
            return ["clang++-22", "-std=c++20", "-O2", "-Wall", load, f"-I{include}"]
        return ["flang-22", "-O2", load, "-module-dir", str(self.work),
                str(include / "wengert.f90")]

    def build_rust(self, source):
        if self.rust_is_std:
            return self.build_std(source)
        # One project for all chapters, so that its crates are compiled once;
        # cargo does not see that its results depend on the plugin.
        stamp = hashlib.sha256(self.plugin.read_bytes()).hexdigest()[:16]
        project = self.build / "tests/guide/rust" / stamp
        binaries = project / "src/bin"
        binaries.mkdir(parents=True, exist_ok=True)
        (project / "Cargo.toml").write_text(
            '[package]\nname = "guide"\nversion = "0.1.0"\nedition = "2021"\n'
            f'[dependencies]\nwengert = {{ path = "{self.source}/rust/wengert" }}\n'
            "[workspace]\n[profile.dev]\ncodegen-units = 1\ndebug = false\n")
        shutil.copy(self.source / "rust/Cargo.lock", project)
        target = binaries / f"{self.name}.rs"
        target.write_text(source.read_text())
        host = re.search("^host: (.*)$", self.call([self.rustc, "-vV"]),
                         re.MULTILINE).group(1)
        self.call([self.cargo, "build", "--quiet", "--bin", self.name,
                   "--target", host, "--target-dir", str(project / "target")],
                  cwd=project, RUSTC=self.rustc, RUSTC_BOOTSTRAP="1",
                  RUSTFLAGS=f"-Zllvm-plugins={self.plugin} -Zshare-generics=no")
        return project / "target" / host / "debug" / self.name

    def build_std(self, source, *flags):
        sysroot = self.call([str(self.source / "tools/rust-sysroot.sh"),
                             str(self.build / "rust-sysroot"), str(self.plugin)],
                            RUSTC=self.rustc).strip()
        binary = self.work / self.name
        self.call([self.rustc, "--edition", "2021", "--sysroot", sysroot,
                   "-Zautodiff=Enable", *(flags or ("-Zfewer-names=no",)),
                   "-Clto=fat", str(source), "-o", str(binary)],
                  RUSTC_BOOTSTRAP="1")
        return binary

    def refused(self, block):
        source = self.work / f"refused.{SUFFIX[block.language]}"
        source.write_text(block.text)
        message = None
        try:
            if block.language == "rust":
                self.build_std(source, "-Copt-level=1")
            else:
                compiler = [f for f in self.compiler(block.language) if f != "-O2"]
                flags = block.values("flags") or ["-O1", "-g"]
                _, message = self.call(
                    compiler + flags + ["-c", str(source), "-o", os.devnull],
                    both=True)
        except Failure as failure:
            if block.role == "warning":
                raise
            message = str(failure)
        else:
            if block.role == "error":
                raise Failure(f"{block.where}: this compiles")
        said = " ".join(message.split())
        if not re.search(pattern(" ".join(block.output.split())), said):
            raise Failure(f"{block.where}: the compiler says\n{message}\nnot\n"
                          f"{block.output}")

    # Shell.

    def shell(self, block):
        home = self.work / "home"
        home.mkdir(exist_ok=True)
        environment = dict(HOME=str(home), SOURCE=str(self.source),
                           BUILD=str(self.build),
                           PATH=f"{home}/.local/bin:{home}/.cargo/bin:"
                                f"{os.environ['PATH']}")
        # Rust's own folders stay where they are.
        old = pathlib.Path(os.environ.get("HOME", "/"))
        environment["CARGO_HOME"] = os.environ.get("CARGO_HOME", str(old / ".cargo"))
        environment["RUSTUP_HOME"] = os.environ.get("RUSTUP_HOME",
                                                    str(old / ".rustup"))
        if re.search(r"\b(cargo|rustc)\b", block.text) and not self.cargo:
            return
        compare(block, self.call(["bash", "-euc", block.text], cwd=self.work,
                                 **environment))

    def call(self, command, cwd=None, both=False, **environment):
        base = {k: v for k, v in os.environ.items()
                if k not in ("RUSTFLAGS", "RUSTC_WRAPPER", "CXXFLAGS", "CFLAGS",
                             "MAKEFLAGS", "MFLAGS")}
        result = subprocess.run(command, cwd=cwd or self.work, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env={**base, **environment}, timeout=300)
        if result.returncode:
            raise Failure(f"{self.path.name}: {' '.join(map(str, command))}\n"
                          f"{result.stdout}{result.stderr}")
        return (result.stdout, result.stderr) if both else result.stdout


def slug(heading):
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def anchors(path):
    return {slug(m) for m in re.findall(r"^#+ (.*)$", path.read_text(), re.MULTILINE)}


def check(source):
    guide = pathlib.Path(source).resolve() / "docs/guide/src"
    summary = (guide / "SUMMARY.md").read_text()
    named = re.findall(r"\]\(([^)]+)\)", summary)
    for name in named:
        if named.count(name) > 1 or not re.fullmatch(r"[\w-]+\.md", name):
            raise Failure(f"SUMMARY.md: {name} is no chapter, or named twice")
    for path in sorted(guide.glob("*.md")):
        if path.name != "SUMMARY.md" and f"({path.name})" not in summary:
            raise Failure(f"SUMMARY.md: {path.name} is missing")
        text = re.sub(r"^```.*?^```", "", path.read_text(), flags=re.M | re.S)
        for link in re.findall(r"\]\(([^)]+)\)", text):
            if "://" in link:
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            if not target.exists():
                raise Failure(f"{path.name}: {link} leads nowhere")
            if anchor and anchor not in anchors(target):
                raise Failure(f"{path.name}: no heading for {link}")
        blocks_of(path)
    # Every code the plugin can print has its section, in both places.
    header = (guide / "../../../lib/Diagnose/Diagnostics.h").read_text()
    numbers = re.findall(r"^  \w+ = (\d+),", header, re.MULTILINE)
    if len(numbers) < 17:
        raise Failure("Diagnostics.h: its codes are no longer found")
    messages = "".join(b.output or "" for b in blocks_of(guide / "errors.md"))
    for number in numbers:
        code = f"WG{int(number):04}"
        for page in (guide / "errors.md", guide / "../../errors.md"):
            if code.lower() not in anchors(page):
                raise Failure(f"{page.name}: no section for {code}")
        # What the plugin says when it finds its own work faulty has no source.
        if code != "WG0009" and f"[{code}]" not in messages:
            raise Failure(f"errors.md: no example of {code}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("check", "run"))
    parser.add_argument("source")
    parser.add_argument("build", nargs="?")
    parser.add_argument("chapter", nargs="?")
    parser.add_argument("--cargo", default="")
    parser.add_argument("--rustc", default="")
    arguments = parser.parse_args()
    try:
        if arguments.what == "check":
            check(arguments.source)
        else:
            Chapter(arguments).run()
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
