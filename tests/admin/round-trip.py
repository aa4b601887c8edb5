#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every real MARC file: no record unaccounted for, and what was added comes out field by field as it went in."""
import functools
import json
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from cases import ADMIN, SHARED, Catalogue, Skip, accounts_for_all, assert_equal, book, case, parse_iso2709, run_cases

SMALL = 12_000_000
KEPT = tempfile.TemporaryDirectory(prefix="rc-round-trip-")


def files(*folders):
    found = []
    for folder in folders:
        if (SHARED / folder).is_dir():
            found += [path for path in sorted((SHARED / folder).rglob("*")) if path.is_file() and path.stat().st_size < SMALL]
    if not found:
        raise Skip("the shared data is not here")
    return found


@functools.cache
def import_one(path):
    """What came of a file in a catalogue of its own: the catalogue and the report, or nothing. Each case looks at the same one."""
    catalogue = Catalogue(Path(tempfile.mkdtemp(dir=KEPT.name)) / "catalogue")
    done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), "--json", "import", str(path)], capture_output=True, timeout=300)
    assert done.returncode in (0, 1, 3), f"{path}: {done.returncode} {done.stderr[-2000:]}"
    answer = json.loads(done.stdout)
    if done.returncode == 1:
        assert answer["error"]["code"] in ("unknown-format", "empty", "failed"), f"{path}: {answer}"
        assert not catalogue.folder.exists(), path
        return None
    accounts_for_all(answer)
    return catalogue, answer


def import_each(paths):
    """Yields what came of each file, where anything did."""
    for path in paths:
        imported = import_one(path)
        if imported:
            yield path, *imported


def is_utf8(fields):
    try:
        for _, value in fields:
            value.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


@case
def accounted(folder):
    """every MARC file is imported or refused in one line, and read is the sum of the rest"""
    n_files = n_records = 0
    for path, catalogue, report in import_each(files("marc", "marcxml", "unimarc")):
        n_files += 1
        n_records += report["read"]
    print(f"# {n_files} files, {n_records} records")
    assert n_files >= 20, n_files


@case
def exchanged(folder):
    """records come back from ISO 2709 field by field, those in UTF-8 byte by byte"""
    n_compared = n_repaired = 0
    for path, catalogue, report in import_each(files("marc")):
        try:
            wanted = parse_iso2709(path.read_bytes())
        except (AssertionError, ValueError, IndexError):
            continue  # this parser repairs nothing
        repaired = {problem["position"] for problem in report["problems"]}
        if report["added"] != len(wanted):
            continue
        catalogue.text("export", "--output", folder / "out")
        found = parse_iso2709((folder / "out").read_bytes())
        assert_equal(len(found), len(wanted))
        for number, ((old_leader, old), (new_leader, new)) in enumerate(zip(wanted, found), 1):
            if number in repaired:
                n_repaired += 1
                continue
            assert_equal([tag for tag, _ in new], [tag for tag, _ in old])
            assert_equal(new_leader[9:10], b"a")
            assert_equal(new_leader[5:9] + new_leader[17:20], old_leader[5:9] + old_leader[17:20])
            if old_leader[9:10] == b"a" and is_utf8(old):
                assert new == old, f"{path.name}, record {number}: " + str([pair for pair in zip(old, new) if pair[0] != pair[1]][:1])
                n_compared += 1
    print(f"# {n_compared} records compared byte by byte, {n_repaired} were repaired and said so")
    assert n_compared >= 50, n_compared


@case
def again(folder):
    """what was exported as MARCXML comes in and goes out the same"""
    n_files = n_records = 0
    for path, catalogue, report in import_each(files("marc", "marcxml")):
        if report["added"] == 0:
            continue
        n_files += 1
        catalogue.text("export", "--format", "marcxml", "--output", folder / "out.xml")
        assert_equal(len(ElementTree.parse(folder / "out.xml").getroot()), report["added"])
        second = Catalogue(folder / f"second-{n_files}")
        copy = second.run("import", folder / "out.xml").json
        assert_equal((copy["read"], copy["rejected"]), (report["added"], 0))
        second.text("export", "--format", "marcxml", "--output", folder / "out2.xml")
        if not report["problems"] and not copy["problems"] and copy["added"] == report["added"]:
            assert (folder / "out.xml").read_bytes() == (folder / "out2.xml").read_bytes(), path
            n_records += report["added"]
    print(f"# {n_records} records")
    assert n_records >= 50, n_records


