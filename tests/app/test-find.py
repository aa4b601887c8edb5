#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor looks for something: one search, filters, the way back."""
import os
import re
import subprocess
import sys
import tempfile

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

from journey import SAMPLE, admin, expect, find_page, visitor
from screen import run

BUTTON = "push button|toggle button|radio button"


def find_and_open():
    """One search finds a publication, a file on a disc and a grant, and each opens"""
    with visitor() as screen:
        screen.search("teacher training")
        screen.act(screen.find("Global report on teachers.*", "list item"))
        screen.see("Shelf E-04")
        screen.key("alt+Left")
        screen.act(screen.find("Teacher training - a model programme.*", "list item"))
        screen.see("Preview|model programme of three days.csv")
        find_page(screen, "Disc")
        screen.key("alt+Left")
        screen.press("Show all: Kind")
        screen.press("Grants, 1", "check box")
        screen.see("1 result ")
        screen.act(screen.find("UNESCO-Hamdan Prize.*", "list item"))
        find_page(screen, "Grant")
        screen.see("Hamdan Foundation")


def tick(screen, name):
    """Also what is further down in the pane: the keyboard leads there"""
    screen.find(name, "check box")
    for _ in range(120):
        screen.key("Tab")
        focused = screen.focused()  # none while it moves
        if focused is not None and re.fullmatch(name, focused.get_name() or ""):
            break
    screen.key("space")


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
        here = dict(found["facets"]["availability"])["here"]
        tick(screen, f"Read here, {here}")
        screen.find(f"{here} results")
        screen.press("Remove filter: Read here")
        screen.find(f"{found['total']} results")


def grants_count():
    """Grants among the results are filtered by who may apply, from where, and when they close"""
    found = admin(SAMPLE, "search", "research", "--limit", "0")
    students = admin(SAMPLE, "search", "research", "--limit", "0", "--filter", "audience=student")
    country = dict(students["facets"]["country"])["KZ"]
    with visitor() as screen:
        screen.search("research")
        tick(screen, f"Student, {dict(found['facets']['audience'])['student']}")
        screen.find(f"{students['total']} results")
        tick(screen, f"Kazakhstan, {country}")
        screen.find(f"{country} results")
        screen.press("Remove filter: Student")
        kazakhstan = admin(SAMPLE, "search", "research", "--limit", "0", "--filter", "country=KZ")["facets"]
        tick(screen, f"Open at any time, {dict(kazakhstan['closing'])['rolling']}")
        screen.find("Remove filter: Open at any time")


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


def taken_for():
    """A word that finds nothing is taken for what was meant, which is said, and can be refused; other words are taken again"""
    meant = admin(SAMPLE, "search", "Отырар", "--limit", "0")["total"]
    few = admin(SAMPLE, "search", "water", "--limit", "0", "--filter", "language=eng")["total"]
    with visitor() as screen:
        screen.search("Отыарр")
        screen.see("Showing results for .?Отырар")
        screen.find(f"{meant} results")
        screen.find("Отырар: сырлы қала, .*", "list item")
        screen.press("Search only for “.?Отыарр.?”")
        screen.see("Nothing found for “Отыарр”")
        screen.press(f"Search for “.?Отырар.?”, {meant} results")
        screen.see("Showing results for .?Отырар")
        # By the keyboard alone; and behind it filters go on with what was meant.
        screen.search("watre")
        screen.see("Showing results for .?water")
        screen.press(f"English, {few}", "check box")
        screen.find(f"{few} results")
        screen.see("Showing results for .?water")
        for _ in range(40):
            screen.key("Tab")
            focused = screen.focused()  # none while it moves
            if focused is not None and "watre" in (focused.get_name() or ""):
                break
        screen.key("space")
        screen.see("Nothing found for “watre”")
        # A word that is still being typed is left alone.
        screen.search("wat")
        screen.gone("Showing results for .*")


