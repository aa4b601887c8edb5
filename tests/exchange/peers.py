#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our reading of files of ISO 2709 and MARCXML against those of yaz-marcdump and of MARC::Record: how many records, and in each the
tags, indicators, codes and texts of its fields.

peers.py DUMP [FILE…] with DUMP as tests/exchange/dump.c makes it; without files, those of $RC_SHARED_DATA. A line for each file
where another one reads more records or something else, with the first fields in which it has "more" than ours, or other "letters"
beyond ASCII; then the sums. Letters that it did not convert either do not count. A peer that is not installed is left out; without
yaz-marcdump there is nothing to do (exit 77)."""

import collections
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

MOST_SHOWN = int(os.environ.get("RC_SHOWN", "3"))
MOST_TRIED = 40  # fields of a tag
KINDS = (".mrc", ".marc", ".dat", ".usmarc", ".ISO", ".xml")

# MARC-8 by the leader, as that library does; the rest as bytes.
PERL = r"""
use MARC::Batch; use MARC::Charset; use MARC::File::USMARC; use MARC::File::XML (BinaryEncoding => 'utf8');
MARC::Charset->ignore_errors (1); MARC::Charset->assume_unicode (0);
binmode STDOUT; my ($kind, $path) = @ARGV; my $batch = MARC::Batch->new ($kind, $path);
$batch->strict_off; $batch->warnings_off; $SIG{__WARN__} = sub {};
sub clean { my $text = shift // ''; utf8::encode ($text) if utf8::is_utf8 ($text); $text =~ s/[\n\r\x1e\x1d]/ /g; return $text; }
for (my $n = 0; $n < 20000; $n++)
  {
    my $record = eval { $batch->next () };
    if ($@) { next if $kind eq 'USMARC'; last; }
    last if !defined $record;
    my $marc8 = $kind eq 'USMARC' && substr ($record->leader () . ' ' x 24, 9, 1) ne 'a';
    print "R\n";
    for my $field ($record->fields ())
      {
        my $data = $field->is_control_field () ? clean ($field->data ())
                   : clean ($field->indicator (1)) . clean ($field->indicator (2)) . join ('', map { "\x1f" . clean ($_->[0]) . clean ($_->[1]) } $field->subfields ());
        if ($marc8 && $data =~ /[\x80-\xff\x1b]/)
          { $data = join ("\x1f", map { clean (MARC::Charset::marc8_to_utf8 ($_)) } split (/\x1f/, $data, -1)); }
        print 'F', $field->tag (), "\t", $data, "\n";
      }
  }
"""


def normal(text):
    """Only what is said: blanks and the way marks are composed are the same in all; references are characters."""
    text = re.sub(r"&#x([0-9A-Fa-f]{2,6});", lambda m: chr(int(m[1], 16)) if 0xA0 <= int(m[1], 16) < 0x110000 else m[0], text)
    return re.sub(r"[\s\x00-\x1e]+", "", unicodedata.normalize("NFC", text))


def field(tag, data):
    """A field as it can be compared: indicators apart from text, each subfield with its code."""
    if tag.isdigit():
        tag = tag.zfill(3)
    if "\x1f" not in data:
        return tag, "", normal(data)
    indicators, *parts = data.split("\x1f")
    return tag, re.sub(r"[#\s]", " ", indicators.ljust(2)[:2]), "".join("\x1f" + normal(part) for part in parts)


def parse(text):
    records = []
    for line in text.split("\n"):
        if line.startswith("R"):
            values = line.split("\t")
            records.append({"encoding": values[1] if len(values) > 1 else "", "fields": []})
        elif line.startswith("F") and records:
            tag, data = line[1:].split("\t", 1)
            records[-1]["fields"].append(field(tag, data))
    return records


def run(*command):
    try:
        return subprocess.run(command, capture_output=True, timeout=120).stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return ""


def read_yaz(path, encoding):
    kind = ["-i", "marcxml"] if is_xml(path) else []
    convert = [] if encoding in ("", "utf-8") or kind else ["-f", encoding, "-t", "utf-8"]
    text = run("yaz-marcdump", *kind, "-o", "json", *convert, path)
    decoder = json.JSONDecoder(strict=False)
    records = []
    for part in re.split(r"(?m)^(?=\{$)", text):
        try:
            record, _ = decoder.raw_decode(part)
        except json.JSONDecodeError:
            continue
        fields = []
        for one in record.get("fields", []):
            for tag, value in one.items():
                if isinstance(value, dict):
                    value = value.get("ind1", " ") + value.get("ind2", " ") + "".join("\x1f" + c + t for s in value.get("subfields", []) for c, t in s.items())
                fields.append(field(tag, value))
        # An answer of SRU has a record around each, which it reads once more.
        if fields and not (kind and records and records[-1]["fields"] == fields):
            records.append({"fields": fields})
    return records


def read_perl(path):
    return [r for r in parse(run("perl", "-e", PERL, "XML" if is_xml(path) else "USMARC", path)) if r["fields"]]


def is_xml(path):
    return path.endswith((".xml", ".mrx", ".marcxml"))


def key(record):
    """What tells a record from others: its number and the ASCII letters of its title."""
    number = next((f[2] for f in record["fields"] if f[0] == "001"), "")
    title = next((f[2] for f in record["fields"] if f[0] in ("245", "200")), "")
    return number, re.sub(r"[^A-Za-z]", "", title)[:40]


def pairs(mine, theirs):
    if len(mine) == len(theirs):
        yield from zip(mine, theirs)
        return
    matcher = difflib.SequenceMatcher(None, [key(r) for r in mine], [key(r) for r in theirs], autojunk=False)
    for a, b, n in matcher.get_matching_blocks():
        yield from zip(mine[a:a + n], theirs[b:b + n])


def plain(text):
    return re.sub(r"[^\x20-\x7e\x1f]", "", text)


def is_within(part, text):
    """All characters of the part are in the text, in their order."""
    rest = iter(text)
    return all(c in rest for c in part)


def find_kind(value, ours, whole):
    """How a field of a peer stands to ours of the same tag: it has less, it has other letters beyond ASCII, or it has more."""
    if not whole or "\ufffd" in value[2] or re.search("[\x80-\x9f\x1b]", value[2]):
        value = value[0], value[1], plain(value[2])
    for kind in "less", "letters":
        for one in ours:
            said = one[1].replace("-", " ") + one[2] if value[1] else one[1] + one[2]
            part = value[1].replace("-", " ") + value[2]
            if is_within(part if kind == "less" else plain(part), said):
                return kind, one
    return "more", next(iter(ours), None)


def compare_with(name, mine, theirs, sums):
    """Numbers of fields by how they differ."""
    kinds = collections.Counter()
    for number, (record, other) in enumerate(pairs(mine, theirs), 1):
        whole = name == "yaz" or record["encoding"] in ("", "utf-8", "marc-8")
        left = list((collections.Counter(record["fields"]) - collections.Counter(other["fields"])).elements())
        sums[f"fields of {name}"] += len(other["fields"])
        for value in (collections.Counter(other["fields"]) - collections.Counter(record["fields"])).elements():
            same = [one for one in left if one[0] == value[0]][:MOST_TRIED]
            kind, one = find_kind(value, same, whole)
            if one in left:
                left.remove(one)
            kinds[kind] += 1
            sums[f"{kind} in {name}"] += 1
            if kind != "less" and kinds[kind] <= MOST_SHOWN:
                print(f"  {kind} in {name}, record {number}: {str(value):.200}\n    ours: {str(one):.200}".replace("\\x1f", " $"))
    return kinds


def compare(dump, path, with_perl, sums):
    mine = parse(run(dump, path))
    read = [record for record in mine if record["fields"]]
    runs = {}
    theirs = None
    for encoding in sorted({r["encoding"] for r in read} or {""}):
        runs[encoding] = read_yaz(path, encoding)
    first = next(iter(runs.values()))
    if len(runs) == 1 or any(len(r) != len(first) for r in runs.values()) or len(first) != len(read):
        common = collections.Counter(r["encoding"] for r in read if r["encoding"]).most_common(1)
        theirs = runs[common[0][0]] if common else first
    else:
        theirs = [runs[r["encoding"]][i] for i, r in enumerate(read)]
    others = {"yaz": theirs, **({"perl": read_perl(path)} if with_perl else {})}
    sums["files"] += 1
    sums["ours"] += len(mine)
    verdict = []
    for name, records in others.items():
        sums[name] += len(records)
        if len(records) > len(mine):
            verdict.append(f"{name} reads {len(records)}, we {len(mine)}")
    different = {name: dict(compare_with(name, read, records, sums)) for name, records in others.items()}
    if verdict or any(different.values()):
        print(f"{path}: {len(read)} and {len(mine) - len(read)} refused; {', '.join(verdict)} {different}", flush=True)


def main():
    if not shutil.which("yaz-marcdump"):
        print("yaz-marcdump is not here")
        sys.exit(77)
    with_perl = subprocess.run(["perl", "-MMARC::Batch", "-MMARC::File::XML", "-MMARC::Charset", "-e", "1"], capture_output=True).returncode == 0
    shared = pathlib.Path(os.environ.get("RC_SHARED_DATA", "."))
    files = sys.argv[2:] or [str(path) for folder in ("marc", "unimarc", "marcxml") for path in sorted((shared / folder).rglob("*"))
                             if path.suffix in KINDS]
    sums = collections.Counter()
    for path in files:
        compare(sys.argv[1], path, with_perl, sums)
    print(", ".join(f"{name} {number}" for name, number in sums.items()))


main()
