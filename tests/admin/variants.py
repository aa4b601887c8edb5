#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variants of good files as other people's programs write them: what is there comes in, and what was done to it is said."""
import gzip
import sys

from cases import Catalogue, accounts_for_all, assert_equal, book, case, marc, parse_iso2709, run_cases

SLIM = "http://www.loc.gov/MARC21/slim"
ONE, TWO, THREE = book("KZ1", "One"), book("KZ2", "Two"), book("KZ3", "Three")


def take(folder, data, expect=0, name="in"):
    """Imports into a catalogue of its own: the report, and the records as they come out."""
    (folder / name).write_bytes(data)
    catalogue = Catalogue(folder / f"c-{name}")
    report = catalogue.run("import", folder / name, expect=expect).json
    accounts_for_all(report)
    again = catalogue.run("import", folder / name, expect=expect).json
    assert_equal((again["added"], again["updated"], again["rejected"]), (0, 0, report["rejected"]))
    catalogue.run("undo", again["import"])
    return report, parse_iso2709(catalogue.text("export").out), catalogue


def fields(data):
    return [record for _, record in parse_iso2709(data)]


@case
def blank_leaders(folder):
    """a leader whose numbers were left blank, or all of it, costs no field"""
    blank_length = b"     " + ONE[5:]
    all_blank = b" " * 24 + ONE[24:]
    for number, first in enumerate((blank_length, all_blank, b"\r\n" + blank_length, b"      " + ONE, ONE[:5] + b"     " + ONE[10:])):
        for data in (first + TWO + THREE, TWO + first + THREE, TWO + THREE + first):
            _, records, _ = take(folder, data, name=f"in{number}-{data.find(b'KZ1')}")
            assert_equal(sorted(map(str, (record for _, record in records))), sorted(map(str, fields(ONE + TWO + THREE))))


@case
def foreign_entry(folder):
    """an entry too many in the directory does not move the other fields"""
    report, records, _ = take(folder, ONE[:24] + b"500001000000" + ONE[24:] + TWO)
    assert_equal([record for _, record in records], fields(ONE + TWO))
    assert any("is not there" in problem["message"] for problem in report["problems"]), report


@case
def lines_of_marc(folder):
    """lines of MARC bring back what has no place in them"""
    strange = marc(("001", "A \x1fb$"), ("005", "x\x1fay"), ("245", "\x1faNo indicators"), ("246", "1\x1faone {x} $5 \\ "), ("500", "  \x1fabell \x07 zero \0 end"),
                   ("501", "\x1f\x1f"), ("650", " 0\x1faSubject"))
    _, wanted, catalogue = take(folder, strange)
    (folder / "out.mrk").write_bytes(catalogue.text("export", "--format", "mrk").out)
    second = Catalogue(folder / "second")
    second.run("import", folder / "out.mrk")
    assert_equal(parse_iso2709(second.text("export").out), wanted)


@case
def terminators_in_lines(folder):
    """lines of MARC that hold a terminator do not stop an export"""
    _, records, _ = take(folder, b"=LDR  00000nam a2200000   4500\n=001  A\n=245  10$aTi\x1etle\x1d\n\n")
    assert_equal([record for _, record in records], [[("001", b"A"), ("245", b"10\x1faTi tle ")]])


@case
def not_for_xml(folder):
    """what XML cannot hold is said when it is written"""
    _, _, catalogue = take(folder, marc(("001", "A"), ("245", "10\x1fabell \x07 and \x1b[31m")) + TWO)
    report = catalogue.run("export", "--format", "marcxml", "--output", folder / "out.xml").json
    assert_equal([problem["control"] for problem in report["problems"]], ["A"])
    assert_equal(catalogue.run("export", "--output", folder / "out.mrc").json["problems"], [])


@case
def one_number_twice(folder):
    """of two records with one control number the last one counts, every time, and that is said"""
    data = ONE + TWO + book("KZ1", "One again")
    (folder / "in").write_bytes(data)
    catalogue = Catalogue(folder / "c")
    for updated in (1, 2):
        report = catalogue.run("import", folder / "in").json
        assert_equal((report["updated"], [(problem["position"], problem["control"]) for problem in report["problems"]]), (updated, [(3, "KZ1")]))
        assert_equal([content for _, content in parse_iso2709(catalogue.text("export").out)][0], fields(data)[2])


@case
def packed(folder):
    """a packed file is called so"""
    (folder / "in").write_bytes(gzip.compress(ONE))
    assert "packed" in Catalogue(folder / "c").fails("unknown-format", "import", folder / "in")


def record(title, control="X1", prefix=""):
    return (f"<{prefix}record><{prefix}leader>\n  00000nam a2200000 i 4500\n</{prefix}leader><{prefix}controlfield tag=\"001\">{control}</{prefix}controlfield>"
            f"<{prefix}datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><{prefix}subfield code=\"a\">{title}</{prefix}subfield></{prefix}datafield></{prefix}record>")


def collection(body, declaration='<?xml version="1.0" encoding="UTF-8"?>', start=f'<collection xmlns="{SLIM}">', end="</collection>"):
    return declaration + start + body + end


TITLE = "История Казахстана и Отырарская библиотека"


