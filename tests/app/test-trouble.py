#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong around the application: no catalogue, a newer one, one that changes; and what a kiosk must not do."""
import contextlib
import gettext
import glob
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from journey import ADMIN, BUILD, SAMPLE, admin, brightness, copy_of_sample, expect, find_page, open_booklet, visitor
from screen import TYPE_NAME, NotSeen, Skipped, role_of, run
from gi.repository import Atspi, GLib


def no_catalogue():
    """Without a catalogue it says so, in plain words"""
    with tempfile.TemporaryDirectory() as folder, visitor(os.path.join(folder, "none")) as screen:
        screen.see("There is no catalogue here yet")
        expect(folder not in screen.words(), "a path is on the screen")


def catalogue_in_a_moment():
    """A catalogue that comes later is shown, and nobody has to ask for it"""
    with copy_of_sample() as catalogue:
        os.rename(catalogue, catalogue + "-later")
        with visitor(catalogue) as screen:
            screen.see("There is no catalogue here yet")
            os.rename(catalogue + "-later", catalogue)
            screen.see("146")


def newer_catalogue():
    """A catalogue of a newer program is left alone"""
    with copy_of_sample() as catalogue:
        with sqlite3.connect(os.path.join(catalogue, "catalogue.db")) as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            db.execute(f"PRAGMA user_version = {version + 1000}")
        db.close()
        with visitor(catalogue) as screen:
            screen.see("The catalogue is newer than this program")


QUINCES = """=LDR  00000nam a2200000 i 4500
=001  QUINCE1
=245  10$aQuince orchards of the valley
=264  \\1$aAlmaty,$c2019.

"""


def new_records_appear():
    """What is imported while somebody looks appears by itself"""
    with copy_of_sample() as catalogue, tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "one.mrk")
        with open(path, "w", encoding="utf-8") as file:
            file.write(QUINCES)
        with visitor(catalogue) as screen:
            screen.search("quince orchards")
            screen.see("Nothing found")
            admin(catalogue, "import", path, "--format", "mrk")
            screen.find("Quince orchards of the valley.*", "list item")


LEFT_BEHIND = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA wal_autocheckpoint = 0")
db.execute("CREATE TABLE left_behind (word TEXT)")
db.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


def not_ours_to_write():
    """Somebody who may not write the catalogue reads it, also after its writer was killed"""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        raise Skipped("only root can become somebody else")
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    with copy_of_sample() as catalogue:
        os.chmod(os.path.dirname(catalogue), 0o755)
        database = os.path.join(catalogue, "catalogue.db")
        if subprocess.run([*as_nobody, "test", "-r", database, "-a", "-x", ADMIN]).returncode != 0:
            raise Skipped("nobody has no way to the build folder")
        expect(subprocess.run([*as_nobody, "test", "-w", database]).returncode != 0, "nobody may write the catalogue")
        total = admin(catalogue, "search", "water")["total"]

        def look():
            out = subprocess.run([*as_nobody, ADMIN, "--catalogue", catalogue, "--json", "search", "water"],
                                 capture_output=True, text=True)
            expect(out.returncode == 0, out.stdout)
            expect(json.loads(out.stdout)["total"] == total, "nobody does not find what everybody finds")

        look()
        subprocess.run([sys.executable, "-c", LEFT_BEHIND, database])
        expect(os.path.getsize(database + "-wal") > 0, "the writer left nothing behind")
        look()


def nothing_yet():
    """The doors of an empty catalogue say so in words"""
    with tempfile.TemporaryDirectory() as folder:
        catalogue = os.path.join(folder, "catalogue")
        admin(catalogue, "init")
        with visitor(catalogue) as screen:
            for name in "Publications: No titles yet", "On our discs: No discs yet", "Grants & fellowships: None is open now":
                screen.find(name, "push button")
            expect(screen.look("See all that is new on the shelf") is None, "an empty shelf is offered")


def kiosk():
    """A kiosk has no window buttons and no menu, and opens no inspector"""
    with visitor(SAMPLE, "--kiosk") as screen:
        screen.see("146")
        for name in "Close", "Minimize", "Maximize", "Main menu":
            expect(screen.look(name) is None, f"there is {name}")
        screen.key("ctrl+shift+i", "ctrl+shift+d", "alt+F4", "ctrl+q", "ctrl+w")
        screen.search("water")
        screen.see("for “water”")
        expect(screen.app.get_child_count() == 1, "there is a second window")
        text_and_contrast(screen)
        touch_alone(screen)


