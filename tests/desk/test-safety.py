#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work at the desk is not lost: windows that are closed, power cuts, full disks, catalogues that cannot be written."""
import json
import os
import sqlite3
import subprocess
import sys

from librarian import (CALL, RECORD, admin, answer, catalogue, desk, drafts, ended, fill_catalogue, folder, go_to, has_text,
                       make_catalogue, open_by_barcode, run, show, write_records)
import screen


def test_unsaved():
    """What is typed stays when others change the catalogue, and nobody loses it unasked"""
    make_catalogue()
    with desk() as s:
        open_by_barcode(s, "B002", "Silk roads of the steppe")
        s.type_into("Title, as printed", "Silk roads of the desert")
        s.see("Not saved · 1 change")
        more = folder / "more.mrk"
        more.write_text(RECORD.format(control="T2", title="Silk roads, second edition", barcode="B002") + "\n" +
                        RECORD.format(control="T3", title="Glaciers", barcode="B003"))
        admin("import", more)
        s.key("ctrl+f", "BackSpace")
        s.see("3 records")
        has_text(s, "Title, as printed", "Silk roads of the desert")
        s.key("ctrl+n")
        answer(s, "Stay")
        has_text(s, "Title, as printed", "Silk roads of the desert")
        s.press("Save")
        s.see("Somebody else has changed this record meanwhile")
        assert show("B002")["title"] == "Silk roads, second edition"
        s.press("Undo")
        has_text(s, "Title, as printed", "Silk roads, second edition")


def test_no_catalogue():
    """A folder without a catalogue is said plainly, and gets one when asked for"""
    subprocess.run(["rm", "-rf", str(catalogue)], check=True)
    with desk() as s:
        s.see("There is no catalogue in this folder")
        assert not (catalogue / "catalogue.db").exists()
        s.press("Make a new catalogue")
        s.see("0 records")
        admin("check")


def test_closing():
    """Closing asks about what is not saved, and leaves only when told to"""
    make_catalogue()
    with desk() as s:
        open_by_barcode(s, "B002", "Silk roads of the steppe")
        s.type_into("Year", "2002")
        s.see("Not saved · 1 change")
        s.press("Close")
        s.see("A record has changes that are not saved")
        answer(s, "Stay")
        has_text(s, "Year", "2002")
        s.press("Close")
        s.see("A record has changes that are not saved")
        answer(s, "Discard")
        ended(s)
        assert show("B002")["year"] == 1999
    # Another program writes: the change waits, also when nobody waits with it.
    other = sqlite3.connect(catalogue / "catalogue.db", isolation_level=None)
    with desk() as s:
        open_by_barcode(s, "B002", "Silk roads of the steppe")
        s.type_into("Year", "2003")
        other.execute("BEGIN IMMEDIATE")
        s.key("ctrl+s")
        s.see("Waiting until an import or other work has ended")
        s.press("Close")
        s.see("A change waits until an import or other work has ended")
        answer(s, "Stay")
        s.press("Close")
        answer(s, "Close anyway")
        assert show("B002")["year"] == 1999
        other.execute("ROLLBACK")
        ended(s)
        assert show("B002")["year"] == 2003
    other.close()


def cut_power(s):
    s.process.kill()
    s.process.wait()
    s.process.returncode = 0  # it is not the program's fault


