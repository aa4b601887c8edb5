#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of documents: read in stretches, found page by page, recognised on pictures, taken back without a trace."""
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys

from cases import ADMIN, Catalogue, Skip, assert_equal, case, run_cases


def make_pdf(path, pages, missing=()):
    """Pages of some lines each; those that are missing lead nowhere, an empty one is a grey square."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", None, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for number, lines in enumerate(pages):
        if number in missing:
            kids.append("99999 0 R")
            continue
        text = "".join(f"BT /F1 12 Tf 72 {720 - 20 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines)) or "0.5 g 100 100 300 300 re f\n"
        objects.append(f"<</Length {len(text)}>>stream\n{text}endstream")
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R/Resources<</Font<</F1 3 0 R>>>>>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    path.write_bytes(body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
                            f"startxref\n{len(body)}\n%%EOF\n".encode())
    return path


def filled(folder):
    catalogue = Catalogue(folder / "catalogue")
    marked = folder / "one.mrk"
    marked.write_text("=LDR  00000nam a2200000 a 4500\n=001  KZ1\n=245  10$aWater for the steppe\n\n")
    catalogue.run("import", marked)
    return catalogue


def ask(catalogue, question, *values):
    database = sqlite3.connect(f"file:{catalogue.folder}/catalogue.db?mode=ro", uri=True)
    try:
        return database.execute(question, values).fetchall()
    finally:
        database.close()


def forget(catalogue):
    """As a version before left it: texts without places, and nobody knows how far it was read."""
    database = sqlite3.connect(catalogue.folder / "catalogue.db")
    database.execute("UPDATE page_text SET boxes = NULL")
    database.execute("DELETE FROM text_reading")
    database.commit()
    database.close()


@case
def stranger(folder):
    """a file that nobody can read here is kept, and what it is is said; a picture is no stranger"""
    catalogue = filled(folder)
    (folder / "help.chm").write_bytes(b"ITSF\3\0\0\0" + bytes(range(256)))
    added = catalogue.run("document", "add", "KZ1", folder / "help.chm", expect=3).json
    assert_equal([added["pages"], len(added["problems"])], [0, 1])
    assert "help file of Windows" in added["problems"][0]["message"], added
    (folder / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert_equal(catalogue.run("document", "add", "KZ1", folder / "dot.png").json["problems"], [])


@case
def index(folder):
    """what was there before is read, once, and says what language it is in"""
    catalogue = filled(folder)
    pages = [["The silk road of the towns and the wells of", "the steppe is a road for the people that lived in it"], ["Otrar"]]
    document = catalogue.run("document", "add", "KZ1", make_pdf(folder / "a.pdf", pages)).json["document"]
    listed = catalogue.run("document", "list", "KZ1").json
    assert_equal([listed[key] for key in ("text", "language", "pages_read", "pages_with_text")], ["read", "eng", 2, 2])
    assert_equal(catalogue.run("document", "index").json, {"documents": 0, "problems": []})
    forget(catalogue)
    assert_equal(catalogue.run("document", "list", "KZ1").json["text"], "unread")
    assert_equal(catalogue.run("document", "index").json["documents"], 1)
    assert_equal(catalogue.run("document", "index").json["documents"], 0)
    # The first page as a small picture is drawn again where it is gone, once, and leaves the text alone.
    covers = "SELECT width, height, large, small_width, small_height, small FROM cover"
    cover = ask(catalogue, covers)
    assert cover[0][0] * cover[0][1] > 0 and len(cover[0][2]) > len(cover[0][5]) > 0, cover
    with contextlib.closing(sqlite3.connect(catalogue.folder / "catalogue.db")) as database, database:
        database.execute("DELETE FROM cover")
    assert_equal(catalogue.run("document", "index").json["documents"], 1)
    assert_equal(ask(catalogue, covers), cover)
    assert_equal(catalogue.run("document", "index").json["documents"], 0)
    assert_equal(catalogue.run("document", "index", "--again", str(document)).json["documents"], 1)
    assert_equal(ask(catalogue, "SELECT count(*) FROM page_text WHERE boxes IS NOT NULL"), [(2,)])
    hit = catalogue.run("search", "silk").json["results"][0]
    assert "silk" in hit["snippet"], hit
    catalogue.check()


@case
def killed(folder):
    """a reading that is killed goes on where it was"""
    catalogue = filled(folder)
    pages = [[f"page number {number} of the book", f"and word{number} in it"] for number in range(400)]
    document = catalogue.run("document", "add", "KZ1", make_pdf(folder / "long.pdf", pages)).json["document"]
    forget(catalogue)
    reading = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "document", "index"], stdout=subprocess.DEVNULL)
    while reading.poll() is None and not ask(catalogue, "SELECT 1 FROM text_reading WHERE done > 0"):
        pass
    reading.send_signal(signal.SIGKILL)
    reading.wait()
    done = ask(catalogue, "SELECT done FROM text_reading")[0][0]
    assert done > 0 and done % 64 == 0 or done == 400, done
    catalogue.run("document", "index")
    assert_equal(ask(catalogue, "SELECT done, complete, with_text FROM text_reading"), [(400, 1, 400)])
    assert_equal(ask(catalogue, "SELECT count(*), count(DISTINCT page), max(page) FROM page_text"), [(400, 400, 400)])
    for page in (1, done, min(done + 1, 400), 400):
        assert f"word{page - 1} in it" in catalogue.run("document", "text", str(document), "--page", str(page)).json["text"], page
    catalogue.check()


@case
def damaged(folder):
    """a page that cannot be read is named, and the others are read"""
    catalogue = filled(folder)
    added = catalogue.run("document", "add", "KZ1", make_pdf(folder / "a.pdf", [["one"], ["two"], ["three"]], missing=(2,)), expect=3).json
    assert_equal(len(added["problems"]), 1)
    assert "page 3" in added["problems"][0]["message"], added
    assert_equal(catalogue.run("document", "text", str(added["document"]), "--page", "2").json["text"].strip(), "two")
    assert ask(catalogue, "SELECT problems FROM text_reading")[0][0].startswith("3\t")
    forget(catalogue)
    assert "page 3" in catalogue.run("document", "index", expect=3).json["problems"][0]["message"]


@case
def undone(folder):
    """a document that is taken back leaves nothing behind"""
    catalogue = filled(folder)
    catalogue.run("document", "add", "KZ1", make_pdf(folder / "a.pdf", [["The silk road"]]))
    batch = ask(catalogue, "SELECT max(id) FROM batch")[0][0]
    assert_equal(catalogue.run("search", "silk").json["total"], 1)
    catalogue.run("undo", str(batch))
    for table in ("document", "page_text", "text_reading", "cover"):
        assert_equal(ask(catalogue, f"SELECT count(*) FROM {table}"), [(0,)])
    assert_equal(catalogue.run("search", "silk").json["total"], 0)
    assert not [path for path in (catalogue.folder / "files").rglob("*") if path.is_file()]
    catalogue.check()


FAKE = """#!/usr/bin/python3
import socket, sys
if "--list-langs" in sys.argv:
    print("List of available languages (3):\\neng\\nkaz\\nrus")
    sys.exit()