def suggested():
    """What may be meant stands below the words that are typed: the keyboard reaches it, a tap opens it, Escape and Enter leave it"""
    subject = next(pair for pair in admin(SAMPLE, "search", "wate", "--limit", "0")["facets"]["subject"] if pair[0].startswith("Water "))
    row = f"{subject[0]}, subject, {subject[1]} results"
    with visitor(SAMPLE, "--kiosk") as screen:
        screen.find("Search the catalogue", "text|entry|search entry")
        screen.xdo("type", "wate")
        shown = screen.find("Suggestions", "list box|list")
        rows = [node.name for node in screen.nodes(shown) if node.role_name == "list item"]
        expect(len(rows) == 4 and row in rows, f"the sample no longer suits this test: {rows}")
        screen.key("Escape")
        screen.gone("Suggestions", "list box|list")
        screen.xdo("type", "r")
        screen.find("Suggestions", "list box|list")
        screen.key("Down", "Down", "Up", "Up")
        screen.xdo("type", "zz")
        screen.gone("Suggestions", "list box|list")
        screen.key("BackSpace", "BackSpace")
        screen.find(row, "list item")
        screen.key(*["Down"] * (rows.index(row) + 1), "Return")
        screen.find(f"{subject[1]} results")
        screen.find(f"Remove filter: {subject[0]}")
        screen.key("alt+Left")
        screen.find("Grants & fellowships.*", "push button")
        screen.key("ctrl+f", "ctrl+a")
        screen.xdo("type", "Отыр")
        screen.click(screen.find("Отырар: сырлы қала, Booklet · 2004", "list item"))
        find_page(screen, "Details")
        # What is said of the copies takes no room from the title, however long it is.
        beside = screen.place(screen.find("On the shelf, read in the room", "label")).width
        expect(beside < 300, f"the column of copies is {beside} wide")
        screen.key("alt+Left")
        screen.key("ctrl+f", "ctrl+a")
        screen.xdo("type", "wate")
        screen.find(row, "list item")
        screen.key("Return")
        screen.see("for “wate”")


def why_nothing():
    """Where nothing is found, the word or the filter that is to blame is named, and the way without it leads on"""
    water = admin(SAMPLE, "search", "water", "--limit", "0")
    city = admin(SAMPLE, "search", "Отырар: сырлы", "--limit", "0")["total"]
    with visitor() as screen:
        screen.search("water zzqxw")
        screen.see("Nothing found for “water zzqxw”")
        screen.see("Nowhere in the catalogue: “.?zzqxw.?”")
        screen.press(f"Without “.?zzqxw.?”, {water['total']} results")
        screen.see("for “water”")
        screen.find(f"{water['total']} results")
        reports = dict(water["facets"]["material"])["report"]
        screen.press(f"Reports, {reports}", "check box")
        screen.find(f"{reports} results")
        screen.search("Отырар: сырлы")
        screen.see("none that the filters let through")
        screen.press(f"Without the filter .*Reports.*, {city} results")
        screen.find("Отырар: сырлы қала, .*", "list item")


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
        find_page(screen, "Grants")
        screen.press("Start over")
        screen.see("What are you looking for")


def other_languages():
    """The language is changed at once, and back"""
    with visitor() as screen:
        for name, home in ("Русский", "В начало"), ("Қазақша", "Басты бет"), ("Français", "Accueil"), ("English", "Home"):
            screen.press(name)
            screen.see("146")
            find_page(screen, home)
        screen.see("What are you looking for")


def nearby_subjects():
    """A subject in any language leads to narrower and broader ones, each with as many titles as it then shows"""
    with visitor() as screen:
        screen.press("Русский")
        find_page(screen, "В начало")
        screen.search("образование", name="Поиск по каталогу")
        chip = screen.find("Высшее образование, \\d+ .*", "push button|button")
        count = re.search(r"\d+", chip.get_name()).group()
        expect(0 < int(count), "the sample no longer suits this test")
        screen.act(chip)
        screen.find(f"{count} результат.*")
        screen.find(f"Высшее образование, {count}", "check box")
        screen.press("Образование, \\d+ .*", "push button|button")
        screen.find("Убрать фильтр: Образование")
        screen.find("Образование, \\d+", "check box")