def isis_record(mfn, fields, status=0):
    """A record of a master file as CDS/ISIS packs it: leader, directory, text."""
    directory, text = b"", b""
    for tag, value in fields:
        directory += struct.pack("<HHH", tag, len(text), len(value))
        text += value
    size = 18 + len(directory) + len(text)
    return struct.pack("<iHiHHHH", mfn, size + size % 2, 0, 0, 18 + len(directory), len(fields), status) + directory + text + b" " * (size % 2)


@case
def isis(folder):
    """a database of CDS/ISIS: its own format and encoding, deleted records, versions, names in mixed case, and from a pipe"""
    old = isis_record(1, [(24, "Старое".encode("cp866"))])
    new = isis_record(1, [(24, "Отрар: раскопки древнего города".encode("cp866")), (26, b"^aAlma-Ata^c1972"), (99, "Полка".encode("cp866"))])
    other = isis_record(2, [(24, "Великий Шёлковый путь".encode("cp866")), (70, "Байпаков, К. М.".encode("cp866"))])
    deleted = isis_record(3, [(24, "Списано".encode("cp866"))], status=1)
    parts, offsets = [old, other, deleted, new], []
    data = struct.pack("<ii", 0, 4) + bytes(56)
    for part in parts:
        offsets.append(len(data))
        data += part
    pointers = [(offsets[number] // 512 + 1) * 2048 + offsets[number] % 512 for number in (3, 1, 2)]
    (folder / "Otrar.MST").write_bytes(data)
    (folder / "OTRAR.xrf").write_bytes(struct.pack("<i127i", -1, *pointers, *[0] * 124))
    catalogue = Catalogue(folder / "c")
    report = catalogue.run("import", folder / "Otrar.MST", expect=3).json
    assert_equal((report["read"], report["added"], report["rejected"]), (3, 2, 1))
    assert_equal([problem["control"] for problem in report["problems"] if "deleted" in problem["message"]], ["3"])
    assert_equal([(file["format"], file["encoding"].lower()) for file in report["files"]], [("isis", "cp866")])
    titles = [dict(fields)["245"].decode() for _, fields in parse_iso2709(catalogue.text("export").out)]
    assert_equal(sorted(titles), ["00\x1faВеликий Шёлковый путь", "00\x1faОтрар: раскопки древнего города"])
    assert b"v99=\xd0\x9f\xd0\xbe\xd0\xbb\xd0\xba\xd0\xb0" in catalogue.text("export").out
    again = catalogue.run("import", folder / "Otrar.MST", expect=3).json
    assert_equal((again["unchanged"], again["rejected"]), (2, 1))
    report = Catalogue(folder / "piped").run("import", "-", stdin=data, expect=3).json
    accounts_for_all(report)
    assert_equal((report["read"], report["rejected"]), (3, 1))
    databases = [path for path in (SHARED / "isis/cds/cds.mst", SHARED / "isis/cds/cds.iso") if path.exists()]
    for path, _, report in import_each(databases):
        assert_equal((report["read"], report["rejected"]), (150, 0))


@case
def own(folder):
    """our own records, without any other data"""
    catalogue = Catalogue(folder / "c")
    data = b"".join(book(f"KZ{n}", f"Отырар {n}") for n in range(100))
    (folder / "b.mrc").write_bytes(data)
    catalogue.run("import", folder / "b.mrc")
    assert_equal([fields for _, fields in parse_iso2709(catalogue.text("export").out)], [fields for _, fields in parse_iso2709(data)])


if __name__ == "__main__":
    sys.exit(run_cases())
