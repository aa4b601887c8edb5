#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records at the desk: edited, made, several at once, joined, and what they were before."""
import http.server
import json
import sys
import threading

from librarian import (BUILD, RECORD, admin, answer, check_names, choose, desk, drafts, folder, go_to, has_focus, has_text,
                       Listing, make_catalogue, open_by_barcode, run, save_as, show, write_records)
import screen


def test_edit():
    """A record is found by its barcode, edited, saved, and Ctrl+Z brings it back"""
    make_catalogue()
    with desk() as s:
        s.see("2 records")
        open_by_barcode(s, "B001", "Water towers of Asia")
        s.type_into("Title, as printed", "Water towers of Central Asia")
        s.type_into("Year", "2001")
        s.see("Not saved · 2 changes")
        assert show("B001")["title"] == "Water towers of Asia"
        s.key("ctrl+s")
        s.see("Saved. Ctrl\\+Z takes it back")
        record = show("B001")
        assert record["title"] == "Water towers of Central Asia" and record["year"] == 2001, record
        s.find("Water towers of Central Asia, .*2001.*", "list item")
        s.key("ctrl+z")
        has_text(s, "Title, as printed", "Water towers of Asia")
        record = show("B001")
        assert record["title"] == "Water towers of Asia" and record["year"] == 1999, record
        assert record["copies"][0]["barcode"] == "B001", record


def test_new():
    """A new record with people, a language, subjects and a copy is added; Ctrl+Z takes it out again"""
    make_catalogue()
    with desk() as s:
        s.see("2 records")
        s.key("ctrl+n")
        s.wait(lambda: has_focus(s.look("Title, as printed", "text")), "the keyboard in the title")
        s.xdo("type", "Steppe in bloom")
        s.type_into("Year", "2020")
        for button, entry, text in (("Add person", "Person or body", "Akhmetova, Aliya"), ("Add language", "Language", "francais"),
                                    ("Add subject", "Subject", "Biodiversity")):
            s.press(button)
            s.type_into(entry, text)
        s.gone("No language is called .*", "label")
        s.type_into("Language", "Steppian")
        s.see("No language is called “Steppian”")
        s.type_into("Language", "francais")
        s.gone("No language is called .*", "label")
        s.press("Add copy")
        s.type_into("Shelfmark", "D-07")
        s.type_into("Barcode", "B777")
        s.key("ctrl+s")
        s.see("Saved. Ctrl\\+Z takes it back")
        s.see("3 records")
        has_text(s, "Language", "French (fre)")
        record = show("B777")
        assert record["title"] == "Steppe in bloom" and record["year"] == 2020, record
        assert record["people"] == ["Akhmetova, Aliya"] and record["languages"] == ["fre"], record
        assert record["subjects"] == ["Biodiversity"] and record["material"] == "book", record
        assert record["copies"][0]["shelfmark"] == "D-07", record
        s.key("ctrl+z")
        s.see("2 records")
        assert show("B777") is None


def test_words():
    """What went wrong with a source is read in the language of the screen, whoever asked it"""
    make_catalogue()
    Listing.answer = "<html><body>Please sign in</body></html>"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    admin("source", "add", "Hydrology", f"http://127.0.0.1:{server.server_port}/feed", "--allow-http")
    admin("refresh", ok=(0, 1, 2, 3))
    with desk(LANGUAGE="ru", RC_LOCALEDIR=str(BUILD / "po")) as s:
        s.click(s.find("Источники грантов(, .*)?", "list item"))
        s.find("Hydrology, Требует внимания: в ответе веб-страница, а не список", "list item")
        assert "listing" not in s.words(), s.words()
    with desk() as s:
        go_to(s, "Grant sources")
        s.find("Hydrology, Needs care: the answer is a web page, not a listing", "list item")
    server.shutdown()


def test_again():
    """Ctrl+Shift+Z does again what Ctrl+Z took back; a removed record comes back"""
    make_catalogue()
    with desk() as s:
        s.see("2 records")
        open_by_barcode(s, "B001", "Water towers of Asia")
        s.type_into("Year", "2001")
        s.key("ctrl+s")
        s.see("Saved. Ctrl\\+Z takes it back")
        # What is typed on top of it is not lost; the button beside the words says so, and the words are closed.
        s.type_into("Year", "2002")
        s.see("Not saved · 1 change")
        s.act(s.find("Undo", "push button", s.find("Saved.*", "alert")))
        s.find("Save what is typed, or take it back, first.", "alert")
        s.type_into("Year", "2001")
        s.act(s.find("Close", "push button", s.find("Save what.*", "alert")))
        s.gone("Save what.*", "alert")
        s.key("ctrl+z")
        has_text(s, "Year", "1999")
        s.key("ctrl+shift+z")
        has_text(s, "Year", "2001")
        s.wait(lambda: show("B001")["year"] == 2001, "the change to be kept again")
        s.press("Remove this record…")
        s.see("With it go: 1 copy")
        answer(s, "Keep")
        s.press("Remove this record…")
        answer(s, "Remove")
        s.wait(lambda: show("B001") is None, "the record to be gone")
        s.key("ctrl+z")
        has_text(s, "Title, as printed", "Water towers of Asia")
        assert show("B001")["year"] == 2001
        s.bring_forward("Desk")
        s.key("ctrl+f", "BackSpace")
        s.see("2 records")
        # A new record that was taken back comes again, and can be taken back again.
        s.key("ctrl+n")
        s.wait(lambda: has_focus(s.look("Title, as printed", "text")), "the keyboard in the title")
        s.xdo("type", "Steppe in bloom")
        s.key("ctrl+s")
        s.see("3 records")
        s.key("ctrl+z")
        s.see("2 records")
        s.key("ctrl+shift+z")
        s.see("3 records")
        s.key("ctrl+z")
        s.see("2 records")


