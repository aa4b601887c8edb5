#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through an application on the sample catalogue and takes a picture of each station: tour.py PROGRAM FOLDER

PROGRAM is app/resource-centre or desk/resource-centre-desk; RC_BUILD_ROOT names the build folder (build)."""
import os
import shutil
import sys
import tempfile

from screen import NotSeen, Screen

BUILD = os.environ.get("RC_BUILD_ROOT", "build")


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
    screen.see("146 titles|Publications: 146")
    tour.picture("home", "the ways in")
    screen.search("Отырар")
    screen.see(r"\d+ results")
    tour.picture("results", "what “Отырар” finds in every script")
    screen.act(screen.find("Отырар: сырлы қала, .*", "list item"))
    screen.see("2 copies")
    tour.picture("record", "a booklet, its copies and its subjects")
    screen.press("Read here.*")
    screen.find("Page 1 of 7", "image")
    screen.key("ctrl+Page_Down")
    screen.find("Page 2 of 7", "image")
    tour.picture("reader", "its pages")
    screen.press("Start over")
    screen.press("On our discs.*")
    screen.act(screen.find("Silk Roads: voices and routes, .*", "list item"))
    screen.see("KAZAKH")
    tour.picture("disc", "what is on a disc")
    screen.press("Start over")
    screen.press("Grants .*")
    screen.see("25 grants|25 open|25 results")
    screen.act(screen.find("Research Stays for University Academics.*", "list item"))
    screen.see("May I apply|In the words of the source")
    tour.picture("grant", "one of the grants")


def desk(tour):
    screen = tour.screen
    for name, section in ("check", "To check"), ("records", "Records"), ("import", "Import"), ("sources", "Grant sources"), ("discs", "Discs"):
        screen.act(screen.find(section + "(, .*)?", "list item"))
        tour.picture(name, section.lower())


def main():
    program, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as own:
        catalogue = os.path.join(own, "catalogue")
        shutil.copytree(os.path.join(BUILD, "data/sample/catalogue"), catalogue)
        with Screen(os.path.join(BUILD, "src", program), "--catalogue", catalogue) as screen:
            (desk if "desk" in program else visitor)(Tour(screen, folder))


if __name__ == "__main__":
    try:
        main()
    except NotSeen as error:
        sys.exit(f"tour: {error}")
