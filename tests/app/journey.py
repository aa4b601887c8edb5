# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys share: the sample catalogue, the programs, and what a picture shows."""
import contextlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import Atspi, GdkPixbuf

from screen import Screen

BUILD = os.environ["RC_BUILD_ROOT"]
SAMPLE = os.path.join(BUILD, "data/sample/catalogue")
PROGRAM = os.path.join(BUILD, "src/app/resource-centre")
ADMIN = os.path.join(BUILD, "src/admin/resource-centre-admin")


def visitor(catalogue=SAMPLE, *arguments, env=None):
    return Screen(PROGRAM, "--catalogue", catalogue, *arguments, env=env)


def admin(catalogue, *arguments):
    out = subprocess.run([ADMIN, "--catalogue", catalogue, "--json", *arguments], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


@contextlib.contextmanager
def copy_of_sample():
    with tempfile.TemporaryDirectory() as folder:
        yield shutil.copytree(SAMPLE, os.path.join(folder, "catalogue"))


def bitmap(red, width=80, height=60):
    """A picture of one colour."""
    return struct.pack("<2sIIIIiiHHIIiiII", b"BM", 54 + 3 * width * height, 0, 54, 40, width, height, 1, 24, 0, 3 * width * height, 2835, 2835, 0, 0) \
        + bytes([0x20, 0x30, red]) * (width * height)


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def find_page(screen, title):
    """The page that is shown, by its title."""
    return screen.find(title, "landmark|panel")


def open_booklet(screen):
    screen.search("Отырар")
    screen.act(screen.find("Отырар: сырлы қала, .*", "list item"))
    screen.press("Read here")


def colours(screen, node):
    """Those that the part of the screen has where node is, looked at on a grid."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "screen.png")
        screen.steady_picture(path)
        picture = GdkPixbuf.Pixbuf.new_from_file(path)
    box = screen.place(node)
    row, step, pixels = picture.get_rowstride(), picture.get_n_channels(), picture.get_pixels()
    return [
        pixels[y * row + x * step : y * row + x * step + 3]
        for y in range(max(box.y, 0), min(box.y + box.height, picture.get_height()), 3)
        for x in range(max(box.x, 0), min(box.x + box.width, picture.get_width()), 3)
    ]


def shades(screen, node):
    """How many different colours there are where node is."""
    return len(set(colours(screen, node)))


def brightness(screen, node):
    """From 0 to 255."""
    seen = colours(screen, node)
    return sum(sum(colour) / 3 for colour in seen) / len(seen)
