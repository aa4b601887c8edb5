# SPDX-License-Identifier: GPL-3.0-or-later
"""The staff's program as a librarian uses it: what its tests share. What it did is asked from the administration program."""
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ["RC_SOURCE_ROOT"])
BUILD = Path(os.environ["RC_BUILD_ROOT"])
# For the program, not for the one that looks at it: libatspi warns of widgets that went away meanwhile.
DEBUG = os.environ.pop("G_DEBUG", "fatal-warnings")
sys.path.insert(0, str(ROOT / "tests"))
import screen  # noqa: E402

DESK = str(BUILD / "src/desk/resource-centre-desk")
ADMIN = os.environ["RC_ADMIN"]
PAGE = "<html><body>Please sign in</body></html>"
RECORD = """=LDR  00000nam a2200000 i 4500
=001  {control}
=008  260101s1999    fr            000 0 eng d
=245  10$a{title}
=264  \\1$aParis :$bUNESCO,$c1999.
=852  \\\\$hA-01$p{barcode}
"""
folder = Path(tempfile.mkdtemp(prefix="rc-desk-"))
catalogue = folder / "catalogue"


def admin(*arguments, ok=(0,)):
    done = subprocess.run([ADMIN, "--catalogue", str(catalogue), *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in ok:
        raise AssertionError(f"{arguments} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def show(what):
    """The record, or None when there is none."""
    done = subprocess.run([ADMIN, "--catalogue", str(catalogue), "show", what, "--format", "json"], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else None


def make_catalogue():
    """Two records and the subjects of the sample."""
    subprocess.run(["rm", "-rf", str(catalogue), Path(os.environ["XDG_STATE_HOME"], "resource-centre")], check=True)
    fill_catalogue()


def fill_catalogue():
    records = folder / "first.mrk"
    records.write_text(RECORD.format(control="T1", title="Water towers of Asia", barcode="B001") + "\n" +
                       RECORD.format(control="T2", title="Silk roads of the steppe", barcode="B002"))
    admin("init")
    admin("import", records)
    admin("thesaurus", "import", ROOT / "data/sample/subjects.ttl")


def desk(*files, **env):
    # A chooser that knows files of before begins with them, and takes no path.
    Path(os.environ["XDG_DATA_HOME"], "recently-used.xbel").unlink(missing_ok=True)
    return screen.Screen(DESK, "--catalogue", str(catalogue), *map(str, files), env={"G_DEBUG": DEBUG, **env})


def text_of(s, name):
    entry = s.find(name, "text|entry")
    return screen.Atspi.Text.get_text(entry, 0, screen.Atspi.Text.get_character_count(entry))


def has_focus(node):
    return node is not None and node.get_state_set().contains(screen.Atspi.StateType.FOCUSED)


def answer(s, word):
    """Presses a button of the question that is open, and waits until that is gone; its own label names it once more."""
    pressed = s.press(f"{word}( {word})?").path
    s.wait(lambda: s.process.poll() is not None or all(node.path != pressed for node in s.nodes()), "the question to be gone")


def has_text(s, name, text):
    s.wait(lambda: text_of(s, name) == text, f"{name!r} to hold {text!r}")


def go_to(s, section):
    s.click(s.find(section + "(, .*)?", "list item"))


def open_by_barcode(s, barcode, title):
    """As a scanner does: types the number, presses Enter."""
    s.key("ctrl+f")
    s.xdo("type", barcode)
    s.key("Return")
    has_text(s, "Title, as printed", title)


def tab_to(s, name):
    """Tab by Tab to the row, as nobody can who has no pointer but this."""
    seen = []
    for _ in range(30):
        node = s.focused()
        if node is not None and re.fullmatch(name, node.get_name() or ""):
            return
        s.key("Tab")
        s.wait(lambda: s.focused() is not None and s.focused() != node, "the keyboard to go on")
        seen.append(node.get_name() if node is not None else None)
    raise AssertionError(f"Tab does not lead to {name!r}, but to {seen}")


def save_as(s, button, path):
    s.press(button)
    s.see("Save the rejected records.*Other Locations")
    s.key("ctrl+a")
    s.xdo("type", str(path))
    s.key("Return")


def choose(s, drop, word):
    """Another word in a drop-down, by the keyboard: opened, looked for, taken."""
    s.find(drop)
    tab_to(s, drop)
    s.key("space")
    s.wait(lambda: s.focused() and screen.role_of(s.focused()) in ("text", "entry"), "the keyboard in the list of words")
    s.xdo("type", word)
    s.key("Return")


class Listing(http.server.BaseHTTPRequestHandler):
    answer = PAGE

    def do_GET(self):
        body = Listing.answer.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if body.startswith(b"<html") else "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


CALL = """Residencies for young hydrologists 2027

Eligible applicants are nationals of Kazakhstan or Kyrgyzstan.
Deadline: 15 March 2027, 23:59 Paris time.
Apply at https://grants.example.org/residencies.
"""


def write_records(name, *records):
    path = folder / name
    path.write_text("\n".join(RECORD.format(control=control, title=title, barcode=barcode) for control, title, barcode in records))
    return path


def ended(s):
    """Waits until the program has ended by itself, in good order."""
    s.wait(lambda: s.process.poll() is not None, "the program to end")
    assert s.process.returncode == 0, f"it ended with {s.process.returncode}"


def drafts():
    return list(Path(os.environ["XDG_STATE_HOME"], "resource-centre/drafts").glob("*/*/*.json"))


def counted(s, words):
    s.find(f"To check, {words}", "list item")


# The panels are the rows of closed drop-downs.
UNNAMED_ROLES = ("frame", "window", "scroll pane", "panel")
NAMELESS = re.compile("|(Gtk|Gdk|Adw|Rc)[A-Z].*")


def check_names(s, where, at_least, root=None):
    """Fails on a control without a name; tells how many there are."""
    seen = []

    def have_names():
        seen[:] = [node for node in s.nodes(root) if node.has(screen.Atspi.StateType.FOCUSABLE) and screen.role_of(node) not in UNNAMED_ROLES]
        return not any(NAMELESS.fullmatch(node.name) for node in seen)

    s.wait(have_names, f"names of all controls in {where}")
    assert len(seen) >= at_least, f"{where}: only {len(seen)} were met"


def run(*tests):
    """Runs the tests, or those that RC_ONLY names; what sys.exit() takes."""
    wanted = os.environ.get("RC_ONLY")
    status = screen.run(*[test for test in tests if not wanted or re.search(wanted, test.__name__)])
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    return status