data = sys.stdin.buffer.read()
assert data.startswith(b"P5\\n"), data[:20]
try:
    socket.socket()
    word = "open"
except PermissionError:
    word = "shut"
print("level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext")
print("1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t2479\\t3508\\t-1\\t")
print("5\\t1\\t1\\t1\\t1\\t1\\t300\\t600\\t300\\t50\\t95\\tОтырар")
print("5\\t1\\t1\\t1\\t1\\t2\\t620\\t600\\t200\\t50\\t95\\t" + word)
print("5\\t1\\t1\\t1\\t2\\t1\\t300\\t700\\t200\\t50\\t95\\t" + sys.argv[sys.argv.index("-l") + 1].replace("+", "-"))
"""


@case
def recognised(folder):
    """text is recognised on pictures of pages by another program, which has no network, and taken back"""
    catalogue = filled(folder)
    document = str(catalogue.run("document", "add", "KZ1", make_pdf(folder / "a.pdf", [[], ["The silk road"], []])).json["document"])
    os.environ["RC_TESSERACT"] = str(folder / "nowhere")
    assert "Tesseract is not installed" in catalogue.fails("not-found", "document", "ocr", document)
    fake = folder / "tesseract"
    fake.write_text(FAKE)
    fake.chmod(0o755)
    os.environ["RC_TESSERACT"] = str(fake)
    catalogue.fails("usage", "document", "ocr", document, "--language", "../x", expect=2)
    assert "“deu”" in catalogue.fails("not-found", "document", "ocr", document, "--language", "kaz+deu")
    report = catalogue.run("document", "ocr", document).json
    assert_equal([report["pages"], report["problems"]], [2, []])
    assert_equal([page["text"] for page in catalogue.run("document", "text", document).lines],
                 ["Отырар shut\nkaz-rus-eng", "The silk road", "Отырар shut\nkaz-rus-eng"])
    assert_equal(catalogue.run("document", "list", "KZ1").json["text"], "recognised")
    assert_equal(catalogue.run("search", "Отырар").json["total"], 1)
    assert_equal(catalogue.run("document", "ocr", document).json["pages"], 0)
    catalogue.run("undo", str(report["import"]))
    assert_equal(catalogue.run("search", "Отырар").json["total"], 0)
    assert_equal(catalogue.run("document", "list", "KZ1").json["text"], "read")
    fake.write_text("#!/bin/sh\ncase $1 in --list-langs) echo eng;; *) exit 1;; esac\n")
    report = catalogue.run("document", "ocr", document, expect=3).json
    assert_equal([report["pages"], len(report["problems"])], [0, 2])
    catalogue.check()


@case
def recognising_killed(folder):
    """pages that were recognised stay when it is killed, and the next one goes on behind them"""
    catalogue = filled(folder)
    document = str(catalogue.run("document", "add", "KZ1", make_pdf(folder / "a.pdf", [[]] * 11)).json["document"])
    fake = folder / "tesseract"
    fake.write_text(FAKE.replace("import socket, sys\n", "import os, socket, sys\n").replace(
        "data = sys", f"with open({str(folder / 'count')!r}, 'a') as count: count.write('x')\n"
        f"while os.path.getsize({str(folder / 'count')!r}) > 9 and not os.path.exists({str(folder / 'on')!r}): pass\ndata = sys"))
    fake.chmod(0o755)
    os.environ["RC_TESSERACT"] = str(fake)
    reading = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "document", "ocr", document], stdout=subprocess.DEVNULL)
    while reading.poll() is None and not ask(catalogue, "SELECT 1 FROM text_reading WHERE recognised"):
        pass
    reading.send_signal(signal.SIGKILL)
    reading.wait()
    (folder / "on").touch()
    kept = ask(catalogue, "SELECT count(*) FROM page_text WHERE text <> ''")[0][0]
    assert_equal(kept, 8)
    assert_equal(catalogue.run("search", "Отырар").json["total"], 1)
    report = catalogue.run("document", "ocr", document).json
    assert_equal([report["pages"], report["problems"]], [3, []])
    assert_equal(ask(catalogue, "SELECT count(*) FROM page_text WHERE text <> ''"), [(11,)])
    # Each run is taken back by itself.
    catalogue.run("undo", str(report["import"]))
    assert_equal(ask(catalogue, "SELECT count(*) FROM page_text WHERE text <> ''"), [(8,)])
    assert_equal(ask(catalogue, "SELECT count(*) FROM cover"), [(1,)])
    catalogue.check()


@case
def scanned(folder):
    """pictures of pages are named as what they are; Tesseract itself, where it is, reads them"""
    catalogue = filled(folder)
    document = str(catalogue.run("document", "add", "KZ1", make_pdf(folder / "a.pdf", [[], []])).json["document"])
    assert_equal(catalogue.run("document", "list", "KZ1").json["text"], "pictures")
    os.environ.pop("RC_TESSERACT", None)
    if not any(os.access(os.path.join(path, "tesseract"), os.X_OK) for path in os.environ["PATH"].split(":")):
        raise Skip("Tesseract is not installed")
    assert_equal(catalogue.run("document", "ocr", document).json["problems"], [])


sys.exit(run_cases())
