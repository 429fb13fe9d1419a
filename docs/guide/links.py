#!/usr/bin/env python3
"""A preprocessor of mdbook: links to files beside the guide stay links to these files.
mdbook would make pages of its own of them, which are not there."""
import json
import re
import sys


def rewrite(items):
    for item in items:
        if isinstance(item, dict) and "Chapter" in item:
            chapter = item["Chapter"]
            parts = re.split(r"(^```.*?^```)", chapter["content"], flags=re.M | re.S)
            # The same name, in letters that mdbook does not look for.
            parts[::2] = [re.sub(r"(\]\(\.\./\.\./[^)#]*\.)md", r"\1m%64", p)
                          for p in parts[::2]]
            chapter["content"] = "".join(parts)
            rewrite(chapter["sub_items"])


def main():
    if sys.argv[1:2] == ["supports"]:
        return
    _, book = json.load(sys.stdin)
    rewrite(book.get("items", book.get("sections")))
    json.dump(book, sys.stdout)


main()
