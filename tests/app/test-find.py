#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor looks for something: one search, filters, the way back."""
import sys

from journey import SAMPLE, admin, expect, visitor
from screen import run


def find_and_open():
    """One search finds a publication, a file on a disc and a grant, and each opens"""
    with visitor() as screen:
        screen.search("teacher training")
        screen.act(screen.find("Global report on teachers.*", "list item"))
        screen.see("Shelf E-04")
        screen.key("alt+Left")
        screen.act(screen.find("Teacher training - a model programme.*", "list item"))
        screen.see("Preview|model programme of three days.csv")
        screen.find("RcDiscPage")
        screen.key("alt+Left")
        screen.press("Show all: Kind")
        screen.press("Grants, 1", "check box")
        screen.see("1 result ")
        screen.act(screen.find("UNESCO-Hamdan Prize.*", "list item"))
        screen.find("RcGrantPage")
        screen.see("Hamdan Foundation")


def filters_count():
    """A filter leaves as many results as the admin program counts, and its chip takes it back"""
    found = admin(SAMPLE, "search", "water", "--limit", "0")
    reports = dict(found["facets"]["material"])["report"]
    few = admin(SAMPLE, "search", "water", "--limit", "0", "--filter", "material=report", "--filter", "language=eng")
    expect(0 < few["total"] < reports < found["total"], "the sample no longer suits this test")
    with visitor() as screen:
        screen.search("water")
        screen.find(f"{found['total']} results")
        screen.press(f"Reports, {reports}", "check box")
        screen.find(f"{reports} results")
        screen.press(f"English, {few['total']}", "check box")
        screen.find(f"{few['total']} results")
        screen.press("Remove filter: English")
        screen.find(f"{reports} results")
        screen.press("Clear all filters")
        screen.find(f"{found['total']} results")


def every_script():
    """Words in Cyrillic, Latin and Arabic letters are found, and nonsense is told as such"""
    with visitor() as screen:
        screen.search("Отырар")
        screen.find("Отырар: сырлы қала, .*", "list item")
        screen.search("Otyrar")
        screen.see("for “Otyrar”")
        screen.find("Отырар: сырлы қала, .*", "list item")
        screen.search("طرق الحرير")
        screen.find("طرق الحرير.*", "list item")
        screen.search("zzqxw")
        screen.see("Nothing found for “zzqxw”")


def way_back():
    """Escape, Back and Start over lead back, and the words stay until then"""
    with visitor() as screen:
        screen.search("Отырар")
        screen.act(screen.find("Отырар: сырлы қала, .*", "list item"))
        screen.see("2 copies")
        screen.key("Escape")
        screen.see("for “Отырар”")
        screen.press("Back: Home")
        screen.see("What are you looking for")
        screen.press("Grants .*")
        screen.find("RcGrantsPage")
        screen.press("Start over")
        screen.see("What are you looking for")


def other_languages():
    """The language is changed at once, and back"""
    with visitor() as screen:
        for name in "Русский", "Қазақша", "Français", "English":
            screen.press(name)
            screen.see("146")
            screen.find("RcHomePage")
        screen.see("What are you looking for")


sys.exit(run(find_and_open, filters_count, every_script, way_back, other_languages))
