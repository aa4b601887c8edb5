#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through an application on the sample catalogue and takes a picture of each station: tour.py PROGRAM FOLDER

PROGRAM is app/resource-centre or desk/resource-centre-desk; RC_BUILD_ROOT names the build folder (build), LANGUAGE the language, whose
words the build folder has."""
import gettext
import os
import re
import shutil
import sys
import tempfile

from screen import NotSeen, Screen

BUILD = os.environ.get("RC_BUILD_ROOT", "build")
PO = os.path.abspath(os.path.join(BUILD, "po"))
WORDS = gettext.translation("resource-centre", PO, fallback=True)


def said(*msgid):
    """What stands on the screen for a string of the programs, or for both forms of a plural, as a regular expression."""
    texts = [WORDS.gettext(*msgid)] if len(msgid) == 1 else [WORDS.ngettext(*msgid, n) for n in (1, 2, 5)]
    return "|".join(re.sub(r"%\w", ".+", re.escape(text).replace("\\%", "%")) for text in texts)


class Tour:
    def __init__(self, screen, folder):
        self.screen = screen
        self.folder = folder
        self.number = 0

    def picture(self, name, what):
        self.number += 1
        path = os.path.join(self.folder, f"{self.number:02}-{name}.png")
        self.screen.steady_picture(path)
        print(f"{path}: {what}", flush=True)


def visitor(tour):
    screen = tour.screen
    screen.see("146")
    tour.picture("home", "the ways in")
    screen.search("Отырар", said("Search the catalogue"))
    screen.find(said("%s result", "%s results"), "label|heading")
    tour.picture("results", "what “Отырар” finds in every script")
    screen.act(screen.find("Отырар: сырлы қала, .*", "list item"))
    screen.find(said("Read here") + ".*", "push button")
    tour.picture("record", "a booklet, its copies and its subjects")
    screen.press(said("Read here") + ".*")
    screen.find(WORDS.gettext("Page %u of %u") % (1, 7), "image")
    screen.key("ctrl+Page_Down")
    screen.find(WORDS.gettext("Page %u of %u") % (2, 7), "image")
    tour.picture("reader", "its pages")
    screen.press(said("Start over"))
    screen.press(said("On our discs") + ".*")
    screen.act(screen.find("Silk Roads: voices and routes, .*", "list item"))
    screen.see("KAZAKH")
    tour.picture("disc", "what is on a disc")
    screen.press(said("Start over"))
    screen.press(said("Grants & fellowships") + ".*")
    screen.gone(said("Publications") + ".*", "push button")
    tour.picture("grants", "what can be applied for")
    screen.act(screen.find("Research Stays for University Academics.*", "list item"))
    screen.see(said("May I apply?") + "|" + said("In the words of the source"))
    tour.picture("grant", "one of the grants")


def desk(tour):
    screen = tour.screen
    for name, section in ("check", "To check"), ("records", "Records"), ("import", "Import"), ("sources", "Grant sources"), ("discs", "Discs"):
        screen.act(screen.find(f"({said(section)})(, .*)?", "list item"))
        tour.picture(name, section.lower())


def main():
    program, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as own:
        catalogue = os.path.join(own, "catalogue")
        shutil.copytree(os.path.join(BUILD, "data/sample/catalogue"), catalogue)
        environment = {"LC_ALL": os.environ.get("LC_ALL", "C.UTF-8"), "RC_LOCALEDIR": PO}
        with Screen(os.path.join(BUILD, "src", program), "--catalogue", catalogue, env=environment) as screen:
            (desk if "desk" in program else visitor)(Tour(screen, folder))


if __name__ == "__main__":
    try:
        main()
    except NotSeen as error:
        sys.exit(f"tour: {error}")