def put_aside():
    """What is added to the list stands on it, is cited and taken off again, and Start over forgets it; a kiosk lets nothing be copied"""
    with visitor(SAMPLE, "--kiosk") as screen:
        screen.search("water prosperity peace")
        screen.act(screen.find("Water for prosperity and peace, .*", "list item"))
        expect(not screen.look("My list, .*", "push button"), "an empty list is offered")
        screen.press("Add to my list")
        button = screen.find("On my list", "push button|toggle button")
        expect(button.get_state_set().contains(Atspi.StateType.PRESSED), "the button is not pressed")
        expect(button.get_description() == "1 on your list", f"it says {button.get_description()!r}")
        screen.press("How to cite")
        screen.see("ISBN 9789231006579. – Text : unmediated")
        screen.press("BibTeX")
        screen.see("isbn = .9789231006579")
        expect("library = " not in screen.words(), "the shelf is cited")
        expect(not screen.look("Copy|Print", "push button"), "a kiosk offers to copy or print")
        screen.key("Escape")
        screen.gone("Style of the citation")
        screen.press("My list, 1 title")
        find_page(screen, "My list")
        screen.find("Water for prosperity and peace, .* 1 of 1", "list item")
        screen.key("Return")
        find_page(screen, "Details")
        screen.press("My list, 1 title")
        screen.press("Remove from my list: Water for prosperity and peace")
        screen.see("Your list is empty")
        screen.press("Back: .*")
        screen.press("Add to my list")
        screen.find("My list, 1 title", "push button")
        screen.press("Start over")
        screen.gone("My list, .*", "push button")


def walk_back(screen, n):
    """The names of what Tab leads to backwards."""
    seen = []
    for _ in range(n):
        before = screen.focused()
        screen.key("shift+Tab")
        screen.wait(lambda: screen.focused() not in (None, before), "the keyboard to go on")
        seen.append(screen.focused().get_name())
        if seen[-1].startswith("Back"):
            break
    return seen


def right_to_left():
    """In a language that is read from the right, pages and what leads on are mirrored"""
    with tempfile.TemporaryDirectory() as words:
        folder = os.path.join(words, "ar", "LC_MESSAGES")
        os.makedirs(folder)
        # GTK follows the direction of a language that the program has words in: these are none but the head.
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        subprocess.run(["msgfmt", "-o", os.path.join(folder, "resource-centre.mo"), "-"], input=head, text=True, check=True)
        with visitor(env={"LANGUAGE": "ar", "RC_LOCALEDIR": words}) as screen:
            def stand(right, left):
                a, b = (screen.place(screen.find(*what)) for what in (right, left))
                expect(a.x > b.x + b.width // 2, f"{right} is on the right of {left}: {a.x}, {b.x}")

            stand(("Publications.*", BUTTON), ("Grants & fellowships.*", BUTTON))
            screen.search("Отырар")
            row = ("Отырар: сырлы қала, .*", "list item")
            stand(("Booklets.*", "check box"), row)
            stand(("Home|Back.*", BUTTON), ("Language: .*", None))
            screen.act(screen.find(*row))
            stand(("Read here", BUTTON), ("Take it with you", "label|heading|panel"))
            expect(walk_back(screen, 6)[-4:] == ["Language: English", "Next", "Previous", "Back: Results"], "Tab goes on in reading order")
            screen.press("Back: Results")
            screen.act(screen.find(*row))
            screen.press("Read here")
            screen.find("Page 1 of 7", "image")
            stand(("Pages", BUTTON), ("Page 1 of 7", "image"))


sys.exit(run(find_and_open, filters_count, grants_count, every_script, taken_for, suggested, why_nothing, way_back, other_languages, nearby_subjects, put_aside, right_to_left))
