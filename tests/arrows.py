#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every arrow between rooms is in the table of src/README.md, and every foreign header is in its rooms alone."""
import os
import re
import sys
from pathlib import Path

ROOT = Path(os.environ.get("RC_SOURCE_ROOT", Path(__file__).resolve().parent.parent))

# What a foreign header is called in the table.
FOREIGN = {
    "gtk/": "gtk", "gdk/": "gtk", "adwaita.h": "gtk", "gsk/": "gtk",
    "sqlite3.h": "sqlite", "libsoup/": "soup", "poppler": "poppler", "cairo": "cairo",
    "gdk-pixbuf/": "pixbuf", "archive": "archive", "yaz/": "yaz", "libxml/": "xml", "json-glib/": "json",
    "raptor2": "raptor", "seccomp.h": "seccomp", "nettle/": "nettle",
    "lcms2": "lcms", "libical/": "ical", "zint.h": "zint",
}
# A header of ours that brings a foreign one to those who include it is named here with it.
CAIRO_COMES_WITH_GTK = {"gtk"}


def read_table():
    rooms = {}
    for line in (ROOT / "src/README.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"`[a-z]+`", cells[0]):
            words = [set(filter(None, re.split(r"[, ]+", cell))) for cell in cells[1:3]]
            rooms[cells[0].strip("`")] = words
    return rooms


def faults(rooms):
    for path in sorted((ROOT / "src").glob("*/*.[ch]")):
        room = path.parent.name
        if room not in rooms:
            yield f"{path.relative_to(ROOT)}: the room {room} is not in the table"
            continue
        uses, may_include = rooms[room]
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not match:
                continue
            place, (quote, header) = f"{path.relative_to(ROOT)}:{number}", match.groups()
            if quote == '"':
                if header in ("config.h", "build-time.h"):
                    continue
                if "/" not in header:
                    yield f'{place}: "{header}" does not name its room'
                    continue
                other = header.split("/")[0]
                if other != room and other not in uses:
                    yield f"{place}: {room} may not use {other}"
            else:
                for start, name in FOREIGN.items():
                    if header.startswith(start) and name not in may_include:
                        if not (name == "cairo" and may_include & CAIRO_COMES_WITH_GTK):
                            yield f"{place}: {room} may not include <{header}>"


def main():
    rooms = read_table()
    found = list(faults(rooms))
    n_files = len(list((ROOT / "src").glob("*/*.[ch]")))
    print("1..3")
    print(f"{'ok' if len(rooms) == 15 else 'not ok'} 1 - the table has 15 rooms")
    print(f"{'ok' if n_files > 30 else 'not ok'} 2 - {n_files} files were read")
    print(f"{'not ok' if found else 'ok'} 3 - no arrow is missing in the table")
    for fault in found:
        print(f"# {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
