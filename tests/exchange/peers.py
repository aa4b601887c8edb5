#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our reading of every real file of ISO 2709 against that of yaz-marcdump, field by field, and of MARC::Record, by number.

peers.py DUMP [FILE…] with DUMP as tests/exchange/dump.c makes it; files are those of $RC_SHARED_DATA. Prints what differs.
A peer that is not installed is left out; without any there is nothing to do (exit 77)."""

import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

PERL = r"""
use MARC::File::USMARC; my $file = MARC::File::USMARC->in ($ARGV[0]); my $n = 0;
while (1) { my $record = eval { $file->next () }; last if !defined $record && !$@; $n++ if defined $record && $record->fields () > 0; last if $n > 5000; }
print $n;
"""


def ours(dump, path):
    text = subprocess.run([dump, path], capture_output=True).stdout.decode("utf-8", "replace")
    records = []
    for line in text.split("\n"):
        if line.startswith("R"):
            _, encoding, rejection, _ = line.split("\t")
            records.append({"encoding": encoding, "rejection": rejection, "fields": []})
        elif line.startswith("F"):
            tag, data = line[1:].split("\t", 1)
            records[-1]["fields"].append((tag, normal(data)))
    return records


def normal(text):
    """Only what is said: blanks, delimiters and the way marks are composed are the same in all."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\x00-\x1f]+", "", re.sub(r"\x1f(.)", r"$\1", text))


def yaz(path, encoding):
    convert = [] if encoding in ("", "utf-8") else ["-f", encoding, "-t", "utf-8"]
    output = subprocess.run(["yaz-marcdump", *convert, path], capture_output=True).stdout.decode("utf-8", "replace")
    records = []
    for block in re.split(r"\n\n+", output):
        fields = []
        for line in block.split("\n"):
            if re.match(r"[0-9A-Za-z]{3} ", line) and not line.startswith("<!--"):
                tag, data = line[:3], line[4:]
                fields.append((tag, normal(re.sub(r" \$(.) ", r"$\1", data))))
        if fields:
            records.append(fields)
    return records


def perl_count(path):
    done = subprocess.run(["perl", "-e", PERL, path], capture_output=True, timeout=60)
    return int(done.stdout) if done.returncode == 0 and done.stdout else None


def compare(dump, path, with_perl, sums):
    mine = ours(dump, path)
    read = [record for record in mine if record["fields"]]
    refused = [record for record in mine if not record["fields"]]
    encodings = collections.Counter(record["encoding"] for record in read if record["encoding"])
    theirs = yaz(path, encodings.most_common(1)[0][0] if encodings else "")
    count = perl_count(path) if with_perl else None
    sums["files"] += 1
    sums["ours"] += len(read)
    sums["yaz"] += len(theirs)
    sums["perl"] += count or 0
    # A record that is refused as an authority is read, only not taken.
    if len(mine) < len(theirs) or (count is not None and len(mine) < count):
        print(f"{path}: {len(read)} and {len(refused)} refused, yaz-marcdump {len(theirs)}, MARC::Record {count}")
    if refused or len(read) != len(theirs):
        sums["not compared"] += 1
        return
    for number, (record, other) in enumerate(zip(read, theirs), 1):
        left = collections.Counter(record["fields"]) - collections.Counter(other)
        right = collections.Counter(other) - collections.Counter(record["fields"])
        sums["fields"] += len(record["fields"])
        sums["different"] += sum(left.values())
        if left or right:
            first = next(iter(left), None), next(iter(right), None)
            print(f"{path}: record {number}: {sum(left.values())} only here, {sum(right.values())} only there: {str(first)[:260]}")


def main():
    if not shutil.which("yaz-marcdump"):
        print("yaz-marcdump is not here")
        sys.exit(77)
    with_perl = subprocess.run(["perl", "-MMARC::Record", "-e", "1"], capture_output=True).returncode == 0
    shared = pathlib.Path(os.environ.get("RC_SHARED_DATA", "."))
    files = sys.argv[2:] or [str(path) for folder in ("marc", "unimarc") for path in sorted((shared / folder).rglob("*"))
                             if path.suffix in (".mrc", ".marc", ".dat", ".usmarc", ".ISO")]
    sums = collections.Counter()
    for path in files:
        compare(sys.argv[1], path, with_perl, sums)
    print(", ".join(f"{name} {number}" for name, number in sums.items()))


main()
