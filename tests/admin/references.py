#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""RIS and BibTeX through the program: in, accounted for, out again, and as citations and CSL-JSON."""
import json
import subprocess
import sys

from cases import ADMIN, SHARED, Catalogue, Skip, accounts_for_all, assert_equal, case, run_cases

RIS = ("TY  - JOUR\r\nID  - k1\r\nTI  - Вода степи\r\nAU  - Ахметов, Абай\r\nJF  - Вестник\r\nPY  - 2005\r\nVL  - 2\r\nSP  - 5\r\nEP  - 9\r\n"
       "LA  - rus\r\nC1  - mine\r\nER  - \r\n\r\nTY  - BOOK\r\nID  - k1\r\nTI  - Steppe\r\nAU  - Smith, John\r\nPY  - 1998\r\nER  - \r\n\r\n")
BIBTEX = "@string{p = {Press}}\n@book{k1, title = {The {VLSI} of {\\'E}douard}, author = {Ludwig van Beethoven and others}, publisher = p, year = 1999}\n"


@case
def ris(folder):
    """two references of one key are two records, the same once more is left alone, and all goes out as it came in"""
    catalogue = Catalogue(folder / "c")
    (folder / "in.ris").write_bytes(RIS.encode())
    report = catalogue.run("import", folder / "in.ris").json
    accounts_for_all(report)
    assert_equal((report["read"], report["added"], report["files"][0]["format"]), (2, 2, "ris"))
    assert_equal(catalogue.run("import", "--format", "ris", folder / "in.ris").json["duplicates"], 2)
    catalogue.text("export", "--format", "ris", "--output", folder / "out.ris")
    again = Catalogue(folder / "again")
    assert_equal(again.run("import", folder / "out.ris").json["added"], 2)
    out = (folder / "out.ris").read_bytes().decode()
    assert "C1  - mine\r\n" in out and out.count("ID  - k1\r\n") == 2, out
    record = catalogue.search("степи")["results"][0]
    shown = catalogue.text("show", str(record["id"]), "--format", "citations").out.decode()
    assert_equal(shown, "Ахметов, А. Вода степи / А. Ахметов. – Текст : непосредственный // Вестник. – 2005. – Т. 2. – С. 5–9.\n")
    catalogue.check()


@case
def bibtex(folder):
    """macros, TeX and names come in, and go out again with the braces they had"""
    catalogue = Catalogue(folder / "c")
    (folder / "in.bib").write_text(BIBTEX)
    report = catalogue.run("import", folder / "in.bib").json
    assert_equal((report["added"], report["files"][0]["format"]), (1, "bibtex"))
    assert_equal(len(catalogue.search("Édouard Beethoven")["results"]), 1)
    out = catalogue.text("export", "--format", "bibtex").out.decode()
    assert "@book{k1,\n  author = {Ludwig van Beethoven and others},\n  title = {The {VLSI} of {\\'E}douard},\n" in out, out
    references = json.loads(catalogue.text("export", "--format", "csl-json").out)
    assert_equal(references[0]["title"], "The VLSI of Édouard")
    assert_equal(references[0]["issued"], {"date-parts": [[1999]]})
    catalogue.check()


@case
def undone(folder):
    """a batch of references is taken back whole"""
    catalogue = Catalogue(folder / "c")
    (folder / "in.ris").write_bytes(RIS.encode())
    report = catalogue.run("import", folder / "in.ris").json
    catalogue.run("undo", str(report["import"]))
    assert_equal(catalogue.text("export", "--format", "ris").out, b"")


@case
def refused(folder):
    """files of other programs are named in one line, with what to do, and change nothing"""
    catalogue = Catalogue(folder / "c")
    for name, data, words in (("a.nbib", b"PMID- 1\nTI  - x\n", "MEDLINE"), ("b.xml", b"<xml><records><record/></records></xml>", "EndNote XML"),
                              ("c.mrc", b"<!DOCTYPE html><html>404</html>", "HTML"), ("d.mrc", b"%PDF-1.4\n", "PDF"),
                              ("e.ris", b"\x1f\x8b\x08\0\0\0\0\0", "gzip"), ("f.enw", b"%0 Book\n%T x\n", "EndNote")):
        (folder / name).write_bytes(data)
        done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), "import", folder / name], capture_output=True, text=True, timeout=60)
        assert done.returncode == 1, (name, done)
        assert words in done.stderr and len(done.stderr.strip().splitlines()) == 1, (name, done)
    assert not catalogue.folder.exists()


@case
def real(folder):
    """every real file of references is recognised and accounted for, or refused by its name"""
    if not (SHARED / "biblio").is_dir():
        raise Skip("the shared data is not here")
    unknown = {"InspecImportTestFalse.txt", "IsiImporterTestEmpty.isi", "MODSImporterTestMinimal.bib", "truncated.xml"}
    n_records = n_refused = 0
    for path in sorted((SHARED / "biblio").rglob("*")):
        if not path.is_file():
            continue
        done = subprocess.run([ADMIN, "--catalogue", str(folder / "c"), "--json", "import", "--dry-run", str(path)], capture_output=True, timeout=120)
        answer = json.loads(done.stdout or done.stderr)
        if done.returncode == 1:
            assert path.name in unknown or "none of the formats" not in answer["error"]["message"], (path, answer)
            n_refused += 1
        else:
            accounts_for_all(answer)
            n_records += answer["read"]
    print(f"# {n_records} records, {n_refused} files refused by name")
    assert n_records > 100, n_records


if __name__ == "__main__":
    sys.exit(run_cases())
