#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A visitor with fingers alone, under RC_TOUCH=1 tests/screen.sh."""
import functools
import os
import subprocess
import sys
import tempfile

from journey import admin, bitmap, copy_of_sample, open_booklet, visitor
from screen import run
from touch import Fingers


# The display listens to one hand alone.
fingers_on = functools.cache(Fingers)


def zoom_of(screen):
    return int(screen.see(r"(\d+) %").group(1))


def middle(screen, node):
    box = screen.place(node)
    return box.x + box.width // 2, box.y + box.height // 2


def fingers_on_pages():
    """Two fingers make pages larger and smaller, two taps fit them, one that stays takes a word, one that moves turns pages"""
    with visitor() as screen:
        open_booklet(screen)
        page = screen.place(screen.find("Page 1 of 7", "image"))
        window = screen.window().get_extents(0)
        fingers = fingers_on(window.width, window.height)
        x, y = window.width * 6 // 10, window.height // 2
        fitting = zoom_of(screen)
        # The middle of a word of the title.
        fingers.hold(page.x + page.width * 30 // 100, page.y + page.height * 178 // 1000, lambda: screen.find("Copy", "push button|button"))
        fingers.tap(x, y)
        screen.gone("Copy", "push button|button")
        fingers.move((x - 40, y, x - 160, y), (x + 40, y, x + 160, y))
        screen.wait(lambda: zoom_of(screen) > fitting * 1.5, "larger pages")
        larger = zoom_of(screen)
        fingers.move((x - 200, y, x - 60, y), (x + 200, y, x + 60, y))
        screen.wait(lambda: zoom_of(screen) < larger / 1.5, "smaller pages")
        fingers.tap(x, y)
        fingers.tap(x, y)
        screen.wait(lambda: zoom_of(screen) == fitting, "pages as wide as the window")
        fingers.tap(*middle(screen, screen.find("Next page", "push button|button")))
        screen.find("Page 2 of 7", "image")
        fingers.move((x, window.height * 3 // 4, x, window.height // 4))
        screen.find("Page [3-7] of 7", "image")


def fingers_on_pictures():
    """A picture of a disc opens at a touch, comes nearer with two, and goes over to the next one with a finger that strokes it"""
    with copy_of_sample() as catalogue, tempfile.TemporaryDirectory() as folder:
        photographs = os.path.join(folder, "PHOTOS")
        os.mkdir(photographs)
        for i in range(3):
            with open(os.path.join(photographs, f"PHOTO{i}.BMP"), "wb") as file:
                file.write(bitmap(0x40 * (i + 1)))
        image = os.path.join(folder, "photos.iso")
        subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-J", "-o", image, photographs], check=True, capture_output=True)
        admin(catalogue, "disc", "add", "--title=Photographs", image)
        with visitor(catalogue) as screen:
            screen.press("On our discs.*")
            screen.act(screen.find("Photographs, .*", "list item"))
            screen.act(screen.find("PHOTO0.BMP, .*", "list item"))
            window = screen.window().get_extents(0)
            fingers = fingers_on(window.width, window.height)
            x, y = window.width // 2, window.height // 2
            fingers.tap(*middle(screen, screen.find("PHOTO0.BMP", "image")))
            screen.find("Picture 1 of 3", "image")
            fingers.move((x + 150, y, x - 150, y))
            screen.find("Picture 2 of 3", "image")
            fingers.move((x - 150, y, x + 150, y))
            screen.find("Picture 1 of 3", "image")
            fitting = zoom_of(screen)
            fingers.tap(x, y)
            fingers.tap(x, y)
            screen.wait(lambda: zoom_of(screen) == 2 * fitting, "a picture twice as large")
            fingers.tap(x, y)
            fingers.tap(x, y)
            screen.wait(lambda: zoom_of(screen) == fitting, "the whole picture again")


sys.exit(run(fingers_on_pages, fingers_on_pictures))
