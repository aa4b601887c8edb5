#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor reads: pages of a document, a disc, a grant."""
import os
import re
import subprocess
import sys
import tempfile

from journey import ADMIN, Atspi, GdkPixbuf, bitmap, copy_of_sample, expect, find_page, open_booklet, shades, visitor
from screen import run


def words_of(node):
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


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
        # On a smaller screen the bar has fewer buttons, and none stands outside.
        screen.xdo("search", "--onlyvisible", "--name", "UNESCO Resource Centre", "windowsize", "600", "700")
        screen.gone("Larger", "push button")
        menu = screen.place(screen.find("Main menu", "push button|toggle button"))
        expect(menu.x + menu.width <= 600, f"the bar to be as wide as the window: {menu.x} + {menu.width}")


def words_in_pages():
    """Words are found in the document"""
    with visitor() as screen:
        open_booklet(screen)
        screen.find("Page 1 of 7", "image")
        screen.press("Search in these pages", "push button|toggle button")
        screen.find("Search in these pages", "text|entry")
        screen.xdo("type", "кітапхана")
        screen.see(r"1 of \d+ match")
        screen.type_into("Search in these pages", "Otrar")
        # From the page on that the match before led to.
        first = int(screen.see(r"(\d+) of 22 matches").group(1))
        screen.key("F3")
        screen.see(f"{first + 1} of 22 matches")
        screen.click(screen.find(r"Page \d of 7", "image"))
        screen.key("ctrl+g")
        screen.see(f"{first + 2} of 22 matches")
        screen.key("shift+F3")
        screen.see(f"{first + 1} of 22 matches")


def words_of_the_search():
    """What was found in a document opens there with its words marked: from the results, by keyboard, and from the record"""
    with visitor() as screen:
        screen.search("Александрия")
        screen.find("Отырар: сырлы қала, .*", "list item")
        # In a file of a disc: which one.
        screen.see(r"KAZAKH/OTRAR/OTYRAR\.PDF")
        screen.press("Page 5: read here", "push button|button")
        screen.find("Page 5 of 7", "image")
        screen.see("1 of 1 match")
        expect(words_of(screen.find("Search in these pages", "text|entry")) == "Александрия", "the words in the entry")
        screen.key("Escape", "Escape")
        find_page(screen, "Results")
        # Another form of each word, and no phrase.
        screen.search("қаласы кітапханасы")
        # What was found before stands there until the new answer comes.
        screen.gone("Women in science: ten lives, .*", "list item")
        screen.act(screen.find("Отырар: сырлы қала, .*", "list item"))
        card = screen.find(r"Page \d: read here, .*", "push button|button")
        page = re.match(r"Page (\d)", card.get_name()).group(1)
        tab_to(screen, r"Page \d: read here, .*")
        screen.key("Return")
        screen.find(f"Page {page} of 7", "image")
        matches = screen.see(r"(\d+) of (\d+) matches")
        expect(int(matches.group(2)) > 2, "each word to be marked by itself")
        screen.type_into("Search in these pages", "қаласы кітапханасы тек")
        screen.see("Not in these pages")
    with visitor() as screen:
        screen.search("Темірқазық")
        # In a text, which has no pages.
        screen.find("In the text: read here", "push button|button")


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
        find_page(screen, "Details")
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
        find_page(screen, "Details")
        screen.key("alt+Left")
        find_page(screen, "Results")
        tab_to(screen, "Start over")
        screen.key("Return")
        find_page(screen, "Home")


def disc():
    """Folders of a disc open, and a text is shown in its own letters"""
    with visitor() as screen:
        screen.press("On our discs.*")
        screen.act(screen.find("Silk Roads: voices and routes, .*", "list item"))
        for folder in "KAZAKH", "OTRAR", "TEXT":
            screen.act(screen.find(f"{folder}(,.*)?", "list item"))
        screen.act(screen.find("ИСТОРИЯ.TXT.*", "list item"))
        screen.see("Отрар")
        # The keyboard goes on from what was opened, chooses what it passes, and goes into a folder.
        text = screen.find("ИСТОРИЯ.TXT.*", "list item")
        expect(text.get_state_set().contains(Atspi.StateType.SELECTED), "the file that is looked at is not selected")
        screen.key("Home")
        screen.wait(lambda: screen.focused() and screen.focused().name != text.name, "the keyboard in the first row")
        screen.wait(lambda: screen.focused().get_state_set().contains(Atspi.StateType.SELECTED), "the first row to be selected")
        screen.wait(lambda: not screen.look("ИСТОРИЯ.TXT.*", "list item").get_state_set().contains(Atspi.StateType.SELECTED),
                    "one row alone to be selected")
        screen.press("KAZAKH", "push button|link")
        screen.find("TURKISTAN.*", "list item")
        screen.key("alt+Left")
        screen.find("ИСТОРИЯ.TXT.*", "list item")
        screen.key("alt+Right")
        screen.find("TURKISTAN.*", "list item")
        screen.search("turkistan", name="Search within this disc")
        screen.find("KAZAKH/TURKISTAN/ТҮРКІСТАН.TXT.*", "list item")
        screen.act(screen.find("KAZAKH/TURKISTAN/ТҮРКІСТАН.TXT.*", "list item"))
        screen.find("Read here", "push button")
        # In another order it is still the one that is looked at.
        screen.press("By size, the largest first")
        # Whatever can be read opens like a book, out of the image.
        screen.press("Read here")
        screen.find("Page 1 of 1")
        words = screen.find("Text of the document", "text")
        screen.wait(lambda: words.get_extents(Atspi.CoordType.WINDOW).y <= Atspi.Text.get_character_extents(words, 0, Atspi.CoordType.WINDOW).y,
                    "the first words of a short text in sight")
        screen.key("Escape")
        screen.find("KAZAKH/TURKISTAN/ТҮРКІСТАН.TXT.*", "list item")


