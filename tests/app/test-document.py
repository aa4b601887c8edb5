#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that are hard to show: no renderer, damage, pictures alone, a page of five metres."""
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile

from journey import BUILD, admin, copy_of_sample, expect, open_booklet, shades, visitor
from screen import run


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


def make_pdf(path, width, height, content, n_pages=1):
    """A document of such pages; what they show is told in the operators of PDF."""
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(n_pages))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 3 0 R >>" % (width, height)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, n_pages),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *[page] * n_pages,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (size, table, size, len(out)))
    with open(path, "wb") as file:
        file.write(out)


@contextlib.contextmanager
def reading(width, height, content, n_pages=1, env=None):
    """A visitor who has opened a document of pages like this."""
    with copy_of_sample() as catalogue:
        path = os.path.join(os.path.dirname(catalogue), "one.pdf")
        make_pdf(path, width, height, content, n_pages)
        admin(catalogue, "document", "add", "RC00144", path)
        with visitor(catalogue, env=env) as screen:
            screen.search("water prosperity peace")
            screen.act(screen.find("Water for prosperity and peace, .*", "list item"))
            screen.press("Read here.*")
            yield screen


# Sixteen grey squares, as a scanner would have seen a page.
PICTURE = b"q %d 0 0 %d 0 0 cm BI /W 4 /H 4 /CS /G /BPC 8 /F /AHx ID 00102030405060708090A0B0C0D0E0FF> EI Q"


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
        # More pages than are drawn ahead.
        with reading(600, 800, PICTURE % (600, 800), 99, {"RC_RENDERER": program}) as screen:
            page = screen.find("Page 1 of 99", "image")
            screen.wait(lambda: shades(screen, page) >= 10, "the picture of page 1")
            open(ill, "w").close()
            kill_renderers(screen)
            screen.key("ctrl+End")
            screen.find("This page cannot be shown", "label")
            screen.press("Contents", "push button|toggle button|radio button")
            os.unlink(ill)
            screen.press("Try again")
            screen.gone("This page cannot be shown", "label")
            page = screen.find("Page 99 of 99", "image")
            screen.wait(lambda: shades(screen, page) >= 10, "the picture of the page that was asked for again")


def scanned():
    """In a document of pictures alone nothing can be searched, and it says so"""
    with reading(600, 800, PICTURE % (600, 800)) as screen:
        page = screen.find("Page 1 of 1", "image")
        screen.wait(lambda: shades(screen, page) >= 10, "the picture")
        screen.press("Search in these pages", "push button|toggle button")
        screen.find("Search in these pages", "text|entry")
        screen.xdo("type", "water")
        screen.see("This document is pictures of pages: its text cannot be searched")
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


def damaged():
    """A document that is damaged is told as such, what can be shown of it is shown, and the application goes on"""
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
        # Cut off behind its second page.
        page = b"%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>\nendobj\n"
        with open(path, "wb") as file:
            file.write(b"%PDF-1.7\n" + page % 4 + page % 5 + b"6 0 obj\n<< /Type /Pa")
        with visitor(catalogue) as screen:
            open_booklet(screen)
            screen.find("Page 1 of 2", "image")
            screen.see("What could be read of it is shown")
            screen.press("Close")
            screen.gone("What could be read of it is shown", "label")


def locked():
    """A document that is locked opens with its password, and only with that; in a kiosk the desk is asked"""
    file = os.path.join(os.environ.get("RC_SHARED_DATA", ""), "pdf/encrypted/r3-user-password.pdf")
    if not os.path.exists(file):
        print("# the real files are not here")
        return
    with copy_of_sample() as catalogue:
        document = admin(catalogue, "document", "list", "RC00001")
        path = os.path.join(catalogue, "files", document["sha256"][:2], document["sha256"])
        shutil.copyfile(file, path if os.path.exists(path) else os.path.join(catalogue, "files", document["sha256"]))
        with visitor(catalogue) as screen:
            open_booklet(screen)
            screen.see("It opens with a password")
            screen.xdo("type", "wrong")
            screen.key("Return")
            screen.see("That is not its password")
            entry = screen.place(screen.find("Password", "password text|text"))
            button = screen.place(screen.find("Open", "push button|button"))
            expect(button.x >= entry.x + entry.width and abs(button.y - entry.y) < 8, "the button beside the entry")
            screen.xdo("type", "asdfzxcv")
            screen.key("Return")
            screen.find("Page 1 of 1", "image")
        with visitor(catalogue, "--kiosk") as screen:
            open_booklet(screen)
            screen.see("This copy is locked")
            screen.see("Please ask at the desk")
            expect(not screen.look("Password", "password text|text"), "a kiosk asks for a password")


sys.exit(run(renderer_dies, renderer_ill, scanned, huge_page, damaged, locked))
