#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be checked in records, and whether every control has a name and a key."""
import re
import subprocess
import sys

from librarian import (BUILD, admin, answer, catalogue, check_names, counted, desk, folder, go_to, has_focus, has_text, make_catalogue,
                       open_by_barcode, run, show, tab_to)
import screen


def fits(s, what):
    """No button and no entry is cut by the side of the window."""
    width = s.window().get_extents(screen.Atspi.CoordType.WINDOW).width

    def cut():
        live = [(node.name, node.live()) for node in s.nodes(s.window()) if screen.role_of(node) in ("push button", "text", "entry")]
        boxes = [(name, s.place(node)) for name, node in live if node]
        return [(name, box.x, box.width) for name, box in boxes if box.width > 0 and not -1 <= box.x <= width + 1 - box.width]

    # A frame later than the width the page is another one.
    s.wait(lambda: not cut(), f"{what} to fit into {width}")


FLAWED = """=LDR  00000nam a2200000 i 4500
=001  F1
=008  260101s1999    kz            000 0 rus d
=245  10$aЗeмля и снег

=LDR  00000nam a2200000 i 4500
=001  F2
=008  260101s1999    kz            000 0 rus d
=020  \\\\$a5-85133-074-2
=245  10$aНаше творческое разнообразие

=LDR  00000nam a2200000 i 4500
=001  F3
=008  260101s1999    kz            000 0     d
=245  10$aСу

=LDR  00000nam a2200000 i 4500
=001  F4
=008  260101s1999    kz            000 0     d
=245  10$aЖер
"""
# Fields, the class, the row in it, and what has the keyboard in the form.
CLASSES = (
    ("=264  \\1$aParis :$bUNESCO,$c1999.", "No title", ".*no title.*", "Title, as printed"),
    ("=100  1\\$aBaker, Ann$4zzq\n=245  10$aBread and salt", "Unknown role", "Bread and salt, .*not known.*", "Person or body"),
    ("=245  10$aReeds\n=650  \\0$aBasket weaving", "Subject not in the thesaurus", "Reeds, .*no subject.*", "Subject"),
    ("=245  10$aTents\n=852  \\\\$hA-77", "Copy without barcode", "Tents, .*has no barcode.*", "Shelfmark"),
)


def check_classes(s):
    """Each class that has a record is counted, lists it, and opens it at its place."""
    flawed = folder / "classes.mrk"
    flawed.write_text("\n\n".join(f"=LDR  00000nam a2200000 i 4500\n=001  K{number}\n=008  260101s1999    fr            000 0 eng d\n{fields}"
                                  for number, (fields, *_) in enumerate(CLASSES)))
    admin("import", flawed)
    for _, label, row, place in CLASSES:
        go_to(s, "To check")
        s.press(f"{label}, 1")
        s.act(s.find(row, "list item"))
        s.wait(lambda: has_focus(s.look(place, "text|entry")), f"the keyboard in {place!r}")


def test_check():
    """What is to be checked is counted, listed by class, mended, found right, opened in the form at its place, and taken back"""
    make_catalogue()
    flawed = folder / "flawed.mrk"
    flawed.write_text(FLAWED)
    admin("import", flawed)
    with desk() as s:
        counted(s, "4 records to check")
        go_to(s, "To check")
        s.find("Зeмля и снег, It should read “Земля”.*Latin and Cyrillic.*", "list item")
        check_names(s, "To check", 9)
        s.press("Use this: Зeмля и снег")
        counted(s, "3 records to check")
        assert show("F1")["title"] == "Земля и снег"
        s.gone("Зeмля и снег, .*", "list item")
        s.key("ctrl+z")
        counted(s, "4 records to check")
        assert show("F1")["title"] == "Зeмля и снег"

        s.press("No language, 2")
        s.find("Су, The language is not given", "list item")
        s.gone("Зeмля и снег, .*", "list item")
        s.press("Looks right: Су")
        s.find("No language, 1")
        s.gone("Су, .*", "list item")
        s.press("Undo")
        s.find("No language, 2")
        # By the keyboard alone: the second row.
        s.wait(lambda: s.look("Су, .*", "list item"), "the record to be listed again")
        s.key("F6")
        tab_to(s, "Looks right: Су")
        s.key("Down")
        s.wait(lambda: re.fullmatch("Жер, .*", s.focused().get_name() or ""), "the keyboard at the second row")
        s.key("Delete")
        s.gone("Жер, .*", "list item")
        counted(s, "3 records to check")

        s.press("Wrong ISBN, 1")
        s.act(s.find("Наше творческое разнообразие, .*should be 0", "list item"))
        has_text(s, "ISBN", "5-85133-074-2")
        s.see("“5-85133-074-2” is no ISBN: its last digit should be 0")
        s.wait(lambda: has_focus(s.look("ISBN", "text|entry")), "the keyboard in the ISBN")
        s.type_into("ISBN", "5-85133-074-0")
        s.key("ctrl+s")
        s.see("Saved. Ctrl\\+Z takes it back")
        counted(s, "2 records to check")
        go_to(s, "To check")
        s.see("Nothing to check")
        check_classes(s)


