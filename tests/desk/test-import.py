#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a librarian gets from files and other libraries comes in, and goes out again."""
import http.server
import json
import sys
import threading

from librarian import RECORD, admin, answer, choose, desk, folder, go_to, has_text, make_catalogue, run, save_as, show, tab_to


def test_import():
    """A file on the command line is tried out, imported, counted and taken back"""
    make_catalogue()
    records = folder / "new.mrk"
    records.write_text(RECORD.format(control="T1", title="Water towers of Asia, revised", barcode="B001") + "\n" +
                       RECORD.format(control="T8", title="Deserts", barcode="B008") + "\n" +
                       RECORD.format(control="T9", title="Oases", barcode="B009"))
    with desk(records) as s:
        s.see("This is what the import would do")
        s.see("New \\| 2 \\| would be added")
        s.find("Water towers of Asia, revised; Title: Water towers of Asia → Water towers of Asia, revised", "list item")
        assert show("B008") is None
        s.press("Import now")
        s.see("The import is finished")
        s.see("New \\| 2 \\| added to the catalogue.*Updated \\| 1 .*Unchanged \\| 0 .*Duplicates \\| 0 .*Rejected \\| 0 ")
        assert show("B008")["title"] == "Deserts" and show("B001")["title"] == "Water towers of Asia, revised"
        s.press("Undo this import")
        s.see("Removes 2 records\\. Restores 1 record\\.")
        answer(s, "Undo")
        s.see("The import was taken back")
        assert show("B008") is None and show("B001")["title"] == "Water towers of Asia"


def test_offers():
    """After a trial the librarian decides: text damaged before is repaired, and what is here already is left alone or kept twice"""
    make_catalogue()
    with_isbn = "=020  \\\\$a9786012345674\n=245"
    owned, records = folder / "owned.mrk", folder / "gifts.mrk"
    owned.write_text(RECORD.format(control="T5", title="The road of Abai", barcode="B005").replace("=245", with_isbn))
    admin("import", owned)
    records.write_text(RECORD.format(control="X1", title="The road of Abai", barcode="B501").replace("=001", "=003  OTHER\n=001").replace("=245", with_isbn) + "\n" +
                       RECORD.format(control="X2", title="РџСѓС‚РµС€РµСЃС‚РІРёРµ РїРѕ СЃС‚РµРїСЏРј Рё РіРѕСЂР°Рј", barcode="B502") + "\nrubbish\n")
    with desk(records) as s:
        s.see("New \\| 1 .*Duplicates \\| 1 ")
        s.see("Repair text of 1 record .*→ Путешествие по степям и горам")
        s.find(".*record 2 .*should be.*", "list item")
        s.press("Rejected 1")
        s.gone(".*record 2 .*should be.*", "list item")
        s.press("Repair text of 1 record .*")
        s.see("it was mended to “Путешествие по степям и горам")
        tab_to(s, "Records that are here already.*: Leave them alone")
        s.key("space", "End", "Return")
        s.see("New \\| 2 .*Duplicates \\| 0 ")
        s.press("Import now")
        s.see("The import is finished")
        assert show("B502")["title"] == "Путешествие по степям и горам", show("B502")
        assert show("B501")["title"] == show("B005")["title"] == "The road of Abai"


def test_damaged():
    """Of a damaged file the good records go in and the bad one is named with its place; a file of nothing is refused"""
    make_catalogue()
    good = folder / "good.mrk"
    good.write_text(RECORD.format(control="T8", title="Deserts", barcode="B008"))
    exported = folder / "good.mrc"
    admin("export", "--output", exported)
    data = exported.read_bytes()
    damaged = folder / "damaged.mrc"
    # Other books by their names and numbers, as long as those.
    for old, new in (b"T1", b"U1"), (b"T2", b"U2"), (b"Water towers", b"Stone towers"), (b"Silk roads", b"Salt roads"), (b"B00", b"C00"):
        data = data.replace(old, new)
    damaged.write_bytes(data + b"00123nam a22000" + b"?" * 40)
    with desk(damaged) as s:
        s.see("This is what the import would do")
        s.see("New \\| 2 .*Rejected \\| 1 \\| need a correction")
        s.see("1 thing to look at.*Record 3")
        saved = folder / "rejected-damaged.mrc"
        save_as(s, "Save what was refused…", saved)
        s.see("Saved as rejected-damaged.mrc")
        assert saved.read_bytes() == b"00123nam a22000" + b"?" * 40, f"saved: {saved.read_bytes()}"
        s.press("Import now")
        s.see("The import is finished")
        assert show("U1")["title"] == "Stone towers of Asia"
    nothing = folder / "nothing.mrk"
    nothing.write_text("")
    with desk(nothing) as s:
        s.see("The file was not imported.*nothing.mrk")