def text_and_contrast(screen):
    """Text and buttons are made larger and all of it yellow on black, and Start over makes it as it was for the next visitor."""
    over = screen.find("Start over", "push button")
    before, height = screen.place(over).width, screen.place(over).height
    expect(brightness(screen, over) > 150, "at first the window is light")
    screen.press("Text and contrast")
    screen.act(screen.find("Larger buttons", "switch|toggle button|check box"))
    screen.wait(lambda: screen.place(over).height >= height + 8, "larger buttons")
    screen.press("200.%")
    screen.press("High contrast")
    screen.press("Done")
    screen.gone("Less movement")
    screen.wait(lambda: screen.place(over).width > before, "larger text")
    expect(brightness(screen, over) < 100, "in high contrast the window is dark")
    screen.press("Start over")
    screen.see("146")
    screen.wait(lambda: screen.place(over).width == before, "text as it was")
    screen.wait(lambda: screen.place(over).height == height, "buttons as they were")
    screen.wait(lambda: brightness(screen, over) > 150, "colours as they were")


def tap(screen, name, role="push button"):
    """With the pointer, once it stands still."""
    height = screen.window().get_extents(Atspi.CoordType.WINDOW).height

    def look():
        node = screen.look(name, role)
        box = screen.place(node) if node else None
        return node if box and box.width > 0 and box.y > 0 and box.y + box.height <= height else None

    screen.click(screen.wait(look, f"{name} to be tapped"))


def touch_alone(screen):
    """A tap on the search brings letters, which go there; who has real keys does not see them."""
    tap(screen, "Search the catalogue", "text|entry")
    for name in "Capital letters", "W", "a", "Letters: Қазақша", "Delete the last letter", "Delete the last letter", "қ", "ы", "з":
        tap(screen, name)
    screen.act(screen.find("Search", "push button", screen.find("Hide the keyboard", "push button").get_parent()))
    screen.see("for “қыз”")
    screen.gone("Hide the keyboard")
    screen.press("Home|Back: Home")
    screen.press("Show the keyboard")
    screen.find("Hide the keyboard", "push button")
    screen.key("Shift_L")
    screen.gone("Hide the keyboard")
    # On a narrow screen letters are as wide as the longest row leaves them, and one key leads from language to language.
    screen.xdo("search", "--onlyvisible", "--name", "UNESCO Resource Centre", "windowsize", str(NARROW), "720")
    screen.wait(lambda: screen.window().get_extents(Atspi.CoordType.WINDOW).width <= NARROW, "a narrow window")
    screen.press("Show the keyboard")
    for name in "Letters: Français", "Letters: العربية", "Letters: English", "Letters: Русский", "ю":
        tap(screen, name)
    width = screen.place(screen.find("ю", "push button")).width
    expect(width >= 24, f"keys are too narrow for a finger: {width}")  # without their border
    last = screen.place(screen.find("Hide the keyboard", "push button"))
    expect(last.width >= 36 and last.x + last.width <= NARROW, "the last row ends outside the window")


