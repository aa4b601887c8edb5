#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of publications: guessed, by a mapping, out and in again, and what is refused."""
import csv
import io
import sys

from cases import SHARED, Catalogue, Skip, assert_equal, book, case, run_cases

BOOKS = "Инв. номер;Автор;Название книги;Год издания;Язык;Цвет\r\nБ-1;Ауэзов М. О.;Абай жолы;1947;казахский;синий\r\nБ-2;Толстой, Лев;Война и мир;1869;русский;\r\n"


def assert_in(part, whole):
    assert part in whole, f"{part!r} is not in {whole!r}"


def shared(name):
    if not (SHARED / name).exists():
        raise Skip("the shared data is not here")
    return SHARED / name


def export(catalogue, form="csv"):
    return catalogue.text("export", "--format", form).out.decode("utf-8")


@case
def guessed(folder):
    """a table in an office's encoding is read by the names of its columns, and says so"""
    (folder / "books.csv").write_bytes(BOOKS.encode("cp1251"))
    catalogue = Catalogue(folder / "c")
    report = catalogue.run("import", folder / "books.csv").json
    assert_equal([report["read"], report["added"], report["rejected"]], [2, 2, 0])
    assert_equal(report["files"][0]["format"], "csv")
    columns, encoding = (problem["message"] for problem in report["problems"])
    assert_in("1251", encoding)
    assert_in("Название книги = title", columns)
    assert_in("Цвет", columns.split("kept beside")[1])
    assert_equal(catalogue.run("search", "Б-2").json["results"][0]["title"], "Война и мир")
    assert_equal(catalogue.run("search", "Ауэзов").json["total"], 1)
    catalogue.check()


@case
def quotes(folder):
    """a quotation mark that is not closed costs its row, which is named and kept, and not the rest"""
    (folder / "b.csv").write_text('title,year\nA,1990\nB,"1991\nC,1992\nD,1993\n')
    catalogue = Catalogue(folder / "c")
    report = catalogue.run("import", folder / "b.csv", "--rejects", folder / "r", expect=3).json
    assert_equal([report["read"], report["added"], report["rejected"]], [4, 3, 1])
    assert_equal(report["problems"][0]["position"], 2)
    assert_in("line 3", report["problems"][0]["message"])
    assert_equal((folder / "r").read_text(), 'B,"1991\n')


@case
def by_a_mapping(folder):
    """a mapping is guessed, changed, kept under a name and used"""
    (folder / "t.csv").write_text("Country;Text;Who\nKZ;Water;Lee Ann\nKG;Land;Kim Bo\n")
    catalogue = Catalogue(folder / "c")
    error = catalogue.run("import", folder / "t.csv", expect=1).json["error"]
    assert_in("mapping", error["message"])
    guess = catalogue.run("mapping", "guess", folder / "t.csv").json
    assert_equal(guess["rows"][1], ["KG", "Land", "Kim Bo"])
    text = guess["mapping"].replace("Text=other", "Text=title").replace("Who=other", "Who=author").replace("names=auto", "names=last-first")
    (folder / "my.mapping").write_text(text)
    report = catalogue.run("import", folder / "t.csv", "--mapping", folder / "my.mapping").json
    assert_equal(report["added"], 2)
    assert_in("Lee, Ann", export(catalogue, "mrk"))
    catalogue.run("mapping", "add", "Countries", folder / "my.mapping")
    assert_equal(catalogue.run("mapping", "list").json, {"mappings": ["Countries"]})
    assert_equal(catalogue.run("mapping", "show", "Countries").json["mapping"], text)
    other = (folder / "u.csv")
    other.write_text("Country;Text;Who\nUZ;Air;Cho Di\n")
    assert_equal(catalogue.run("import", other, "--mapping", "Countries").json["added"], 1)
    catalogue.run("backup", folder / "b")
    again = Catalogue(folder / "d")
    again.run("init")
    again.run("restore", folder / "b")
    assert_equal(again.run("mapping", "list").json, {"mappings": ["Countries"]})
    catalogue.run("mapping", "remove", "Countries")
    assert_equal(catalogue.run("import", other, "--mapping", "Countries", expect=1).json["error"]["code"], "not-found")
    assert_equal(catalogue.run("mapping", "remove", "Countries", expect=1).json["error"]["code"], "not-found")
    catalogue.check()


@case
def bad_mappings(folder):
    """a mapping that is none, or used for what is no table, changes nothing"""
    (folder / "t.csv").write_text("A,B\nx,y\n")
    (folder / "b.mrc").write_bytes(book("KZ1", "Otrar"))
    (folder / "bad").write_text("[columns]\nA=colour\n")
    (folder / "good").write_text("[columns]\nA=title\n")
    catalogue = Catalogue(folder / "c")
    for arguments in (["import", folder / "t.csv", "--mapping", folder / "bad"], ["import", folder / "t.csv", "--mapping", "nowhere"],
                      ["import", folder / "b.mrc", "--mapping", folder / "good"]):
        catalogue.run(*arguments, expect=1)
        assert not catalogue.folder.exists()
    catalogue.run("import", folder / "t.csv", "--format", "mrk", "--mapping", folder / "good", expect=2)
    catalogue.run("init")
    catalogue.run("mapping", "add", "X", folder / "bad", expect=1)
    assert_equal(catalogue.run("mapping", "list").json, {"mappings": []})


