#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands without a head: they touch, drag, scroll and type anywhere, as fast as a display takes it.

RC_N is the number of events (2 000), RC_SEED tells one walk from another. Every other time it is a control that a screen reader names,
so that every page is reached. The application must answer all the while, and warn of no fault of its own. A kiosk comes back to its
first page and leaves the catalogue as it was; what the desk leaves must be whole. ./run monkey lets nothing write but to /tmp."""
import contextlib
import os
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "app"))

import odd
from journey import ADMIN, BUILD, admin, copy_of_sample, expect, visitor
from screen import Screen, role_of, run

DESK = os.path.join(BUILD, "src/desk/resource-centre-desk")
COUNT = int(os.environ.get("RC_N", "2000"))
SEED = int(os.environ.get("RC_SEED", "1"))
AT_ONCE = 12
START_OVER = ("Start over", "Начать заново", "Recommencer", "Басынан бастау")
# What a person can touch.
CONTROLS = {"push button", "toggle button", "check box", "radio button", "menu item", "list item", "tab", "combo box", "entry", "text", "link", "slider",
            "table row", "table cell", "tree item", "spin button", "switch", "search entry"}
KEYS = ("Tab shift+Tab Return space Escape BackSpace Delete Up Down Left Right Page_Up Page_Down Home End F1 F5 F9 F10 F11 Menu Super_L "
        "ctrl+f ctrl+g ctrl+shift+g ctrl+a ctrl+c ctrl+x ctrl+v ctrl+z ctrl+plus ctrl+minus ctrl+0 ctrl+l ctrl+p ctrl+s ctrl+w ctrl+q "
        "ctrl+n ctrl+o ctrl+t ctrl+d ctrl+Home ctrl+End ctrl+Page_Down ctrl+Page_Up ctrl+Left ctrl+Right ctrl+Tab "
        "ctrl+alt+Delete alt+F4 alt+F2 alt+Left alt+Right alt+Home alt+Return shift+F10 ctrl+shift+u "
        "a e q z 1 0 minus quotedbl asterisk colon period slash Cyrillic_ka Cyrillic_a Cyrillic_er Arabic_ain Arabic_meem").split()
# GTK's inspector, which a kiosk does not open; at the desk it would be GTK that is tried.
KIOSK_KEYS = ["ctrl+shift+i", "ctrl+shift+d"]


class Hands:
    def __init__(self, screen, rng, keys):
        self.screen, self.rng, self.keys = screen, rng, keys
        box = screen.window().get_extents(0)
        self.width, self.height = box.width, box.height
        self.done, self.slowest, self.reached = [], 0, set()

    def somewhere(self):
        return str(self.rng.randrange(self.width)), str(self.rng.randrange(self.height))

    def blind(self):
        """Events wherever they fall, for one xdotool."""
        pick = self.rng.random()
        if pick < 0.40:
            return ["mousemove", *self.somewhere(), "click", "--repeat", str(self.rng.choice((1, 1, 1, 2, 3))), "--delay", "20", "1"]
        if pick < 0.45:
            return ["mousemove", *self.somewhere(), "click", str(self.rng.choice((2, 3, 8, 9)))]
        if pick < 0.55:
            return ["mousemove", *self.somewhere(), "mousedown", "1", "mousemove", *self.somewhere(), "mousemove", *self.somewhere(), "mouseup", "1"]
        if pick < 0.68:
            wheel = ["click", "--repeat", str(self.rng.randrange(1, 12)), "--delay", "5", self.rng.choice("4455567")]
            return ["mousemove", *self.somewhere(), *(["keydown", "ctrl", *wheel, "keyup", "ctrl"] if self.rng.random() < 0.2 else wheel)]
        return ["key", "--delay", "4", *self.rng.choices(self.keys, k=self.rng.randrange(1, 6))]

    def touch_a_control(self):
        """One that is on the screen, by a real touch on its middle."""
        start = time.monotonic()
        shown = [node for node in self.screen.nodes() if role_of(node) in CONTROLS]
        self.slowest = max(self.slowest, time.monotonic() - start)
        self.rng.shuffle(shown)
        for node in shown[:20]:
            try:
                x, y, width, height = node.extents()
            except Exception:  # it went away
                continue
            if width > 0 and height > 0 and 0 <= x + width // 2 < self.width and 0 <= y + height // 2 < self.height:
                self.reached.add((role_of(node), node.name))
                self.done.append(f"{role_of(node)} {node.name!r}")
                self.screen.xdo("mousemove", str(x + width // 2), str(y + height // 2), "click", "1")
                return

    def go(self, count):
        while len(self.done) < count:
            if self.rng.random() < 0.5:
                events = [self.blind() for _ in range(self.rng.randrange(1, AT_ONCE))]
                self.done += [" ".join(event) for event in events]
                self.screen.xdo(*[word for event in events for word in event])
            expect(self.screen.process.poll() is None, f"the application ended with {self.screen.process.returncode}")
            self.touch_a_control()

    def tell(self):
        print(f"# RC_SEED={SEED}; the last that was done:")
        for line in self.done[-40:]:
            print(f"#   {line}")


@contextlib.contextmanager
def odd_catalogue():
    """The sample, and among it what nobody reckons with."""
    with copy_of_sample() as catalogue:
        path = os.path.join(os.path.dirname(catalogue), "odd.xml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(odd.collection())
        subprocess.run([ADMIN, "--catalogue", catalogue, "import", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield catalogue, str(admin(catalogue, "stats")["publications"])


def kiosk():
    """A kiosk outlives hands that touch and type whatever they like"""
    with odd_catalogue() as (catalogue, count):
        before = admin(catalogue, "stats")
        with visitor(catalogue, "--kiosk") as screen:
            screen.see(count)
            hands = Hands(screen, random.Random(SEED), KEYS + KIOSK_KEYS)
            try:
                hands.go(COUNT)
                # Whatever is open, the way back is there, in whatever language it is by now.
                screen.key("Escape", "Escape", "Escape", "Escape")
                screen.press("|".join(START_OVER))
                screen.see(count)
            except Exception:
                hands.tell()
                raise
        print(f"# {len(hands.reached)} different controls touched; the slowest look at the screen took {hands.slowest * 1000:.0f} ms")
        expect(admin(catalogue, "stats") == before, "the catalogue is another one")


def ended_by_hand(screen):
    """Whether it was asked to quit, and did."""
    try:
        return screen.process.wait(5) == 0
    except subprocess.TimeoutExpired:
        return False


def desk():
    """The desk outlives them, and what they leave is whole"""
    done = 0
    with odd_catalogue() as (catalogue, _):
        while done < COUNT:
            with Screen(DESK, "--catalogue", catalogue) as screen:
                screen.find(".+", "list item")
                hands = Hands(screen, random.Random(SEED + done), KEYS)
                try:
                    hands.go(COUNT - done)
                except Exception:
                    if not ended_by_hand(screen):
                        hands.tell()
                        raise
                print(f"# {len(hands.done)} events, {len(hands.reached)} different controls")
                done += len(hands.done) + 1
        admin(catalogue, "check")


if __name__ == "__main__":
    sys.exit(run(*[globals()[name] for name in sys.argv[1:] or ("kiosk", "desk")]))
