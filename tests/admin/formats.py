#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records of MODS, Dublin Core, OAI-PMH and MARC-in-JSON through the program: in, accounted for, found, out again."""
import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from cases import ADMIN, SHARED, Catalogue, Skip, accounts_for_all, assert_equal, book, case, run_cases

DC = "{http://purl.org/dc/elements/1.1/}"
MODS = "{http://www.loc.gov/mods/v3}"
OAI = ("<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><request verb='ListRecords'>x</request><ListRecords>"
       "<record><header><identifier>oai:x:1</identifier><datestamp>2018-05-03</datestamp></header><metadata>"
       "<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
       "<dc:title>Города Отрарского оазиса</dc:title><dc:creator>Байпаков, К. М.</dc:creator><dc:date>1998</dc:date></oai_dc:dc></metadata></record>"
       "<record><header status='deleted'><identifier>oai:x:2</identifier></header></record>"
       "<resumptionToken>more</resumptionToken></ListRecords></OAI-PMH>")


@case
def harvested(folder):
    """an answer of OAI-PMH: a record, a deleted one, and a list that goes on; the same once more is unchanged"""
    catalogue = Catalogue(folder / "c")
    (folder / "answer.xml").write_text(OAI)
    report = catalogue.run("import", folder / "answer.xml", expect=3).json
    accounts_for_all(report)
    assert_equal((report["read"], report["added"], report["rejected"]), (2, 1, 1))
    messages = {problem["control"]: problem["message"] for problem in report["problems"]}
    assert "deleted" in messages["oai:x:2"], report
    assert any("the list goes on" in problem["message"] for problem in report["problems"]), report
    assert_equal(catalogue.run("import", folder / "answer.xml", expect=3).json["unchanged"], 1)
    assert_equal(len(catalogue.search("Отрарского оазиса")["results"]), 1)
    catalogue.check()


@case
def refused(folder):
    """answers without records, a thesaurus, ONIX and nested XML: one line, and nothing changed"""
    catalogue = Catalogue(folder / "c")
    answer = "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><request>x</request>{}</OAI-PMH>"
    (folder / "none.xml").write_text(answer.format("<error code='noRecordsMatch'/>"))
    (folder / "skos.rdf").write_text("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:skos='http://www.w3.org/2004/02/skos/core#'>"
                                     "<skos:Concept/></rdf:RDF>")
    (folder / "onix.xml").write_text("<ONIXMessage><Product/></ONIXMessage>")
    (folder / "deep.xml").write_text("<mods xmlns='http://www.loc.gov/mods/v3'>" + "<a>" * 10_000)
    (folder / "type.xml").write_text("<!DOCTYPE m [<!ENTITY a 'b'>]><mods xmlns='http://www.loc.gov/mods/v3'>&a;</mods>")
    for name, words in (("none.xml", "no record"), ("skos.rdf", "thesaurus import"), ("onix.xml", "ONIX"),
                        ("deep.xml", ""), ("type.xml", "document type")):
        done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), "import", folder / name], capture_output=True, text=True, timeout=60)
        assert done.returncode in (1, 3), (name, done)
        assert words in done.stdout + done.stderr, (name, done)
    assert not catalogue.folder.exists() or catalogue.text("export").out == b""


@case
def originals(folder):
    """every record gives back its bytes as they stood in the file, broken, of another encoding or changed since"""
    good, broken = book("KZ1", "Отырар"), bytearray(book("KZ2", "Тараз"))
    broken[:5] = b"00099"
    cyrillic = book("KZ3", "?" * 20).replace(b"?" * 20, "Древний город Сауран".encode("cp1251"))
    xml = ("<collection><record><leader>00000nam a2200000 i 4500</leader><controlfield tag='001'>KZ4</controlfield>"
           "<datafield tag='245' ind1='0' ind2='0'><subfield  code='a'>Сығанақ</subfield></datafield></record></collection>").encode()
    (folder / "in.mrc").write_bytes(good + b"\r\n" + bytes(broken) + cyrillic)
    (folder / "in.xml").write_bytes(xml)
    catalogue = Catalogue(folder / "c")
    catalogue.run("import", folder / "in.mrc")
    catalogue.run("import", folder / "in.xml")
    (folder / "changed.mrc").write_bytes(book("KZ1", "Отырар, басқа басылым"))
    wanted = [good, bytes(broken), cyrillic, xml[len("<collection>"):-len("</collection>")]]
    for number, original in enumerate(wanted, 1):
        assert_equal(catalogue.text("show", f"KZ{number}", "--format", "original").out, original)
    catalogue.run("import", folder / "changed.mrc", "--match", "update")
    assert_equal(catalogue.text("show", "KZ1", "--format", "original").out, (folder / "changed.mrc").read_bytes())
    catalogue.run("show", "KZ1", "--format", "original", expect=2)


@case
def exported(folder):
    """what is in the catalogue goes out as valid JSON and XML, in UTF-8, and comes in again as the same records"""
    (folder / "in.mrc").write_bytes(b"".join(book(f"KZ{n}", f"Отырар <{n}> & \"туралы\"", 1990 + n) for n in range(5)))
    catalogue = Catalogue(folder / "c")
    catalogue.run("import", folder / "in.mrc")
    for word in ("marc-json", "mods", "dc"):
        catalogue.text("export", "--format", word, "--output", folder / word)
    records = json.loads((folder / "marc-json").read_text())
    assert_equal([record["fields"][0]["001"] for record in records], [f"KZ{n}" for n in range(5)])
    titles = ElementTree.parse(folder / "mods").getroot().findall(f"{MODS}mods/{MODS}titleInfo/{MODS}title")
    assert_equal(titles[0].text, "Отырар <0> & \"туралы\"")
    titles = ElementTree.parse(folder / "dc").getroot().findall(f"*/{DC}title")
    assert_equal([title.text for title in titles], [f"Отырар <{n}> & \"туралы\"" for n in range(5)])
    assert_equal(catalogue.run("import", folder / "marc-json").json["unchanged"], 5)
    for word in ("mods", "dc"):
        report = Catalogue(folder / ("again-" + word)).run("import", folder / word).json
        assert_equal((report["read"], report["rejected"]), (5, 0))
        assert_equal([file["format"] for file in report["files"]], [word])


@case
def real(folder):
    """every real file of these formats is recognised and accounted for, or refused in one line"""
    paths = [path for name in ("oai", "biblio/mods") if (SHARED / name).is_dir() for path in sorted((SHARED / name).rglob("*.xml"))]
    paths += sorted((SHARED / "biblio/jabref").glob("MODS*.xml")) + sorted((SHARED / "marcxml").rglob("*.json"))
    if not paths:
        raise Skip("the shared data is not here")
    n_records = 0
    for number, path in enumerate(paths):
        done = subprocess.run([ADMIN, "--catalogue", str(folder / f"c{number}"), "--json", "import", str(path)], capture_output=True, timeout=300)
        assert done.returncode in (0, 1, 3), f"{path}: {done.returncode} {done.stderr[-2000:]}"
        answer = json.loads(done.stdout)
        if done.returncode == 1 and "error" in answer:
            continue
        accounts_for_all(answer)
        assert {file["format"] for file in answer["files"]} <= {"oai", "dc", "mods", "marc-json"}, answer["files"]
        n_records += answer["added"]
    print(f"# {len(paths)} files, {n_records} records")
    assert n_records >= 100, n_records


if __name__ == "__main__":
    sys.exit(run_cases())
