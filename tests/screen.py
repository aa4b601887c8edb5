# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives one of the applications as a person would: sees what a screen reader sees, presses, types, takes pictures.

Run below tests/screen.sh. Waiting is for what is on the screen, never for time; a wait that is in vain says what was there."""
import os
import re
import subprocess
import sys
import tempfile
import traceback
import warnings

warnings.simplefilter("ignore")
import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

from snapshot import REGISTRY, ROOT, Snapshot, accessibility_bus

PATIENCE_SECONDS = int(os.environ.get("RC_PATIENCE", "30"))
LOOK_AGAIN_MS = 100
# GTK tells the type of a widget that nobody named.
TYPE_NAME = re.compile("(Gtk|Gdk|Adw|Rc)[A-Z]")


# What at-spi2-core calls otherwise since 2.53, and GTK where a widget has no role of its own.
ROLES = {"button": "push button", "filler": "panel"}


def role_of(node):
    """What it is, by one name whatever the version; of a live widget or of one in a snapshot."""
    name = node.role_name if hasattr(node, "role_name") else node.get_role_name()
    return ROLES.get(name, name)


# A warning of our own rooms, or of what they call by mistake.
FAULT = re.compile(r"(GLib|GLib-GObject|GLib-GIO|rc-[a-z]+)-(WARNING|CRITICAL|ERROR) \*\*")


class NotSeen(AssertionError):
    pass


class Skipped(Exception):
    """This machine cannot run the test; says why."""


class Screen:
    """One running application."""

    def __init__(self, program, *arguments, env=None):
        Atspi.init()
        self.loop = GLib.MainLoop()
        self.said = tempfile.TemporaryFile()
        self.process = subprocess.Popen([program, *arguments], env=dict(os.environ, **(env or {})), stderr=self.said)
        self.app = None
        self.app = self.wait(self._find_app, "the application to appear")
        self.app.set_cache_mask(Atspi.Cache.NONE)
        self.bus = accessibility_bus()
        self.owner = self.wait(self._find_owner, "the application on the bus")

    def _find_app(self):
        if self.process.poll() is not None:
            raise NotSeen(f"the application ended with status {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid:
                return child
        return None

    def _find_owner(self):
        children = self.bus.call_sync(REGISTRY, ROOT, "org.a11y.atspi.Accessible", "GetChildren", None, None, 0, -1, None).unpack()[0]
        for owner, _ in children:
            answer = self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                        GLib.Variant("(s)", (owner,)), None, 0, -1, None)
            if answer.unpack()[0] == self.process.pid:
                return owner
        return None

    def _is_on_the_bus(self):
        return self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                  GLib.Variant("(s)", (self.owner,)), None, 0, -1, None).unpack()[0]

    def wait(self, look, what):
        """Calls look() until it gives something true, and returns that."""
        result = []

        def again():
            try:
                found = look()
            except GLib.Error:  # the widget went away while we looked
                found = None
            except NotSeen as error:
                result.append(error)
                self.loop.quit()
                return GLib.SOURCE_REMOVE
            if found:
                result.append(found)
                self.loop.quit()
                return GLib.SOURCE_REMOVE
            return GLib.SOURCE_CONTINUE

        def in_vain():
            self.loop.quit()
            return GLib.SOURCE_REMOVE

        if again() == GLib.SOURCE_CONTINUE:
            source = GLib.timeout_add(LOOK_AGAIN_MS, again)
            limit = GLib.timeout_add_seconds(PATIENCE_SECONDS, in_vain)
            self.loop.run()
            if not result:
                GLib.source_remove(source)
            else:
                GLib.source_remove(limit)
        if not result:
            raise NotSeen(f"waited in vain for {what}; on the screen: {self.words()[:3000]}")
        if isinstance(result[0], NotSeen):
            raise result[0]
        return result[0]

    def nodes(self, root=None):
        """Every widget below root that is shown, in reading order, as it is at this moment (snapshot.Node)."""
        return Snapshot(self.bus, self.owner, self.app, None if root in (None, self.app) else root.path).walk()

    def window(self):
        """The window in front: the one that was opened last."""
        return self.app.get_child_at_index(self.app.get_child_count() - 1)

    def bring_forward(self, title):
        """Gives a window the keyboard, as a window manager does when it opens, or when one before it closes."""
        self.xdo("search", "--sync", "--onlyvisible", "--name", f"^{re.escape(title)}$", "windowfocus", "--sync")

    def words(self, root=None):
        """What is on the screen, as text."""
        seen = []
        for node in self.nodes(root):
            try:
                name = node.name or (node.text() if node.role_name in ("label", "text", "entry") else "")
            except GLib.Error:
                continue
            if name and not TYPE_NAME.match(name) and (not seen or seen[-1] != name):
                seen.append(name)
        return " | ".join(seen)

    def look(self, name, role=None, root=None):
        """The first widget whose name matches (a regular expression, whole), of this role if given; or None."""
        pattern = re.compile(name, re.S)
        for node in self.nodes(root):
            if (role is None or role_of(node) in role.split("|")) and pattern.fullmatch(node.name):
                return node.live()
        return None

    def find(self, name, role=None, root=None):
        return self.wait(lambda: self.look(name, role, root), f"{role or 'anything'} named {name!r}")

    def see(self, text, root=None):
        """Waits until this text (a regular expression) is somewhere on the screen."""
        return self.wait(lambda: re.search(text, self.words(root)), f"the text {text!r}")

    def gone(self, name, role=None):
        return self.wait(lambda: self.look(name, role) is None, f"{name!r} to go away")

    def press(self, name, role="push button|toggle button|check box|menu item|radio button"):
        node = self.find(name, role)
        self.act(node)
        return node

    def act(self, node):
        """Activates: by its action, or by that of the button inside it, else with the pointer on its middle. What ends the application
        may end it before it answers us."""
        try:
            self._act(node)
        except GLib.Error:
            if self._is_on_the_bus():
                raise

    def _act(self, node):
        name = node.get_name()
        for inner in self.nodes(node):
            if inner.name != name or role_of(inner) == "label":
                continue
            # The one action of a row, since GTK 4.12, shows it only.
            inner = inner.live()
            if inner and inner.get_n_actions() > 0 and inner.get_action_name(0) != "listitem.scroll-to" and inner.do_action(0):
                return
        self.click(node)

    def place(self, node):
        """Where it is in the window. GTK 4.18 leaves out the border of the window, twice, and the padding of what is around the node."""
        box = node.get_extents(Atspi.CoordType.WINDOW)
        window = self.window().get_extents(Atspi.CoordType.WINDOW)
        box.x -= 2 * window.x
        box.y -= 2 * window.y
        return box

    def click(self, node):
        box = self.place(node)
        window = self.window().get_extents(Atspi.CoordType.WINDOW)
        if not (0 <= box.x + box.width // 2 < window.width and 0 <= box.y + box.height // 2 < window.height):
            raise NotSeen(f"{node.get_name()!r} is out of sight at {box.x},{box.y}, {box.width} × {box.height}")
        self.xdo("mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1")

    def type_into(self, name, text, role="text|entry|search entry|editbar"):
        node = self.find(name, role)
        Atspi.EditableText.set_text_contents(node, text)
        return node

    def focused(self):
        for node in self.nodes():
            if node.has(Atspi.StateType.FOCUSED):
                return node.live()
        return None

    def search(self, text, name="Search the catalogue"):
        """Types into the search, key by key in whatever script, and presses Enter."""
        self.find(name, "text|entry|search entry")
        self.key("ctrl+f", "ctrl+a")
        self.xdo("type", text)
        self.key("Return")

    def key(self, *keys):
        self.xdo("key", *keys)

    def xdo(self, *arguments):
        subprocess.run(["xdotool", *arguments], check=True, stdout=subprocess.DEVNULL)

    def picture(self, path):
        """The whole display as PNG."""
        subprocess.run(["scrot", "--overwrite", path], check=True, stdout=subprocess.DEVNULL)

    def steady_picture(self, path):
        """The whole display as PNG, when nothing on it moves any more."""
        before = path + ".before.png"

        def steady():
            self.picture(before)
            moment = GLib.MainLoop()
            GLib.timeout_add(LOOK_AGAIN_MS, moment.quit)
            moment.run()
            self.picture(path)
            with open(before, "rb") as one, open(path, "rb") as two:
                return one.read() == two.read()

        try:
            self.wait(steady, "the screen to be still")
        finally:
            os.unlink(before)

    def faults(self):
        """What the program said of faults of its own; GTK and the session warn of much else."""
        self.said.seek(0)
        said = self.said.read().decode(errors="replace")
        sys.stderr.write(said)
        return [line for line in said.splitlines() if FAULT.search(line)]

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        status = self.close()
        faults = self.faults()
        if error is None and status != 0:
            raise AssertionError(f"the application ended with status {status}")
        if error is None and faults:
            raise AssertionError(f"the application warned of {faults[0]}")


def run(*tests):
    """TAP for functions; the first line of the doc string is the name."""
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        name = (test.__doc__ or test.__name__).strip().splitlines()[0]
        try:
            test()
            print(f"ok {number} - {name}", flush=True)
        except Skipped as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        except Exception:  # a test may fail in any way; the others go on
            failed += 1
            print(f"not ok {number} - {name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
    return 1 if failed else 0
