#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""While an import goes on: who only reads does not notice, who writes waits and then does it, and a kill leaves nothing."""
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time

from cases import ADMIN, Catalogue, assert_equal, book, case, run_cases

# More than an import reads ahead before it begins to write.
N = 2500
LIMIT = 60


def started(catalogue, *arguments):
    return subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "--json", *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE)


def is_written_to(catalogue):
    db = sqlite3.connect(catalogue.folder / "catalogue.db", timeout=0, isolation_level=None)
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
        return False
    except sqlite3.OperationalError:
        return True
    finally:
        db.close()


def held(catalogue):
    """An import that has begun to write and waits for the rest of its file, in which is a newer version of KZ1."""
    process = started(catalogue, "import", "-")
    process.stdin.write(book("KZ1", "One of many, revised") + b"".join(book(f"N{n}", f"Title number {n} of many " + 200 * "so long ") for n in range(N)))
    process.stdin.flush()
    until = time.monotonic() + LIMIT
    while not is_written_to(catalogue):
        assert process.poll() is None and time.monotonic() < until, process.poll()
        time.sleep(0.01)
    return process


def ended(process, expect=0):
    out, err = process.communicate(timeout=LIMIT)
    assert process.returncode == expect, (process.returncode, out[-500:], err[-1500:])
    return json.loads(out)


def waits_for(process, other):
    """The one line that says so."""
    line = process.stderr.readline().decode()
    assert re.search(rf"waiting until (\S+ \(process {other.pid}\)|another program) has written", line), line


def rows(catalogue):
    """All that the catalogue holds, but for its files of the search."""
    db = sqlite3.connect(f"file:{catalogue.folder / 'catalogue.db'}?mode=ro", uri=True)
    try:
        names = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_file%' ORDER BY name")]
        return {name: sorted(db.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}
    finally:
        db.close()


def catalogue_of_two(folder):
    catalogue = Catalogue(folder / "c")
    (folder / "two.mrc").write_bytes(book("KZ1", "One of many") + book("KZ2", "Two of many"))
    catalogue.run("import", folder / "two.mrc")
    return catalogue


@case
def meanwhile(folder):
    """searches and dry runs go on beside an import; an undo and another import wait for it, and say so"""
    catalogue = catalogue_of_two(folder)
    (folder / "new.mrc").write_bytes(book("KZ3", "Three of many") + book("KZ2", "Two of many, revised") + book("KZ3", "Three of many"))
    before = rows(catalogue)
    importing = held(catalogue)
    assert_equal(catalogue.search("many")["total"], 2)
    dry = catalogue.run("import", "--dry-run", folder / "new.mrc").json
    assert_equal([dry[key] for key in ("import", "added", "updated", "unchanged")], [0, 1, 1, 1])
    assert_equal(rows(catalogue), before)
    undoing, given_up, second = started(catalogue, "undo", "1"), started(catalogue, "import", folder / "new.mrc"), started(catalogue, "import", folder / "new.mrc")
    for process in undoing, given_up, second:
        waits_for(process, importing)
    given_up.send_signal(signal.SIGINT)
    assert_equal(ended(given_up, 1)["error"]["code"], "cancelled")
    assert_equal(rows(catalogue), before)
    importing.stdin.write(book("KZ9", "The last of many"))
    report = ended(importing)
    assert_equal([report["added"], report["updated"]], [N + 1, 1])
    # Whichever of the two comes first: what was changed since is told, and stays.
    second, undone = ended(second), ended(undoing, 3)
    assert_equal((second["added"], undone["removed"], undone["kept"]), (2, 1, 1) if undone["removed"] > 0 else (1, 0, 2))
    assert_equal(catalogue.run("show", "KZ1").json["title"], "One of many, revised")
    catalogue.check()


@case
def killed(folder):
    """kill -9 of an import for which another one waits: nothing of the first one, all of the second"""
    catalogue, alone = catalogue_of_two(folder), Catalogue(folder / "alone")
    (folder / "three.mrc").write_bytes(book("KZ3", "Three of many"))
    importing = held(catalogue)
    waiting = started(catalogue, "import", folder / "three.mrc")
    waits_for(waiting, importing)
    importing.kill()
    importing.communicate()
    assert_equal(ended(waiting)["added"], 1)
    catalogue.check()
    for name in "two.mrc", "three.mrc":
        alone.run("import", folder / name)
    assert_equal({table: len(found) for table, found in rows(catalogue).items()}, {table: len(found) for table, found in rows(alone).items()})
    assert_equal(catalogue.text("export", "--format", "mrk").out, alone.text("export", "--format", "mrk").out)


if __name__ == "__main__":
    sys.exit(run_cases())
