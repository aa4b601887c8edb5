#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the import makes of every real file: the table in README.md, made anew.

table.py ADMIN [FOLDER…] prints rows for the folders of $RC_SHARED_DATA; with --write, README.md has all of them again.
Each file is imported alone, dry, with its format and encoding left to the program."""

import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

FOLDERS = ["marc", "unimarc", "marcxml", "oai", "isis", "biblio", "unesco-metadata"]
README = pathlib.Path(__file__).with_name("README.md")
BEGIN, END = "<!-- table.py begins -->\n", "<!-- table.py ends -->\n"
HEAD = "| file | format | encoding | read | rejected | with warnings | the first of them, or why nothing was read |\n|---|---|---|--:|--:|--:|---|\n"


def import_dry(admin, path):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([admin, "--catalogue", folder + "/catalogue", "--json", "import", "--dry-run", str(path)],
                              capture_output=True, timeout=600)
    if done.returncode not in (0, 1, 2, 3):
        sys.exit(f"{path}: {done.returncode}: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout) if done.stdout else json.loads(done.stderr)


def cell(text, most=110):
    text = text.replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= most else text[: most - 1] + "…"


def row(admin, shared, path):
    report = import_dry(admin, path)
    name = f"`{path.relative_to(shared)}`"
    if "files" not in report or not report["files"]:
        message = report.get("error", report.get("message", "")) if "files" not in report else report["problems"][0]["message"]
        message = message.get("message", "") if isinstance(message, dict) else message
        return f"| {name} | refused | | | | | {cell(message.replace(str(path) + ': ', ''))} |"
    file = report["files"][0]
    warned = collections.OrderedDict()
    for problem in report["problems"]:
        warned.setdefault(problem["position"], problem["message"])
    first = next(iter(warned.values()), "")
    warnings = len(warned) if "more problem" not in str(report["problems"][-1:]) else f"{len(warned)}+"
    return (f"| {name} | {file['format']} | {file['encoding'] or 'ascii'} | {file['read']} | {file['rejected']} "
            f"| {warnings} | {cell(first)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("admin")
    parser.add_argument("folders", nargs="*", default=FOLDERS)
    options = parser.parse_args()
    shared = pathlib.Path(os.environ["RC_SHARED_DATA"])
    rows = []
    for folder in options.folders:
        for path in sorted(p for p in (shared / folder).rglob("*") if p.is_file()):
            rows.append(row(options.admin, shared, path) + "\n")
    table = HEAD + "".join(rows)
    if not options.write:
        sys.stdout.write(table)
        return
    text = README.read_text()
    before, rest = text.split(BEGIN)
    README.write_text(before + BEGIN + "\n" + table + "\n" + END + rest.split(END)[1])


main()
