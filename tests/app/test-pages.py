#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Around the pages of a document: going to one and back, two abreast, marks, links, words taken along, a presentation."""
import contextlib
import os
import sys

from journey import SAMPLE, admin, brightness, copy_of_sample, expect, find_page, open_booklet, visitor
from screen import run

BUTTON = "push button|toggle button|radio button"


def at(screen, name):
    return screen.find(name, "image")


def there_and_back():
    """A number leads to its page, another one is told as such, and there is a way back and forth"""
    with visitor() as screen:
        open_booklet(screen)
        at(screen, "Page 1 of 7")
        screen.key("ctrl+l")
        screen.find("Page number", "text|entry")
        screen.xdo("type", "99")
        screen.key("Return")
        screen.see("There is no page “99” here")
        screen.key("BackSpace", "BackSpace")
        screen.press("5")
        screen.press("Go")
        at(screen, "Page 5 of 7")
        screen.press("Back to page 1")
        at(screen, "Page 1 of 7")
        screen.key("alt+Right")
        at(screen, "Page 5 of 7")
        screen.key("alt+Left")
        at(screen, "Page 1 of 7")
        screen.key("alt+Left")
        find_page(screen, "Details")


def abreast():
    """Two pages stand side by side, one page at a time, and turned"""
    with visitor() as screen:
        open_booklet(screen)
        at(screen, "Page 1 of 7")
        screen.key("d", "ctrl+Page_Down")
        at(screen, "Page 3 of 7")
        screen.key("o")
        screen.key("ctrl+Page_Down")
        at(screen, "Page 4 of 7")
        screen.key("d", "c", "f", "Right")
        at(screen, "Page 5 of 7")
        screen.key("space")
        at(screen, "Page 6 of 7")
        screen.key("ctrl+Right", "Left")
        at(screen, "Page 5 of 7")


def presentation():
    """A presentation shows the page alone, and Escape leads back; by night the window is dark, too"""
    with visitor() as screen:
        open_booklet(screen)
        at(screen, "Page 1 of 7")
        screen.key("F5")
        screen.find("Leave full screen", BUTTON)
        screen.gone("Start over", BUTTON)
        screen.key("Right")
        at(screen, "Page 2 of 7")
        screen.key("Escape")
        expect(brightness(screen, screen.find("Start over", BUTTON)) > 150, "by day the window is light")
        screen.key("n")
        screen.find("Day", BUTTON)
        expect(brightness(screen, screen.find("Start over", BUTTON)) < 100, "by night the whole window is dark")
        screen.key("n")
        screen.key("F11")
        screen.press("Leave full screen")
        screen.find("Start over", BUTTON)


def marks():
    """A page that was marked is in the list until somebody starts over"""
    with visitor() as screen:
        open_booklet(screen)
        at(screen, "Page 1 of 7")
        screen.key("ctrl+Page_Down", "ctrl+d")
        screen.press("Marked pages", BUTTON)
        screen.find("Page 2, page 2", "list item")
        screen.key("Home")
        screen.press("Start over")
        open_booklet(screen)
        at(screen, "Page 1 of 7")
        screen.press("Marked pages", BUTTON)
        screen.see("Pages that you mark are listed here")


def taken_along():
    """Words that are selected can be copied, but not in a kiosk"""
    for arguments in (), ("--kiosk",):
        with visitor(SAMPLE, *arguments) as screen:
            open_booklet(screen)
            at(screen, "Page 1 of 7")
            screen.key("ctrl+Page_Down", "ctrl+Page_Down", "ctrl+Page_Down", "ctrl+a")
            if arguments:
                at(screen, "Page 4 of 7")
                expect(not screen.look("Copy", BUTTON), "a kiosk offers to copy")
                continue
            screen.find("Copy", BUTTON)
            screen.key("ctrl+c", "ctrl+f")
            screen.find("Search in these pages", "text|entry")
            screen.key("ctrl+v")
            # All that the page says is found on it.
            screen.see("1 of 1 match")


def pdf(*objects):
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))


@contextlib.contextmanager
def reading(content):
    with copy_of_sample() as catalogue:
        path = os.path.join(os.path.dirname(catalogue), "one.pdf")
        with open(path, "wb") as file:
            file.write(content)
        admin(catalogue, "document", "add", "RC00144", path)
        with visitor(catalogue) as screen:
            screen.search("water prosperity peace")
            screen.act(screen.find("Water for prosperity and peace, .*", "list item"))
            screen.press("Read here.*")
            yield screen


LINKED = pdf(
    b"<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /r >> 3 << /S /D >>] >> >>",
    b"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R 6 0 R] /Count 4 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Annots [<< /Type /Annot /Subtype /Link /Rect [50 400 350 450] /Dest [6 0 R /Fit] >>] >>",
    *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] >>"] * 3,
)


def links():
    """Pages are called as they are in the document, and a link is followed by key and back"""
    with reading(LINKED) as screen:
        at(screen, "Page i, 1 of 4")
        screen.key("Tab")
        screen.wait(lambda: "Link to page 1" in (at(screen, "Page i, 1 of 4").get_description() or ""), "the link to have the keyboard")
        screen.key("Return")
        at(screen, "Page 4 of 4|Page 1, 4 of 4")
        screen.press("Back to page i")
        at(screen, "Page i, 1 of 4")
        screen.key("ctrl+l")
        screen.find("Page number", "text|entry")
        screen.xdo("type", "III")
        screen.key("Return")
        at(screen, "Page iii, 3 of 4")


sys.exit(run(there_and_back, abreast, presentation, marks, taken_along, links))