def look_at_pictures(screen):
    """Each whole, by finger, key and button; one that cannot be shown is no end of the way."""
    screen.act(screen.find("PLAN1.BMP, .*", "list item"))
    screen.find("See it here", "push button")
    screen.click(screen.find("PLAN1.BMP", "image"))
    picture = screen.find("Picture 1 of 4", "image")
    screen.wait(lambda: red_in_the_middle(screen, picture) == 0x40, "the first picture")
    well = screen.place(picture)
    expect(well.y + well.height <= screen.place(screen.find("Next picture", "push button")).y, "the whole picture above the buttons")
    screen.key("Right")
    screen.find("Picture 2 of 4", "image")
    screen.wait(lambda: red_in_the_middle(screen, picture) == 0x80, "the second picture")
    screen.press("Next picture")
    screen.find("Picture 3 of 4", "image")
    screen.see("This picture cannot be shown")
    screen.wait(lambda: red_in_the_middle(screen, picture) != 0x80, "nothing in place of what is broken")
    screen.key("Page_Down")
    screen.find("Picture 4 of 4", "image")
    screen.wait(lambda: red_in_the_middle(screen, picture) == 0xc0, "the last picture")
    screen.gone("This picture cannot be shown", "label")
    screen.key("Page_Down", "Page_Up")
    screen.find("Picture 3 of 4", "image")
    screen.key("Escape")


def red_in_the_middle(screen, picture):
    """Of what is on the screen where the picture is."""
    box = screen.place(picture)
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        screen.picture(file.name)
        pixels = GdkPixbuf.Pixbuf.new_from_file(file.name)
        return pixels.get_pixels()[(box.y + box.height // 2) * pixels.get_rowstride() + (box.x + box.width // 2) * pixels.get_n_channels()]


def also_on_disc():
    """A page of a disc leads to what it names there, its pictures to each other, and a file that lies on another disc too to that one"""
    with copy_of_sample() as catalogue, tempfile.TemporaryDirectory() as folder:
        command = [ADMIN, "--catalogue", catalogue, "disc"]
        listed = subprocess.run([*command, "list"], check=True, capture_output=True, text=True).stdout
        silk_roads = re.search(r"^ *(\d+) +R-021", listed, re.MULTILINE).group(1)
        text = subprocess.run([*command, "extract", silk_roads, "KAZAKH/OTRAR/TEXT/ИСТОРИЯ.TXT"], check=True, capture_output=True).stdout
        os.mkdir(os.path.join(folder, "COPIES"))
        with open(os.path.join(folder, "COPIES", "OTRAR.TXT"), "wb") as file:
            file.write(text)
        with open(os.path.join(folder, "COPIES", "INDEX.HTM"), "w") as file:
            file.write("<html><body><p>See <a href='otrar.txt#top'>the <b>old</b>  text</a>, <a href=http://example.org/otrar.txt>elsewhere</a>, "
                       "<a href='../../otrar.txt'>above</a>, <a href='none.txt'>lost</a>, <a href=..\\copies>all of them</a></body></html>")
        broken = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"U" * 3000
        for name, content in ("PLAN1.BMP", bitmap(0x40)), ("PLAN2.BMP", bitmap(0x80)), ("PLAN3.JPG", broken), ("PLAN4.BMP", bitmap(0xc0)):
            with open(os.path.join(folder, "COPIES", name), "wb") as file:
                file.write(content)
        image = os.path.join(folder, "old.iso")
        subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-J", "-R", "-o", image, "-graft-points", f"COPIES={folder}/COPIES"], check=True, capture_output=True)
        subprocess.run([*command, "add", "--title=Old texts", "--shelfmark=R-099", image], check=True, capture_output=True)
        with visitor(catalogue) as screen:
            screen.press("On our discs.*")
            screen.act(screen.find("Old texts, .*", "list item"))
            screen.act(screen.find("COPIES(,.*)?", "list item"))
            look_at_pictures(screen)
            screen.act(screen.find("INDEX.HTM, .*", "list item"))
            screen.see("Links of this page")
            screen.find("all of them", "push button")
            expect(not any(screen.look(name, "push button") for name in ("elsewhere", "above", "lost")), "a link leads to nothing on the disc")
            screen.press("the old text", "push button")
            screen.see("Also on disc")
            screen.press("Silk Roads: voices and routes", "push button|link")
            # Where the other one lies, looked at, with the way back.
            row = screen.find("ИСТОРИЯ.TXT, .*", "list item")
            expect(row.get_state_set().contains(Atspi.StateType.SELECTED), "the same file on the other disc is not selected")
            screen.see("From KAZAKH / OTRAR / TEXT.*")
            screen.find("Old texts", "push button|link")


def grants():
    """A month narrows the grants, and one of them opens"""
    with visitor() as screen:
        screen.press("Grants .*")
        screen.find("25 open now", "label|heading")
        screen.press(r"December \d{4}, 1 grant", "push button|toggle button")
        screen.wait(lambda: not screen.look("Türkiye Scholarships.*", "list item"), "other months to go")
        screen.act(screen.find("UNESCO/Keizo Obuchi Research Fellowships.*", "list item"))
        find_page(screen, "Grant")
        screen.see("Government of Japan")


sys.exit(run(pages, words_in_pages, words_of_the_search, by_keyboard, disc, also_on_disc, grants))
