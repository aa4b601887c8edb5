#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor reads: pages of a document, a disc, a grant."""
import os
import signal
import subprocess
import sys

from journey import admin, copy_of_sample, expect, shades, visitor
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


def renderer_dies():
    """When the renderer is killed the next page is drawn by another one"""
    with visitor() as screen:
        open_booklet(screen)
        page = screen.find("Page 1 of 7", "image")
        screen.wait(lambda: shades(screen, page) > 30, "the picture of page 1")
        children = subprocess.run(["pgrep", "-P", str(screen.process.pid)], capture_output=True, text=True).stdout.split()
        expect(children, "no renderer is at work")
        for child in children:
            os.kill(int(child), signal.SIGKILL)
        screen.key("ctrl+End")
        screen.key("ctrl+Home", "ctrl+Page_Down", "ctrl+Page_Down", "ctrl+Page_Down", "ctrl+Page_Down")
        page = screen.find("Page 5 of 7", "image")
        screen.wait(lambda: shades(screen, page) > 30, "the picture of page 5")


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


sys.exit(run(pages, words_in_pages, renderer_dies, damaged, disc, grants))