@contextlib.contextmanager
def setting(key, value):
    """Settings with this one; GTK's own complaints end the application."""
    with tempfile.TemporaryDirectory() as config:
        os.makedirs(os.path.join(config, "glib-2.0/settings"))
        with open(os.path.join(config, "glib-2.0/settings/keyfile"), "w", encoding="utf-8") as file:
            file.write(f"[kz/unesco/ResourceCentre]\n{key}={value}\n")
        yield {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": config, "G_DEBUG": "fatal-criticals"}


def left_alone():
    """A kiosk that nobody touches asks whether somebody is there, and keeps the place of who is"""
    with setting("kiosk-quiet-seconds", 2) as env, visitor(SAMPLE, "--kiosk", env=env) as screen:
        screen.search("water")
        screen.see("for “water”")
        screen.find("Are you still there.", "alert|dialog")
        screen.see("In [0-9]+ seconds? everything starts over")
        screen.press("Yes, keep my place")
        screen.gone("Yes, keep my place")
        screen.see("for “water”")
        # Any key answers, and does nothing else.
        screen.find("Yes, keep my place", "push button")
        screen.key("Escape")
        screen.gone("Yes, keep my place")
        screen.see("for “water”")


NARROW = 360


def fits(screen, page, size=NARROW):
    """Waits for the page, and until nothing of it, of its header or of the bar below ends outside the window."""
    find_page(screen, page)
    window = screen.window()

    def outside():
        border = 2 * window.get_extents(Atspi.CoordType.WINDOW).x  # which GTK 4.18 leaves out, twice
        for node in screen.nodes(window):
            # What is scrolled sideways, and pages on their way out, are wider than the screen; a control is in it or cannot be used.
            if role_of(node) not in ("push button", "toggle button", "text", "label"):
                continue
            try:
                x, _, width, height = node.extents()
            except GLib.Error:  # it has no place of its own
                continue
            x -= border
            # A pixel more: GTK 4.18 leaves paddings out.
            if width > 0 and height > 0 and (x < -1 or x + width > size) and not in_scrolled(node):
                return f"{node.role_name} {node.name!r} at {x}, {width} wide"
        return None

    last = []

    def look():
        last[:] = [outside()]
        return last[0] is None

    try:
        screen.wait(look, f"{page} to fit")
    except NotSeen:
        raise AssertionError(f"{page} at {size} px: {last[0]}") from None


def in_scrolled(node):
    """Whether a row that is moved sideways holds it: months, covers, chips, the path on a disc."""
    while node := node.parent:
        if node.role_name == "scroll pane":
            moved = next(iter(node.children), None)
            if moved and len(moved.children) == 1:  # a viewport, as wide as the pane, around it
                moved = moved.children[0]
            if moved and moved.extents()[2] > node.extents()[2]:
                return True
    return False


def every_page_fits(size, language="en"):
    say = gettext.translation("resource-centre", os.path.join(BUILD, "po"), [language], fallback=True).gettext

    def named(words):
        return re.escape(say(words))

    with setting("text-size", size) as env, visitor(env={**env, "LANGUAGE": language}) as screen:
        screen.see("146")
        screen.xdo("search", "--onlyvisible", "--name", say("UNESCO Resource Centre"), "windowsize", str(NARROW), "700")
        screen.wait(lambda: screen.window().get_extents(Atspi.CoordType.WINDOW).width <= NARROW, "a narrow window")
        fits(screen, named("Home"))
        screen.press(named("Grants & fellowships") + ".*")
        screen.find("Research Stays for University Academics.*", "list item")
        fits(screen, named("Grants"))
        screen.act(screen.find("Research Stays for University Academics.*", "list item"))
        screen.find("DAAD", "label")
        fits(screen, named("Grant"))
        start_over(screen, named)
        screen.press(named("On our discs") + ".*")
        screen.act(screen.find("Silk Roads: voices and routes, .*", "list item"))
        screen.find("KAZAKH, .*", "list item")
        fits(screen, named("Disc"))
        screen.search("readme", name=say("Search within this disc"))
        screen.gone("KAZAKH, .*", "list item")
        screen.act(screen.find("README.TXT, .*", "list item"))
        screen.find(named("All files"), "push button")
        fits(screen, named("Disc"))
        start_over(screen, named)
        screen.search("Отырар", name=say("Search the catalogue"))
        row = screen.find("Отырар: сырлы қала, .*", "list item")
        fits(screen, named("Results"))
        screen.act(row)
        screen.find(named("Read here"), "push button")
        fits(screen, named("Details"))
        screen.press(named("Read here"))
        screen.find(named("Page %u of %u").replace("%u", r"\d"), "image")
        fits(screen, named("Pages"))
        screen.key("ctrl+f")
        screen.find(named("Search in these pages"), "text|entry")
        screen.xdo("type", "кітапхана")
        screen.see(r"\b1 (of|из) 3 ")
        fits(screen, named("Pages"))


def start_over(screen, named):
    screen.press(named("Start over"))
    find_page(screen, named("Home"))


def small_screen():
    """Every page fits a window 360 pixels wide"""
    every_page_fits(100)


def small_screen_large_text():
    """Every page fits a window 360 pixels wide with text twice as large"""
    every_page_fits(200)


def small_screen_in_russian():
    """Every page fits a window 360 pixels wide in Russian"""
    every_page_fits(100, "ru")


def small_screen_in_russian_large_text():
    """Every page fits a window 360 pixels wide in Russian with text twice as large"""
    every_page_fits(200, "ru")


def middling_screen_in_russian_large_text():
    """Where everybody begins fits a window 900 pixels wide in Russian with text half as large again"""
    say = gettext.translation("resource-centre", os.path.join(BUILD, "po"), ["ru"]).gettext
    with setting("text-size", 150) as env, visitor(env={**env, "LANGUAGE": "ru"}) as screen:
        screen.see("146")
        screen.xdo("search", "--onlyvisible", "--name", say("UNESCO Resource Centre"), "windowsize", "900", "700")
        screen.wait(lambda: screen.window().get_extents(Atspi.CoordType.WINDOW).width <= 900, "a narrower window")
        fits(screen, re.escape(say("Home")), 900)


def reader_large_text():
    """Words are looked for in a document with text twice as large, and GTK has no complaint"""
    with setting("text-size", 200) as env, visitor(env=env) as screen:
        screen.xdo("search", "--onlyvisible", "--name", "UNESCO Resource Centre", "windowsize", "1366", "768")
        open_booklet(screen)
        screen.find("Page 1 of 7", "image")
        screen.key("ctrl+f")
        screen.find("Search in these pages", "text|entry")
        screen.xdo("type", "кітапхана")
        screen.see(r"1 of \d+ match")


def damaged_in_russian_large_text():
    """What is said of a damaged file fits the narrowest window in Russian with text twice as large, and its button with it"""
    say = gettext.translation("resource-centre", os.path.join(BUILD, "po"), ["ru"]).gettext
    with copy_of_sample() as catalogue, setting("text-size", 200) as env:
        sha256 = admin(catalogue, "document", "list", "RC00001")["sha256"]
        page = b"%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>\nendobj\n"
        for path in glob.glob(os.path.join(catalogue, "files", "**", sha256), recursive=True):
            with open(path, "wb") as file:
                file.write(b"%PDF-1.7\n" + page % 4 + page % 5 + b"6 0 obj\n<< /Type /Pa")
        with visitor(catalogue, env={**env, "LANGUAGE": "ru"}) as screen:
            screen.see("146")
            screen.xdo("search", "--onlyvisible", "--name", say("UNESCO Resource Centre"), "windowsize", str(NARROW), "720")
            screen.wait(lambda: screen.window().get_extents(Atspi.CoordType.WINDOW).width <= NARROW, "a narrow window")
            screen.search("Отырар", re.escape(say("Search the catalogue")))
            screen.act(screen.find("Отырар: сырлы қала, .*", "list item"))
            screen.press(re.escape(say("Read here")))
            screen.find(re.escape(say("This file is damaged. What could be read of it is shown.")), "label")
            fits(screen, re.escape(say("Pages")))


def names():
    """Everything the keyboard reaches has a name"""
    with visitor() as screen:
        screen.see("146")
        screen.xdo("search", "--onlyvisible", "--name", "UNESCO Resource Centre", "windowsize", "360", "700")
        screen.wait(lambda: screen.window().get_extents(Atspi.CoordType.WINDOW).width <= 360, "a narrow window")
        for words, page in (None, "Home"), ("water", "Results"):
            if words:
                screen.search(words)
            root = find_page(screen, page)
            screen.wait(lambda: root.get_extents(Atspi.CoordType.WINDOW).width <= 360, f"{page} to fit")
            for node in screen.nodes(root):
                # GTK tells of scroll panes, and of what a drop-down shows, as if the keyboard stopped there.
                if node.has(Atspi.StateType.FOCUSABLE) and role_of(node) not in ("scroll pane", "panel"):
                    expect(node.name and not TYPE_NAME.match(node.name), f"a {node.role_name} of {page} is called {node.name!r}")


sys.exit(run(no_catalogue, catalogue_in_a_moment, newer_catalogue, new_records_appear, not_ours_to_write, nothing_yet, kiosk, left_alone, names, small_screen,
             small_screen_large_text, small_screen_in_russian, small_screen_in_russian_large_text, middling_screen_in_russian_large_text,
             damaged_in_russian_large_text, reader_large_text))