def test_drafts():
    """What waits to be saved or is only typed comes back after a power cut, and is kept no longer than that"""
    make_catalogue()
    other = sqlite3.connect(catalogue / "catalogue.db", isolation_level=None)
    with desk() as s:
        open_by_barcode(s, "B002", "Silk roads of the steppe")
        s.type_into("Year", "2003")
        other.execute("BEGIN IMMEDIATE")
        s.key("ctrl+s")
        s.see("Waiting until an import or other work has ended")
        s.wait(drafts, "a draft of what waits")
        cut_power(s)
    other.execute("ROLLBACK")
    other.close()
    assert show("B002")["year"] == 1999
    # Somebody else changes another fact meanwhile.
    admin("import", write_records("meanwhile.mrk", ("T2", "Silk roads of Asia", "B002")))
    with desk() as s:
        s.see("What was typed before the program ended is here again")
        has_text(s, "Year", "2003")
        has_text(s, "Title, as printed", "Silk roads of Asia")
        s.key("ctrl+s")
        s.see("Saved\\. Ctrl\\+Z takes it back")
        assert show("B002")["year"] == 2003 and show("B002")["title"] == "Silk roads of Asia", show("B002")
        s.wait(lambda: not drafts(), "no draft of what is saved")
        # A new record, only typed.
        s.key("ctrl+n")
        s.type_into("Title, as printed", "Caravanserais")
        s.wait(lambda: any("Caravanserais" in draft.read_text() for draft in drafts()), "a draft of what is typed")
        # Another window does not touch what this one types.
        with desk() as second:
            second.see("Nothing typed yet")
            second.press("Close")
            ended(second)
        assert drafts()
        cut_power(s)
    with desk() as s:
        s.see("What was typed before the program ended is here again")
        has_text(s, "Title, as printed", "Caravanserais")
        other = sqlite3.connect(catalogue / "catalogue.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        s.key("ctrl+s")
        s.see("Waiting until an import or other work has ended")
        s.wait(lambda: len(drafts()) == 1, "a draft of what waits")
        (kept,) = drafts()
        text = kept.read_text()
        other.execute("ROLLBACK")
        other.close()
        s.see("Saved\\. Ctrl\\+Z takes it back")
        s.wait(lambda: not drafts(), "no draft of what is saved")
        s.press("Close")
        ended(s)
    # The power went between the catalogue's commit and the end of the draft: it is not offered again.
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(text)
    with desk() as s:
        s.wait(lambda: not drafts(), "no draft of what the catalogue has")
        s.see("Nothing typed yet")
        s.press("Close")
        ended(s)
    # A grant.
    with desk() as s:
        go_to(s, "New grant")
        s.press("Paste a text…")
        s.type_into("Text of the call", CALL)
        s.press("Title of the grant: .*", "check box")
        s.press("Deadlines: .*", "check box")
        s.press("Conditions: My citizenship: Kazakhstan, Kyrgyzstan", "check box")
        s.press("Take 3 into the form")
        s.wait(lambda: any("Residencies" in draft.read_text() for draft in drafts()), "a draft of the grant")
        cut_power(s)
    with desk() as s:
        s.see("What was typed before the program ended is here again")
        has_text(s, "Title of the grant", "Residencies for young hydrologists 2027")
        s.key("ctrl+s")
        s.see("Saved\\. Ctrl\\+Z takes it back")
        s.wait(lambda: not drafts(), "no draft of what is saved")
    [hit] = json.loads(admin("--json", "search", "residencies").splitlines()[0])["results"]
    stored = admin("show", hit["id"], "--format", "json")
    assert "15 March 2027" in stored and json.loads(stored)["grant"]["facts"][0]["values"] == ["KZ", "KG"], stored


def test_stop():
    """A long import says how fast it is, stops when told to, and leaves nothing; closing the window asks first"""
    make_catalogue()
    many = folder / "many.mrk"
    many.write_text("\n".join(RECORD.format(control=f"M{n}", title=f"Volume {n}", barcode=f"M{n}") for n in range(100000)))
    with desk(many) as s:
        s.see("records read · .* a second")
        s.press("Stop")
        s.see("The trial was stopped.*Nothing of it is in the catalogue")
        assert show("M1") is None
        go_to(s, "Records")
        open_by_barcode(s, "B001", "Water towers of Asia")
    with desk(many) as s:
        s.see("records read · .* a second")
        s.press("Close")
        s.see("It is not finished. Nothing of it will be in the catalogue")
        answer(s, "Stop and leave")
        ended(s)
    admin("check")


def test_not_ours():
    """A catalogue of a newer program, and a file that is none, are left alone, each with its reason; what is mended opens by itself"""
    make_catalogue()
    database = catalogue / "catalogue.db"
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with desk() as s:
        s.see("This catalogue needs a newer version of the desk.*nothing in the catalogue was touched")
    database.write_bytes(b"a letter, and no database at all" * 100)
    before = database.read_bytes()
    with desk() as s:
        s.see("The file in this folder is not a catalogue")
        s.press("Try again")
        make_catalogue()
        s.see("2 records")
    assert before != database.read_bytes()


class SmallDisk:
    """A disk of its own for the catalogue."""

    def __enter__(self):
        subprocess.run(["rm", "-rf", str(catalogue)], check=True)
        catalogue.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", catalogue], capture_output=True).returncode != 0:
            raise screen.Skipped("a disk cannot be mounted here")
        return self

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", catalogue], check=True)

    def __exit__(self, *_):
        subprocess.run(["umount", "--lazy", catalogue], check=True)


def test_not_writable():
    """A catalogue that may not be written to is said plainly, and opens when it may"""
    with SmallDisk() as disk:
        fill_catalogue()
        disk.remount("ro")
        with desk() as s:
            s.see("You may not write to this catalogue")
            disk.remount("rw")
            s.see("2 records")


def test_full_disk():
    """What does not fit on the disk is not saved, and stays in the form"""
    with SmallDisk() as disk:
        fill_catalogue()
        with desk() as s:
            open_by_barcode(s, "B001", "Water towers of Asia")
            filler = catalogue / "filler"
            with open(filler, "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(b"x" * 4096)
                except OSError:
                    pass
            s.type_into("Abstract", "x" * 300000, "text|entry")
            s.key("ctrl+s")
            s.see("Not saved: .*there is no room left on the disk")
            s.see("Not saved · 1 change")
            filler.unlink()
            s.key("ctrl+s")
            s.wait(lambda: "Not saved" not in s.words(), "it to be saved, and no word of the failure any more")
        admin("check")


if __name__ == "__main__":
    sys.exit(run(test_unsaved, test_no_catalogue, test_closing, test_drafts, test_stop, test_not_ours, test_not_writable,
                 test_full_disk))
