#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor reads: pages of a document, a disc, a grant."""
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile

from journey import BUILD, admin, copy_of_sample, expect, shades, visitor
from screen import run


def open_booklet(screen):
    screen.search("Отырар")
    screen.act(screen.find("Отырар: сырлы қала, .*", "list item"))
    screen.press("Read here")


def pages():
    """Pages are drawn, have names and words for a screen reader, and turn by key"""
    with visitor() as screen:
        open_booklet(screen)
        page = screen.find("Page 1 of 7", "image")
        screen.wait(lambda: "Сырдария" in page.get_description(), "the words of the page")
        screen.wait(lambda: shades(screen, page) > 30, "the picture of page 1")
        screen.key("ctrl+Page_Down", "ctrl+Page_Down", "ctrl+Page_Down")
        page = screen.find("Page 4 of 7", "image")
        screen.wait(lambda: shades(screen, page) > 30, "the picture of page 4")
        screen.press("Contents", "push button|toggle button|radio button")
        screen.find("Contents", "list")


def words_in_pages():
    """Words are found in the document"""
    with visitor() as screen:
        open_booklet(screen)
        screen.find("Page 1 of 7", "image")
        screen.press("Search in these pages", "push button|toggle button")
        screen.find("Search in these pages", "text|entry")
        screen.xdo("type", "кітапхана")
        screen.see(r"1 of \d+ match")


def kill_renderers(screen):
    children = subprocess.run(["pgrep", "-P", str(screen.process.pid)], capture_output=True, text=True).stdout.split()
    expect(children, "no renderer is at work")
    for child in children:
        os.kill(int(child), signal.SIGKILL)


def renderer_dies():
    """When the renderer is killed the next page is drawn by another one"""
    with visitor() as screen:
        open_booklet(screen)
        page = screen.find("Page 1 of 7", "image")
        screen.wait(lambda: shades(screen, page) > 30, "the picture of page 1")
        kill_renderers(screen)
        screen.key("ctrl+End")
        screen.key("ctrl+Home", "ctrl+Page_Down", "ctrl+Page_Down", "ctrl+Page_Down", "ctrl+Page_Down")
        page = screen.find("Page 5 of 7", "image")
        screen.wait(lambda: shades(screen, page) > 30, "the picture of page 5")


RENDERER = """#!/bin/sh
[ ! -e "{ill}" ] || exit 1
exec "{program}" "$@"
"""


def renderer_ill():
    """While no renderer lives the page says so and the application goes on; asked again, it draws the page"""
    with tempfile.TemporaryDirectory() as folder:
        ill, program = os.path.join(folder, "ill"), os.path.join(folder, "renderer")
        with open(program, "w") as file:
            file.write(RENDERER.format(ill=ill, program=os.environ.get("RC_RENDERER", os.path.join(BUILD, "src/renderer/resource-centre-renderer"))))
        os.chmod(program, 0o755)
        with visitor(env={"RC_RENDERER": program}) as screen:
            open_booklet(screen)
            page = screen.find("Page 1 of 7", "image")
            screen.wait(lambda: shades(screen, page) > 30, "the picture of page 1")
            open(ill, "w").close()
            kill_renderers(screen)
            screen.key(*["ctrl+Page_Down"] * 5)
            screen.find("This page cannot be shown", "label")
            screen.press("Contents", "push button|toggle button|radio button")
            os.unlink(ill)
            screen.press("Try again")
            screen.gone("This page cannot be shown", "label")
            page = screen.find("Page 6 of 7", "image")
            screen.wait(lambda: shades(screen, page) > 30, "the picture of the page that was asked for again")


