#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor reads a document as large text, and finds the page again."""
import sys

from journey import Atspi, expect, find_page, open_booklet, visitor
from screen import run


def words(node):
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def show_text(screen):
    screen.press("Read as text", "toggle button|push button")
    node = screen.find("Text of the document", "text")
    screen.wait(lambda: "Арыс өзені" in words(node), "the words of the document")
    return node


def height(node):
    box = Atspi.Text.get_character_extents(node, 2, Atspi.CoordType.WINDOW)
    return box.height


def as_text():
    """A screen reader reads the document in its order, without running heads, larger and smaller"""
    with visitor() as screen:
        open_booklet(screen)
        screen.find("Page 1 of 7", "image")
        text = show_text(screen)
        lines = words(text).split("\n")
        expect(lines[0] == "Отырар: сырлы қала", f"the title to come first, not {lines[0]!r}")
        expect(lines.index("Мазмұны") < lines.index("Төбе түбіндегі қала"), "the contents before the first chapter")
        expect(any("даланың ортасында, биік төбе тұр. Алыстан қарағанда" in line for line in lines), "lines to be joined")
        before = height(text)
        screen.press("Larger letters")
        screen.wait(lambda: height(text) > before, "larger letters")
        screen.press("Smaller letters")
        screen.wait(lambda: height(text) == before, "the letters of before")
        screen.key("ctrl+plus")
        screen.wait(lambda: height(text) > before, "larger letters by key")
        screen.press("Sepia")


def same_place():
    """Text begins at the page one is on, and leads back to the page one has come to"""
    with visitor() as screen:
        open_booklet(screen)
        screen.find("Page 1 of 7", "image")
        screen.key("ctrl+Page_Down", "ctrl+Page_Down")
        screen.find("Page 3 of 7", "image")
        show_text(screen)
        screen.see("Page 3 of 7")
        screen.press("Next page")
        screen.see("Page 4 of 7")
        screen.key("Escape")
        screen.find("Page 4 of 7", "image")
        screen.key("Escape")
        find_page(screen, "Details")


def found_in_text():
    """What is looked for is shown in the text"""
    with visitor() as screen:
        open_booklet(screen)
        screen.find("Page 1 of 7", "image")
        text = show_text(screen)
        screen.press("Search in these pages", "push button|toggle button")
        screen.find("Search in these pages", "text|entry")
        screen.xdo("type", "Александрия")
        screen.see(r"1 of \d+ match.*")
        screen.see("Page 5 of 7")
        caret = Atspi.Text.get_caret_offset(text)
        expect(words(text)[caret:].startswith("Александрия"), "the caret at what was found")


sys.exit(run(as_text, same_place, found_in_text))