TWINS = """=LDR  00000nam a2200000 i 4500
=001  J1
=008  260101s1997    fr            000 0 eng d
=100  1\\$aPérez de Cuéllar, Javier
=245  10$aOur creative diversity
=264  \\1$aParis :$bUNESCO,$c1997.
=300  \\\\$a302 p.
=852  \\\\$hC-11$pJ001

=LDR  00000nam a2200000 i 4500
=001  J2
=008  260101s1997    fr            000 0 eng d
=100  1\\$aPérez de Cuéllar, Javier
=245  10$aOur creative diversity
=264  \\1$aParis :$bUNESCO,$c1997.
=300  \\\\$a416 p.
=650  \\0$aCultural policy
=852  \\\\$hC-12$pJ002
=940  \\\\$aGift
"""


def barcodes(what):
    return sorted(copy["barcode"] for copy in show(what)["copies"])


def test_join():
    """Twins are seen, compared, joined the other way round, split by Undo; a duplicate is a draft without what is the original's own"""
    make_catalogue()
    twins = folder / "twins.mrk"
    twins.write_text(TWINS)
    admin("import", twins)
    with desk() as s:
        open_by_barcode(s, "J001", "Our creative diversity")
        first, second = show("J001")["id"], show("J002")["id"]
        s.see("Another record may be the same: .*same title, same author")
        s.press("Not the same")
        s.gone("Another record may be the same: .*")
        s.key("ctrl+z")
        s.see("Another record may be the same: .*same title, same author")
        s.key("ctrl+j")
        s.find("Our creative diversity, [67]\\d of 100, same title, same author.*", "list item")
        s.type_into("Find the other record", "J002")
        s.act(s.find("Our creative diversity, .*C-12", "list item"))
        s.see("comes along: 1 copy, 1 local field")
        s.find("Extent, Differs: “302 p.”, “416 p.”", "list item")
        s.find("Title, The same: .*", "list item")
        check_names(s, "the join", 9, s.window())
        s.press("Keep the other one")
        s.see("comes along: 1 copy\\.")
        s.press("Take this instead: Extent, 302 p.")
        s.key("ctrl+Return")
        s.see("Joined: both are one record now")
        joined = show("J001")
        assert joined["id"] == second and barcodes("J002") == ["J001", "J002"], joined
        assert "302 p." in json.dumps(joined) and "416 p." not in json.dumps(joined) and joined["subjects"] == ["Cultural policy"], joined
        s.find("Joined with “Our creative diversity”, Joined · today .*", "list item")
        s.bring_forward("Desk")
        s.act(s.find("Undo: Joined with .*"))
        s.wait(lambda: show("J001")["id"] == first and show("J002")["id"] == second, "both to be split")
        assert barcodes("J001") == ["J001"] and barcodes("J002") == ["J002"]
        s.see("Joined · today .* · Taken back")
        # The form has the one that was kept.
        s.key("ctrl+d")
        s.see("A draft: visitors do not see it")
        s.key("ctrl+f", "BackSpace")
        s.find("Our creative diversity, Draft · Pérez.*", "list item")
        drafts = [json.loads(line) for line in admin("--json", "search", "creative", "--all").splitlines()][0]["results"]
        draft = show(str(max(hit["id"] for hit in drafts)))
        assert len(drafts) == 3 and draft["copies"] == [] and "J2" not in json.dumps(draft), draft
        s.press("Show to visitors")
        s.gone("A draft: visitors do not see it.")
        assert '"total":3' in admin("--json", "search", "creative").replace(" ", "")
        s.key("ctrl+z")
        s.see("A draft: visitors do not see it")
        s.key("ctrl+z")
        s.gone("A draft: visitors do not see it.")
        assert '"total":2' in admin("--json", "search", "creative", "--all").replace(" ", "")