def make_pdf(path, width, height, content):
    """A document of one page; what it shows is told in the operators of PDF."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R >>" % (width, height),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))
    with open(path, "wb") as file:
        file.write(out)


@contextlib.contextmanager
def reading(width, height, content):
    """A visitor who has opened a document of one page like this."""
    with copy_of_sample() as catalogue:
        path = os.path.join(os.path.dirname(catalogue), "one.pdf")
        make_pdf(path, width, height, content)
        admin(catalogue, "document", "add", "RC00144", path)
        with visitor(catalogue) as screen:
            screen.search("water prosperity peace")
            screen.act(screen.find("Water for prosperity and peace, .*", "list item"))
            screen.press("Read here.*")
            yield screen


# Sixteen grey squares, as a scanner would have seen a page.
PICTURE = b"q %d 0 0 %d 0 0 cm BI /W 4 /H 4 /CS /G /BPC 8 /F /AHx ID 00102030405060708090A0B0C0D0E0FF> EI Q"


def scanned():
    """In a document of pictures alone nothing can be searched, and it says so"""
    with reading(600, 800, PICTURE % (600, 800)) as screen:
        page = screen.find("Page 1 of 1", "image")
        screen.wait(lambda: shades(screen, page) >= 10, "the picture")
        screen.press("Search in these pages", "push button|toggle button")
        screen.find("Search in these pages", "text|entry")
        screen.xdo("type", "water")
        screen.see("This copy is a picture, so it cannot be searched")
        expect(not screen.look("1 of .*match.*", "label"), "it tells of matches")


def huge_page():
    """The largest page that PDF knows is drawn, fitted and from near"""
    with reading(14400, 14400, PICTURE % (14400, 14400)) as screen:
        page = screen.find("Page 1 of 1", "image")
        screen.wait(lambda: shades(screen, page) >= 10, "the picture")
        screen.key(*["plus"] * 12)
        screen.find("[1-8][0-9][0-9] %", "label")
        screen.wait(lambda: shades(screen, screen.find("Page 1 of 1", "image")) > 1, "the picture from near")
        screen.key("0")
        page = screen.find("Page 1 of 1", "image")
        screen.wait(lambda: shades(screen, page) >= 10, "the whole picture again")


def tab_to(screen, name, key="Tab"):
    """Goes on with this key until what has the keyboard is called so."""
    seen = []
    for _ in range(60):
        node = screen.focused()
        now = node.get_name() if node else ""
        if re.fullmatch(name, now or "", re.S):
            return
        seen.append(now)
        screen.key(key)
        screen.wait(lambda: screen.focused() != node, f"the keyboard to leave {now!r}")
    raise AssertionError(f"{key} does not lead to {name!r}, but to {seen}")


def by_keyboard():
    """From home through search and record into the pages and back with the keyboard alone"""
    with visitor() as screen:
        screen.find("Search the catalogue", "text")
        screen.wait(screen.focused, "the keyboard to be somewhere")
        screen.xdo("type", "Отырар")
        screen.key("Return")
        screen.see(r"\d+ results")
        tab_to(screen, "Отырар.*Poster.*")
        tab_to(screen, "Отырар: сырлы қала, .*", "Down")
        screen.key("Return")
        screen.find("RcRecordPage")
        screen.wait(lambda: screen.focused() and screen.focused().get_name() == "Read here", "the keyboard on the main button")
        screen.key("Return")
        screen.wait(lambda: screen.focused() and screen.focused().get_name() == "Page 1 of 7", "the keyboard on the page")
        screen.key("ctrl+Page_Down")
        screen.wait(lambda: screen.focused() and screen.focused().get_name() == "Page 2 of 7", "the second page")
        screen.key("F6")
        tab_to(screen, "Start over")
        screen.key("F6")
        tab_to(screen, "Night")
        screen.key("Escape")
        screen.find("RcRecordPage")
        screen.key("alt+Left")
        screen.find("RcResultsPage")
        tab_to(screen, "Start over")
        screen.key("Return")
        screen.find("RcHomePage")


def damaged():
    """A document that is damaged is told as such, and the application goes on"""
    with copy_of_sample() as catalogue:
        document = admin(catalogue, "document", "list", "RC00001")
        path = os.path.join(catalogue, "files", document["sha256"][:2], document["sha256"])
        path = path if os.path.exists(path) else os.path.join(catalogue, "files", document["sha256"])
        with open(path, "wb") as file:
            file.write(b"%PDF-1.7\nnothing")
        with visitor(catalogue) as screen:
            open_booklet(screen)
            screen.see("cannot be opened")
            screen.press("Start over")
            screen.see("What are you looking for")


def disc():
    """Folders of a disc open, and a text is shown in its own letters"""
    with visitor() as screen:
        screen.press("On our discs.*")
        screen.act(screen.find("Silk Roads: voices and routes, .*", "list item"))
        for folder in "KAZAKH", "OTRAR", "TEXT":
            screen.act(screen.find(f"{folder}(,.*)?", "list item"))
        screen.act(screen.find("ИСТОРИЯ.TXT.*", "list item"))
        screen.see("Отрар")
        screen.press("KAZAKH", "push button|link")
        screen.find("TURKISTAN.*", "list item")


def grants():
    """A month narrows the grants, and one of them opens"""
    with visitor() as screen:
        screen.press("Grants .*")
        screen.find("25 open now", "label|heading")
        screen.press("Dec, 1 grant", "push button|toggle button")
        screen.wait(lambda: not screen.look("Türkiye Scholarships.*", "list item"), "other months to go")
        screen.act(screen.find("MAB Young Scientists Awards.*", "list item"))
        screen.find("RcGrantPage")
        screen.see("UNESCO Man and the Biosphere Programme")


sys.exit(run(pages, words_in_pages, renderer_dies, renderer_ill, scanned, huge_page, by_keyboard, damaged, disc, grants))
