#!/usr/bin/env python3
"""Builds the guide with mdbook and looks whether every link of its pages leads
somewhere.   usage: book.py MDBOOK SOURCE BUILD"""
import html.parser
import pathlib
import shutil
import subprocess
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.add(value)
            elif name in ("href", "src") and value:
                self.links.append(value)


def main():
    mdbook, source, build = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    work = pathlib.Path(build).resolve() / "tests/guide/book"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(source / "docs", work / "docs",
                    ignore=shutil.ignore_patterns("book"))
    shutil.copytree(source / "rust/template", work / "rust/template")
    guide = work / "docs/guide"
    done = subprocess.run([mdbook, "build", str(guide)], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode or "WARN" in done.stdout or "ERROR" in done.stdout:
        sys.exit(done.stdout)
    pages = {p: Page(p) for p in guide.glob("book/*.html")}
    chapters = {p.stem for p in (guide / "src").glob("*.md")} - {"SUMMARY"}
    wrong = [f"no page {c}.html" for c in sorted(chapters)
             if guide / f"book/{c}.html" not in pages]
    for path, page in pages.items():
        if path.name in ("404.html", "toc.html"):
            continue  # addressed from other places
        for link in page.links:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            name = urllib.parse.unquote(parts.path)
            target = (path.parent / name).resolve() if name else path
            anchor = urllib.parse.unquote(parts.fragment)
            if not target.exists():
                wrong.append(f"{path.name}: {link} leads nowhere")
            elif anchor and target in pages and anchor not in pages[target].ids:
                wrong.append(f"{path.name}: no heading for {link}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(pages)} pages")


main()