def test_several():
    """Files chosen at once are looked at as groups of one kind, each read as it was said, tried out together and taken back as one"""
    make_catalogue()
    chosen = folder / "chosen"
    chosen.mkdir()
    for name, control in (("a.mrk", "S1"), ("b.mrk", "S2")):
        (chosen / name).write_text(RECORD.format(control=control, title=f"Saxauls {control}", barcode=f"S00{control}"))
    (chosen / "old.mrk").write_bytes(RECORD.format(control="S3", title="Путешествие по степям и горам Казахстана", barcode="S003").replace("nam a", "nam  ").encode("cp866"))
    for name, title in (("one.csv", "Путь Абая"), ("two.csv", "Тернистый путь")):
        (chosen / name).write_text(f"Кто;Название;Год\nАуэзов Мухтар;{title};1942\n")
    (chosen / "notes.doc").write_bytes(b"\xd0\xcf\x11\xe0 nothing that anybody reads here")
    with desk(chosen / "a.mrk", chosen / "old.mrk", chosen / "b.mrk", chosen / "one.csv", chosen / "notes.doc", chosen / "two.csv") as s:
        s.see("This is how the files are read")
        s.see("3 files of MARC as text · cp866.*a\\.mrk, old\\.mrk, b\\.mrk.*2 tables with the same columns.*one\\.csv, two\\.csv.*1 file of no known kind.*notes\\.doc")
        s.see("Which of these reads right\\?")
        s.find("Название: Путь Абая", "list item")
        s.press("How they are read: 2 tables.*")
        s.gone("Название: Путь Абая", "list item")
        s.press("How they are read: 2 tables.*")
        choose(s, "Кто: Keep beside the record", "Author")
        s.press("pt154: .*")
        s.see("as they would be read.*[^ ]")
        s.press("Try out")
        s.see("New \\| 5 \\| would be added")
        s.see("notes\\.doc")
        s.press("How the files are read…")
        s.press("cp866: .*")
        s.see("as they would be read.*Путешествие по степям")
        s.press("Try out")
        s.see("New \\| 5 \\| would be added")
        s.press("Import now")
        s.see("The import is finished")
        assert show("S3")["title"] == "Путешествие по степям и горам Казахстана", show("S3")
        for title in "Путь Абая", "Тернистый путь":
            found = json.loads(admin("--json", "search", title))["results"]
            assert "Ауэзов" in admin("show", str(found[0]["id"]), "--format", "mrk"), found
        s.press("Undo this import")
        s.see("Removes 5 records")
        answer(s, "Undo")
        s.see("The import was taken back")
        assert show("S3") is None
    # A folder is opened up; of files that are all plain nobody is asked.
    plain = folder / "plain"
    plain.mkdir()
    for control in "S1", "S2":
        (plain / f"{control}.mrk").write_text(RECORD.format(control=control, title=f"Saxauls {control}", barcode=f"S00{control}"))
    with desk(plain) as s:
        s.see("New \\| 2 \\| would be added")
        s.press("How the files are read…")
        s.press("How they are read: 2 files of MARC as text.*")
        s.find("Format: MARC as text")


def test_history():
    """Earlier imports are listed with their counts, reports and rejects, and are taken back where nothing stands in the way"""
    make_catalogue()
    admin("import", write_records("revised.mrk", ("T1", "Water towers, revised", "B001"), ("T8", "Deserts", "B008")))
    exported = folder / "good.mrc"
    admin("export", "--output", exported)
    rejected = b"00123nam a22000" + b"?" * 40
    damaged = folder / "damaged.mrc"
    damaged.write_bytes(exported.read_bytes().replace(b"T1", b"U1") + rejected)
    admin("import", damaged, ok=(3,))
    # Everything of "first.mrk" is changed once more.
    admin("import", write_records("later.mrk", ("T1", "Water towers, again", "B001"), ("T2", "Silk roads, again", "B002")))
    with desk() as s:
        s.see("records")
        go_to(s, "Import")
        s.find("damaged.mrc, today .*, .*new.*1 rejected.*", "list item")
        s.find("first.mrk, today .*, 2 new · Every record of it was changed again since.*", "list item")
        assert s.find("Undo: later.mrk").get_state_set().contains(screen.Atspi.StateType.SENSITIVE), "the last import cannot be undone"
        assert not s.find("Undo: first.mrk").get_state_set().contains(screen.Atspi.StateType.SENSITIVE), "the first import can be undone"
        s.press("Report: damaged.mrc")
        s.see("1 thing to look at.*Record 4")
        saved = folder / "rejected-damaged.mrc"
        saved.unlink(missing_ok=True)
        save_as(s, "Save rejected records…", saved)
        s.wait(lambda: saved.exists() and saved.read_bytes(), "the rejected records in a file")
        assert saved.read_bytes() == rejected, f"saved: {saved.read_bytes()}"
        s.see("Saved as rejected-damaged.mrc")
        s.key("Escape")
        s.wait(lambda: s.app.get_child_count() == 1, "the report to be closed")
        s.press("Undo: revised.mrk")
        s.see("Removes 1 record. Restores 1 record. 1 of them was changed again since and is left alone.")
        answer(s, "Undo")
        s.see("The import was taken back.*Removed: 1. Restored: 0. Changed again since, and left alone: 1.")
        s.find("revised.mrk, .* · Taken back", "list item")
        assert show("B008") is None and show("B001")["title"] == "Water towers, again"


if __name__ == "__main__":
    sys.exit(run(test_edit, test_new, test_several, test_words, test_again, test_join, test_history))