def test_encoding():
    """How a file in an old encoding was read is shown beside other readings, and another one is tried out"""
    make_catalogue()
    old = folder / "old.mrk"
    old.write_bytes(RECORD.format(control="T9", title="Путешествие по степям и горам Казахстана", barcode="B009").replace("nam a", "nam  ").encode("cp866"))
    with desk(old) as s:
        s.see("This is how the file is read")
        s.see("old.mrk · MARC as text · cp866")
        s.see("Which of these reads right\\?")
        s.find("cp866: .*Путешествие по степям.*", "radio button|check box")
        s.press("pt154: .*")
        s.see("old.mrk · MARC as text · pt154")
        s.press("cp866: .*")
        s.see("as they would be read.*Путешествие по степям")
        s.press("Try out")
        s.see("This is what the import would do")
        s.see("old.mrk · MARC as text · cp866")
        s.press("Import now")
        s.see("The import is finished")
        assert show("T9")["title"] == "Путешествие по степям и горам Казахстана"


def test_table():
    """What the columns of a table hold is shown before it is tried out, changed, kept by a name and chosen for the next one"""
    make_catalogue()
    table = folder / "list.csv"
    table.write_text("Кто;Название;Год\nАуэзов Мухтар;Путь Абая;1942\nСейфуллин Сакен;Тернистый путь;1927\n")
    with desk(table) as s:
        s.see("This is how the file is read")
        s.find("Название: Путь Абая · Тернистый путь", "list item")
        s.find("Название: Title")
        choose(s, "Кто: Keep beside the record", "Author")
        s.find("Кто: Author")
        s.press("Keep these columns as…")
        s.type_into("Name to keep the columns by", "Gifts of the Auezov house")
        s.press("Keep")
        s.find("Columns as in: Gifts of the Auezov house")
        assert "Gifts of the Auezov house" in admin("mapping", "list")
        choose(s, "Год: Year", "Edition")
        s.press("Try out")
        s.see("New \\| 2 \\| would be added")
        s.press("How the file is read…")
        choose(s, "Год: Edition", "Year")
        s.press("Try out")
        s.see("New \\| 2 \\| would be added")
        s.press("Import now")
        s.see("The import is finished")
        found = json.loads(admin("--json", "search", "Путь Абая"))["results"][0]
        record = show(str(found["id"]))
        assert record["people"] == ["Ауэзов, Мухтар"] or record["people"] == ["Ауэзов Мухтар"], record
        assert record["year"] == 1942, record
    more = folder / "more.csv"
    more.write_text("Кто;Название;Год\nМайлин Беимбет;Шуга;1915\n")
    with desk(more) as s:
        s.find("Columns as in: Gifts of the Auezov house")
        s.find("Кто: Author")


class Library(http.server.BaseHTTPRequestHandler):
    """Has one book, over SRU."""

    answer = """<?xml version="1.0"?><searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><version>1.1</version>
<numberOfRecords>1</numberOfRecords><records><record><recordData><record xmlns="http://www.loc.gov/MARC21/slim">
<leader>00000nam a2200000 i 4500</leader><controlfield tag="001">L1</controlfield>
<controlfield tag="008">050101s2005    fr            000 0 eng d</controlfield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">9789231039720</subfield></datafield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Suleimenov, Olzhas</subfield></datafield>
<datafield tag="245" ind1="1" ind2="4"><subfield code="a">The rivers remember</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="a">Paris</subfield><subfield code="b">UNESCO</subfield><subfield code="c">2005</subfield></datafield>
</record></recordData></record></records></searchRetrieveResponse>"""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.end_headers()
        self.wfile.write(self.answer.encode())

    def log_message(self, *_):
        pass


def test_lookup():
    """A record of another library is found, taken over, opened, and not taken twice; one that does not answer is said"""
    make_catalogue()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Library)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = folder / "settings"
    targets = settings / "resource-centre/targets"
    targets.mkdir(parents=True)
    for name in "bnf", "dnb", "k10plus", "loc":
        (targets / f"{name}.target").write_text("")
    for name, path in ("Rivers", f"http://127.0.0.1:{server.server_port}/sru"), ("Silent", "http://127.0.0.1:1/sru"):
        (targets / f"{name}.target").write_text(f"[Target]\nName={name} library\nProtocol=sru\nAddress={path}\nAllowHttp=true\nFormat=marcxml\n")
    with desk(XDG_CONFIG_HOME=str(settings)) as s:
        go_to(s, "Other libraries")
        s.press("Ask")
        s.see("Type an ISBN, words of the title, or a name")
        s.type_into("Words of the title to ask for", "rivers")
        s.press("Ask")
        s.see("2 libraries have answered")
        s.see("Suleimenov, Olzhas")
        s.see("UNESCO · 2005 · English")
        s.see("[Nn]o answer: .*")
        s.press("Take over: The rivers remember")
        s.see("The record is in the catalogue now.*")
        assert show("L1")["title"] == "The rivers remember"
        s.press("Open")
        has_text(s, "Title, as printed", "The rivers remember")
        s.see("3 records")
        go_to(s, "Other libraries")
        s.press("Ask")
        s.press("Take over: The rivers remember")
        s.see("The catalogue had this record already.*")
    server.shutdown()


if __name__ == "__main__":
    sys.exit(run(test_import, test_offers, test_damaged, test_encoding, test_table, test_lookup))