@case
def xml_in_other_clothes(folder):
    """MARCXML in UTF-16, with a prefix that nobody declared, in an encoding that it does not name"""
    sixteen = '<?xml version="1.0" encoding="UTF-16"?>'
    variants = [
        collection(record(TITLE), sixteen).encode("utf-16"),
        collection(record(TITLE), sixteen).encode("utf-16-le"),
        collection(record(TITLE), sixteen).encode("utf-16-be"),
        collection(record(TITLE), "").encode("utf-16"),
        collection(record(TITLE, prefix="marc:"), start="<marc:collection>", end="</marc:collection>").encode(),
        collection(record(TITLE)).encode("cp1251"),
        collection(record(TITLE)).encode("koi8-r"),
        collection(record(TITLE), '<?xml version="1.0" encoding="windows-1251"?>').encode("cp1251"),
    ]
    for number, data in enumerate(variants):
        report, records, _ = take(folder, data, name=f"in{number}")
        assert_equal(report["added"], 1)
        leader, content = records[0]
        assert_equal(content, [("001", b"X1"), ("245", b"10\x1fa" + TITLE.encode())])
        assert_equal(leader[5:8], b"nam")
        assert_equal(any("guess" in problem["message"] for problem in report["problems"]), number in (5, 6))


@case
def xml_with_broken_bytes(folder):
    """single bytes that are no UTF-8 cost themselves alone, wherever they stand"""
    for at in (10, 500, 1900, 2040, 2041, 4090):
        data = collection(record("é" * at + "@@Ж") + record("Two", "X2") + record("Three", "X3")).encode().replace(b"@@", b"\xff\xd0")
        report, records, _ = take(folder, data, name=f"in{at}")
        assert_equal(report["added"], 3)
        assert_equal([content[1][1] for _, content in records], [b"10\x1fa" + "é".encode() * at + "??Ж".encode(), b"10\x1faTwo", b"10\x1faThree"])
        assert any("2 bytes" in problem["message"] for problem in report["problems"]), report


@case
def xml_with_html_in_it(folder):
    """a bare & or < and the entities of HTML are repaired and said, but not in CDATA"""
    title = "Fish & chips&nbsp;&eacute;t&eacute; 1 < 2 &amp; &#233; &#1; AT&T;"
    for declared in ("UTF-8", "windows-1251"):
        data = collection(record("Рыба") + record(title, "X2") + record("<![CDATA[R&D &nbsp; <b>]]>", "X3"), f'<?xml version="1.0" encoding="{declared}"?>')
        report, records, _ = take(folder, data.encode(declared), name="in" + declared)
        assert_equal([content[1][1].decode() for _, content in records],
                     ["10\x1faРыба", "10\x1faFish & chips\xa0été 1 < 2 & é ? AT&T;", "10\x1faR&D &nbsp; <b>"])
        assert any(problem["control"] == "X2" and problem["message"].startswith("6 ") for problem in report["problems"]), report


@case
def xml_broken_in_the_middle(folder):
    """a record that is no XML costs itself alone, and its bytes are among the rejects"""
    broken = record("Two", "X2").replace("</datafield>", "")
    cut = record("Two", "X2")[:120]
    wrap = "<metadata>{}</metadata>".format
    for number, bad in enumerate((broken, cut, record("A</b>", "X2"))):
        for many in (0, 40):
            more = "".join(record(f"More {n}", f"M{n}") for n in range(many))
            name = f"in{number}-{many}"
            (folder / name).write_text(collection("\n" + record("One") + more + "\n" + bad + "\n" + record("Three — три", "X3")))
            catalogue = Catalogue(folder / f"c-{name}")
            report = catalogue.run("import", "--rejects", folder / f"rejects-{name}", folder / name, expect=3).json
            accounts_for_all(report)
            assert_equal((report["added"], report["rejected"]), (2 + many, 1))
            assert_equal((folder / f"rejects-{name}").read_text().strip(), bad)
            assert "line 3" in report["problems"][0]["message"] or number == 1, report
    (folder / "oai").write_text("<OAI-PMH><ListRecords>" + "".join(f"<record>{wrap(record(n, n))}</record>" for n in ("A", "B</b>", "C")) + "</ListRecords></OAI-PMH>")
    assert_equal(Catalogue(folder / "c-oai").run("import", folder / "oai", expect=3).json["added"], 2)


@case
def xml_cut_short(folder):
    """of a file that ends in a record the whole ones come in, and the cut one is among the rejects, counted once"""
    cut = record("Two", "X2")[:150]
    (folder / "in").write_text(collection(record("One") + cut, end=""))
    report = Catalogue(folder / "c").run("import", "--rejects", folder / "rejects", folder / "in", expect=3).json
    assert_equal((report["read"], report["added"], report["rejected"]), (2, 1, 1))
    assert_equal((folder / "rejects").read_text(), cut)
    assert "too early" in report["problems"][0]["message"], report


@case
def no_record(folder):
    """a file without a record is no success"""
    for number, data in enumerate((collection(""), "<record><title>T</title></record>")):
        (folder / f"in{number}").write_text(data)
        assert "no record" in Catalogue(folder / "c").fails("empty", "import", folder / f"in{number}")
    (folder / "one.mrc").write_bytes(ONE)
    report = Catalogue(folder / "c").run("import", folder / "one.mrc", folder / "in0", expect=3).json
    assert_equal((report["added"], [problem["message"] for problem in report["problems"]]), (1, ["there is no record in the file"]))


if __name__ == "__main__":
    sys.exit(run_cases())