def test_names():
    """Everything that takes the keyboard has a name, in every section, question and report"""
    make_catalogue()
    admin("source", "add", "Hydrology", "https://grants.example.org/feed.xml")
    with desk() as s:
        open_by_barcode(s, "B001", "Water towers of Asia")
        s.press("Add person")
        s.press("Add language")
        s.press("Add subject")
        for section, sign in (("Records", "Title, as printed"), ("Import", "Choose file…"), ("Other libraries", "ISBN to ask for"), ("Grant sources", "Refresh: Hydrology"),
                              ("Discs", "Title of the new disc"), ("As visitors see it", "Search the catalogue")):
            go_to(s, section)
            s.find(sign)
            check_names(s, section, 9)
        go_to(s, "Records")
        s.press("Remove this record…")
        s.see("With it go: 1 copy")
        check_names(s, "the question", 2, s.window())
        answer(s, "Keep")
        s.wait(lambda: s.app.get_child_count() == 1, "the question to be closed")
        go_to(s, "Import")
        s.press("Report: first.mrk")
        s.see("Save report…")
        check_names(s, "the report", 3, s.window())
        s.key("Escape")
        s.wait(lambda: s.app.get_child_count() == 1, "the report to be closed")
    subprocess.run(["rm", "-rf", str(catalogue)], check=True)
    with desk() as s:
        s.find("Try again")
        check_names(s, "the trouble", 3)


def test_keyboard():
    """F6 goes from pane to pane, and the sections answer to the keyboard"""
    make_catalogue()

    with desk() as s:
        open_by_barcode(s, "B001", "Water towers of Asia")
        s.wait(lambda: has_focus(s.look("Find records", "entry")), "the keyboard in the search")
        s.key("F6")
        s.wait(lambda: has_focus(s.look("Title, as printed", "text")), "the keyboard in the form")
        s.key("F6")
        s.wait(lambda: has_focus(s.look("Records", "list item")), "the keyboard among the sections")
        s.key("Down", "Down", "Down", "Return")
        s.find("Choose file…")
        s.key("F6")
        s.wait(lambda: has_focus(s.look("Choose file…", "push button")), "the keyboard in the import")
        s.key("ctrl+f")
        s.wait(lambda: has_focus(s.look("Find records", "entry")), "the keyboard in the search again")

        # In a narrow window the sections, the list and the form are one after the other.
        s.xdo("search", "--onlyvisible", "--name", "^Desk$", "windowsize", "360", "700")
        s.find("Sections", "push button")
        s.gone("Title, as printed")
        s.xdo("type", "B002")
        s.key("Return")
        has_text(s, "Title, as printed", "Silk roads of the steppe")
        s.type_into("Title, as printed", "Silk roads of the desert")
        s.press("Back to the list")
        s.act(s.find("Silk roads of the steppe, .*", "list item"))
        has_text(s, "Title, as printed", "Silk roads of the desert")
        s.key("alt+Left")
        s.wait(lambda: has_focus(s.look("Silk roads of the steppe, .*", "list item")), "the keyboard in the list")
        s.key("alt+Left")
        s.wait(lambda: has_focus(s.look("Records", "list item")), "the keyboard among the sections")
        s.key("Down", "Down", "Down", "Return")
        s.wait(lambda: has_focus(s.look("Sections", "push button")), "the keyboard in the import")
        s.gone("Records", "list item")
        s.key("F9")
        s.wait(lambda: has_focus(s.look("Import", "list item")), "the keyboard among the sections")
        s.key("Escape")
        s.gone("Import", "list item")
        s.key("ctrl+f")
        s.wait(lambda: has_focus(s.look("Find records", "entry")), "the keyboard in the search")
        s.key("ctrl+s")
        s.see("Saved. Ctrl")
        for section, sign in (("New record", "Add copy"), ("New grant", "Add deadline"), ("Grant sources", "Add source"), ("Discs", "Choose image…")):
            s.key("F9")
            s.act(s.find(section + "(, .*)?", "list item"))
            s.find(sign, "push button")
            s.gone("Records", "list item")
            fits(s, section)


def test_middling_screen():
    """The sections, the list and the form stand side by side on 1024 pixels, in Russian, too"""
    make_catalogue()
    with desk(LANGUAGE="ru", RC_LOCALEDIR=str(BUILD / "po")) as s:
        s.see("Water towers")
        s.xdo("search", "--onlyvisible", "--name", "^Рабочее место$", "windowsize", "1024", "768")
        s.wait(lambda: s.window().get_extents(screen.Atspi.CoordType.WINDOW).width <= 1024, "a narrower window")
        fits(s, "the form of a record")
        s.find("Источники грантов(, .*)?", "list item")


if __name__ == "__main__":
    sys.exit(run(test_check, test_names, test_keyboard, test_middling_screen))
