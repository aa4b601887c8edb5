#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with strings is in POTFILES.in, and every language has every string: none missing, too many, empty or fuzzy."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ.get("RC_SOURCE_ROOT", Path(__file__).resolve().parent.parent))
PLURALS = {"ru": 3, "kk": 2, "fr": 2}
CALLS = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|ngettext|dngettext|g_dngettext|g_dpgettext2?) ?\(\s*"')
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]


def listed():
    lines = (ROOT / "po/POTFILES.in").read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def with_strings():
    for path in sorted((ROOT / "src").glob("*/*.c")):
        if CALLS.search(path.read_text()):
            yield path
    for path in sorted((ROOT / "ui").glob("*.ui")):
        if 'translatable="' in path.read_text():
            yield path


def extract(folder):
    pot = Path(folder) / "all.pot"
    command = ["xgettext", "--from-code=UTF-8", "--add-comments=Translators:", "-o", str(pot), f"--directory={ROOT}"]
    command += [f"--keyword={keyword}" for keyword in KEYWORDS]
    subprocess.run(command + listed(), check=True, stderr=subprocess.DEVNULL)
    return pot


def ids(po):
    """msgctxt and msgid of every entry, as msgcat writes them."""
    text = subprocess.run(["msgattrib", "--no-obsolete", "--no-wrap", str(po)], check=True, capture_output=True, text=True).stdout
    found = set()
    for block in text.split("\n\n"):
        context = re.search(r"^msgctxt (.*)$", block, re.M)
        key = re.search(r"^msgid (.*(?:\n\".*)*)", block, re.M)
        if key and key.group(1) != '""':
            found.add((context.group(1) if context else "", key.group(1)))
    return found


def count(po, *flags):
    text = subprocess.run(["msgattrib", *flags, "--no-obsolete", str(po)], check=True, capture_output=True, text=True).stdout
    return max(0, len(re.findall(r"^msgid ", text, re.M)) - 1)


def loose_signs(po):
    """What a line may be broken before in French, or behind: a sign that goes with its word."""
    text = subprocess.run(["msgattrib", "--no-obsolete", "--no-wrap", str(po)], check=True, capture_output=True, text=True).stdout
    return [line for line in text.splitlines() if line.startswith("msgstr") and re.search(" [:;!?»]|« ", line)]


def main():
    languages = (ROOT / "po/LINGUAS").read_text().split()
    results = []
    missing = [str(path.relative_to(ROOT)) for path in with_strings() if str(path.relative_to(ROOT)) not in listed()]
    results.append((not missing, "every file with strings is in POTFILES.in", missing))
    gone = [name for name in listed() if not (ROOT / name).exists()]
    results.append((not gone, "every file of POTFILES.in is there", gone))
    results.append((set(PLURALS) <= set(languages), "Russian, Kazakh and French are there", languages))
    with tempfile.TemporaryDirectory() as folder:
        wanted = ids(extract(folder)) if listed() else set()
        for language in languages:
            po = ROOT / "po" / f"{language}.po"
            had = ids(po)
            lacking = sorted(key for _, key in wanted - had)
            results.append((not lacking, f"{language} has every string", lacking[:20]))
            gone = sorted(key for _, key in had - wanted)
            results.append((not gone, f"{language} has no string that nobody says any more", gone[:20]))
            open_entries = count(po, "--untranslated") + count(po, "--only-fuzzy")
            results.append((open_entries == 0, f"{language} has no empty or fuzzy entry", [str(open_entries)]))
            checked = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(po)], capture_output=True, text=True)
            plural = re.search(r"nplurals=(\d)", po.read_text())
            fine = checked.returncode == 0 and plural and int(plural.group(1)) == PLURALS.get(language, int(plural.group(1)))
            results.append((fine, f"{language} passes msgfmt and has its plural forms", checked.stderr.splitlines()[:10]))
    loose = loose_signs(ROOT / "po/fr.po")
    results.append((not loose, "French has no-break spaces beside its signs", loose[:10]))
    print(f"1..{len(results)}")
    for number, (fine, name, details) in enumerate(results, 1):
        print(f"{'ok' if fine else 'not ok'} {number} - {name}")
        if not fine:
            for detail in details:
                print(f"# {detail}")
    return 0 if all(fine for fine, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