@case
def out_and_in(folder):
    """an export has all columns, opens in a spreadsheet without being calculated, and comes back the same"""
    table = "title,author,barcode,Colour,abstract\n=1+1,\"Lee, Ann\",1001; 1002,red; blue,-5\n\"Two, \"\"three\"\"\",,,,+\n"
    (folder / "t.csv").write_text(table)
    first = Catalogue(folder / "c")
    first.run("import", folder / "t.csv")
    data = export(first)
    assert data.startswith("\ufeffcontrol,type,title,")
    rows = list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"), newline="")))
    assert_equal([row["title"] for row in rows], ["'=1+1", 'Two, "three"'])
    assert_equal([row["abstract"] for row in rows], ["'-5", "'+"])
    assert_equal(rows[0]["barcode"], "1001; 1002")
    assert_equal(rows[0]["other"], "Colour: red;; blue")
    (folder / "e.csv").write_bytes(data.encode())
    second = Catalogue(folder / "d")
    assert_equal(second.run("import", folder / "e.csv").json["problems"], [])
    assert_equal(export(second), data)
    assert_equal(second.run("search", "1002").json["total"], 1)


@case
def lent_copies(folder):
    """which copy is lent, until when, goes out with a table and comes in again, and changes what the catalogue says"""
    table = folder / "t.csv"
    table.write_text("Title,Barcode,Item status,Due date,Item note\nWater,C-1;C-2,available;checked out,;2026-12-24,;torn\nLand,C-3,lost,,\n")
    catalogue = Catalogue(folder / "c")
    assert_equal(catalogue.run("import", table).json["added"], 2)
    copies = catalogue.run("show", "C-2").json["copies"]
    assert_equal([(copy["status"], copy.get("due"), copy.get("note")) for copy in copies], [("on shelf", None, None), ("on loan", "2026-12-24", "torn")])
    data = export(catalogue)
    (folder / "e.csv").write_bytes(data.encode())
    again = Catalogue(folder / "d")
    assert_equal(again.run("import", folder / "e.csv").json["added"], 2)
    assert_equal(export(again), data)
    # The same once more changes nothing; what was given back meanwhile is an update, which can be undone.
    assert_equal(again.run("import", folder / "e.csv").json["updated"], 0)
    (folder / "e.csv").write_bytes(data.replace("on shelf; on loan", "on shelf; on shelf").replace("; 2026-12-24", "").encode())
    report = again.run("import", folder / "e.csv").json
    assert_equal(report["updated"], 1)
    assert_equal(again.run("show", "C-2").json["copies"][1]["status"], "on shelf")
    again.run("undo", str(report["import"]))
    assert_equal(again.run("show", "C-2").json["copies"][1]["due"], "2026-12-24")
    # MARC says nothing of it, and takes nothing away.
    (folder / "e.mrc").write_bytes(again.text("export", "--format", "marc21").out)
    again.run("import", folder / "e.mrc")
    assert_equal(export(again), data)
    again.check()


@case
def other_tables(folder):
    """tables of other things, and spreadsheets, are refused with what to do"""
    catalogue = Catalogue(folder / "c")
    for name, says in (("unesco-metadata/countries.csv", "mapping"), ("grants/funders/rockefeller_grants.csv", "grants-csv"),
                       ("grants/lists/canada_grants.csv", "grants-csv"), ("grants/grants-gov/grantsgov_export.csv", "grants-csv"),
                       ("unesco-metadata/legal_instrument_index.xlsx", "save it as CSV")):
        error = catalogue.run("import", shared(name), expect=1).json["error"]
        assert_in(says, error["message"])


@case
def listings(folder):
    """answers of services come in by themselves; any other JSON or XML by a mapping, and a wrong one is told by its key"""
    catalogue = Catalogue(folder / "c")
    (folder / "m").write_text("[mapping]\nrecords=$.r[*]\ncontrol=$.id\ntitle=$.t\ndeadline=$.d\ndeadline.zone=Europe/Paris\n")
    (folder / "a.json").write_text('{"r": [{"id": "x-1", "t": "Prize", "d": "2026-11-30T17:00:00"}, {"id": "x-2"}]}')
    report = catalogue.run("import", "--format", "json", "--mapping", folder / "m", folder / "a.json", expect=3).json
    assert_equal([report["read"], report["added"], report["rejected"]], [2, 1, 1])
    deadline = catalogue.run("show", "1").json["grant"]["deadlines"][0]
    assert_equal([deadline["text"], deadline["verbatim"]], ["2026-11-30 17:00 Europe/Paris", "2026-11-30T17:00:00"])
    (folder / "m").write_text("[mapping]\nrecords=$.r[*]\ncontrol=$.id\ntitle=name\n")
    error = catalogue.run("import", "--format", "json", "--mapping", folder / "m", folder / "a.json", expect=1).json["error"]
    assert_in("the mapping: title: ", error["message"])
    for name, word, n in (("360giving/awefw001p00000zgyHZAAY", "360giving", 154), ("sedia/sedia_topic_HORIZON-CL5-2024-D2-01-03", "sedia", 1)):
        report = catalogue.run("import", "--dry-run", shared(f"grants/{name}.json")).json
        assert_equal([report["files"][0]["format"], report["added"]], [word, n])


@case
def real_tables(folder):
    """real tables of publications: every row is accounted for, and comes back from an export"""
    catalogue = Catalogue(folder / "c")
    for name, n in (("courier_article_index", 7612), ("legal_instrument_index", 82), ("pls", 5)):
        report = catalogue.run("import", shared(f"unesco-metadata/{name}.csv")).json
        assert_equal([report["read"], report["added"], report["rejected"]], [n, n, 0])
    data = export(catalogue)
    (folder / "e.csv").write_bytes(data.encode())
    again = Catalogue(folder / "d")
    assert_equal(again.run("import", folder / "e.csv").json["added"], 7699)
    assert_equal(export(again), data)


if __name__ == "__main__":
    sys.exit(run_cases())
