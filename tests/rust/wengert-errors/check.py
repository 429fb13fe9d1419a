#!/usr/bin/env python3
"""Wrong uses of the attributes: are the errors at their lines the expected ones?
usage: check.py <target folder>"""
import os
import re
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
source = os.path.join(here, "src/lib.rs")
wanted, notes = {}, {}
for number, line in enumerate(open(source), 1):
    if "//~ " in line:
        wanted[number], _, note = line.split("//~ ")[1].strip().partition(" // ")
        if note:
            notes[number] = note
def check(message_format):
    return subprocess.run(
        [os.environ.get("CARGO", "cargo"), "check", "--quiet", "--message-format", message_format,
         "--color", "never", "--manifest-path", os.path.join(here, "Cargo.toml"),
         "--target-dir", sys.argv[1]], capture_output=True, text=True)


done = check("short")
got = {}
for line in done.stderr.splitlines():
    found = re.match(r"src/lib.rs:(\d+):\d+: error(?:\[\w+\])?: (.*)", line)
    if found:
        got.setdefault(int(found[1]), []).append(found[2])
failed = False
for number in sorted(set(wanted) | set(got)):
    if not any(g.startswith(wanted.get(number, "\0")) for g in got.get(number, [])) or len(got[number]) > 1:
        failed = True
        print(f"line {number}: wanted {wanted.get(number)}\n  got {got.get(number)}")
messages = check("human").stderr.split("\n\n") if notes else []
for number, note in notes.items():
    if not any(f"src/lib.rs:{number}:" in m and note in m for m in messages):
        failed = True
        print(f"line {number}: no note `{note}` in")
        print("\n".join(m for m in messages if f"src/lib.rs:{number}:" in m))
if failed:
    print(done.stderr)
print(f"{len(wanted)} errors" if not failed else "failed")
sys.exit(failed)
