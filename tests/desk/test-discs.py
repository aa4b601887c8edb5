#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Discs and documents at the desk."""
import json
import subprocess
import sys

from librarian import BUILD, admin, answer, desk, folder, has_focus, make_catalogue, open_by_barcode, run, show, tab_to, text_of
import screen


def choose_file(s, path, title="Add a file"):
    """By its path, which the chooser takes after Ctrl+L; typed, GTK 4.18 would change it meanwhile."""
    s.see(f"{title}.*Other Locations")
    s.bring_forward(title)
    s.key("ctrl+l")
    entry = s.wait(lambda: next((node.live() for node in s.nodes(s.window()) if screen.role_of(node) == "text" and
                                 node.has(screen.Atspi.StateType.FOCUSED)), None), "a place for the path")
    screen.Atspi.EditableText.set_text_contents(entry, path)
    s.key("Return")


def test_disc():
    """An image on the command line becomes a disc with what it says of itself, is verified, and is taken out again"""
    make_catalogue()
    tree = folder / "tree"
    (tree / "READ ME").mkdir(parents=True, exist_ok=True)
    (tree / "READ ME" / "index.txt").write_text("Glaciers of the Tian Shan\n")
    (tree / "lib").mkdir(exist_ok=True)
    (tree / "lib" / "metadata.xml").write_text('<DirectoryMetadata><FileSet><FileName>ice.txt</FileName><Description><Metadata name="dc.Title">'
                                               'Ice of the Pamir</Metadata></Description></FileSet></DirectoryMetadata>')
    (tree / "lib" / "ice.txt").write_text("It melts.\n")
    (tree / "INDEX.HTM").write_text("<title>Glaciers of the Tian Shan</title><p>(c) 1998 UNESCO Almaty.</p>")
    image = folder / "glaciers.iso"
    subprocess.run([str(BUILD / "data/sample/make-iso"), str(tree), str(image), "GLACIERS"], check=True)
    with desk(image) as s:
        s.find("Add glaciers.iso")
        s.wait(lambda: text_of(s, "Year of the new disc") == "1998", "what the disc says of its year")
        assert text_of(s, "Title of the new disc") == "Glaciers of the Tian Shan"
        assert text_of(s, "Publisher of the new disc") == "UNESCO Almaty"
        s.type_into("Title of the new disc", "Glaciers on disc")
        s.type_into("Shelfmark of the new disc", "R-100")
        s.press("Add language")
        s.type_into("Language of the new disc", "Kazakh")
        s.press("Add glaciers.iso")
        s.see("The disc was added: 4 files")
        s.find("Glaciers on disc, R-100.*Kept in full", "list item")
        s.press("Verify: Glaciers on disc")
        s.see("The image of “Glaciers on disc” is as it was")
        assert "Glaciers on disc" in admin("disc", "list")
        assert "kaz" in show(str(json.loads(admin("--json", "search", "Glaciers on disc"))["results"][0]["id"]))["languages"]

        # What is on it: a library becomes records, and goes again; a file is saved. By the keyboard alone.
        tab_to(s, "Look inside: Glaciers on disc")
        s.key("space")
        s.find("lib/metadata.xml, Greenstone · 1 record", "list item")
        s.see("4 files")
        tab_to(s, "Add records: lib/metadata.xml")
        s.key("space")
        s.see("1 record was added")
        assert "Ice of the Pamir" in admin("search", "Pamir")
        tab_to(s, "Undo")
        s.key("space")
        s.see("The records were taken out again")
        assert "Ice of the Pamir" not in admin("search", "Pamir")
        tab_to(s, "Find a file")
        s.xdo("type", "ice")
        s.find("ice.txt, .*lib/ice.txt", "list item")
        s.gone("INDEX.HTM, .*")
        s.see("1 file")
        tab_to(s, "Save: ice.txt")
        s.key("space")
        s.see("Save the file.*Other Locations")
        s.key("ctrl+a")
        s.xdo("type", str(folder / "saved ice.txt"))
        s.key("Return")
        s.see("Saved as saved ice.txt")
        assert (folder / "saved ice.txt").read_text() == "It melts.\n"
        s.key("Escape")
        s.press("Undo adding this disc")
        s.see("The disc was taken out again")
        s.see("There is no disc yet")
        assert "Glaciers on disc" not in admin("disc", "list")

        # Captured again, from an image with more on it, by the keyboard alone: the record stays, and cannot be undone here.
        (tree / "moraine.txt").write_text("Stones.\n")
        subprocess.run([str(BUILD / "data/sample/make-iso"), str(tree), str(folder / "again.iso"), "GLACIERS"], check=True)
        admin("disc", "add", str(image), "--title", "Glaciers on disc", "--shelfmark", "R-100")
        tab_to(s, "Capture again: Glaciers on disc")
        s.key("space")
        s.see("Capture “Glaciers on disc” again")
        s.wait(lambda: has_focus(s.look("Choose image…", "push button")), "the keyboard on the image")
        tab_to(s, "Cancel")
        s.key("space")
        s.see("Add disc")
        tab_to(s, "Capture again: Glaciers on disc")
        s.key("space")
        s.wait(lambda: has_focus(s.look("Choose image…", "push button")), "the keyboard on the image")
        s.key("space")
        s.see("Add a disc image.*Other Locations")
        s.bring_forward("Add a disc image")
        s.key("alt+Home")  # from the files of before, where a path is not taken
        choose_file(s, str(folder / "again.iso"), "Add a disc image")
        s.see("The disc was captured again: 5 files")
        s.find("Glaciers on disc, R-100 · 5 files.*Kept in full", "list item")


def test_document():
    """A PDF is given to the record that is open, by the file chooser"""
    make_catalogue()
    pdf = BUILD / "data/sample/aral.pdf"
    with desk(pdf) as s:
        s.see("Open the record that the file belongs to")
        open_by_barcode(s, "B001", "Water towers of Asia")
        s.press("Add file…")
        choose_file(s, str(pdf))
        s.see("The file was added|aral.pdf · ")
        assert [d["name"] for d in show("B001")["documents"]] == ["aral.pdf"]


def test_document_stopped():
    """A PDF that takes long can be stopped, and leaving says that it is not finished"""
    make_catalogue()
    slow = folder / "slow-renderer"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    with desk(RC_RENDERER=str(slow)) as s:
        open_by_barcode(s, "B001", "Water towers of Asia")
        s.press("Add file…")
        choose_file(s, str(BUILD / "data/sample/aral.pdf"))
        s.find("Reading the file…", "progress bar")
        s.press("Close")
        s.see("It is not finished. Nothing of it will be in the catalogue")
        answer(s, "Stay")
        s.press("Stop")
        s.see("Stopped. The file was not added")
        s.gone("Reading the file…", "progress bar")
        assert show("B001")["documents"] == []
        s.wait(lambda: s.find("Add file…").get_state_set().contains(screen.Atspi.StateType.SENSITIVE), "another file to be wanted")


if __name__ == "__main__":
    sys.exit(run(test_disc, test_document, test_document_stopped))
