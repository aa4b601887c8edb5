#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed at any moment of an import: the catalogue is whole, with all of the import in it or none."""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

from cases import ADMIN, Catalogue, assert_equal, book, case, marc, run_cases

N = 1500
KILLS = 10


@case
def killed(folder):
    """kill -9 at ten moments of an import"""
    catalogue = Catalogue(folder / "c")
    (folder / "one.mrc").write_bytes(book("KZ1", "One"))
    (folder / "many.mrc").write_bytes(b"".join(book(f"N{n}", f"Title number {n} of many", 1900 + n % 120) for n in range(N)))
    catalogue.run("import", folder / "one.mrc")
    start = time.monotonic()
    report = catalogue.run("import", folder / "many.mrc").json
    whole = time.monotonic() - start
    catalogue.run("undo", report["import"])
    chance = random.Random(int(os.environ.get("RC_SEED", "7")))
    n_killed = n_tries = 0
    while n_killed < KILLS:
        n_tries += 1
        assert n_tries <= 5 * KILLS, f"{n_killed} of {n_tries} were killed before they ended"
        process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "--json", "import", str(folder / "many.mrc")], stdout=subprocess.PIPE)
        start = time.monotonic()
        try:
            process.wait(whole * (n_killed + chance.random()) / KILLS)
            # The machine has become faster, or less busy, than it was.
            whole = time.monotonic() - start
        except subprocess.TimeoutExpired:
            n_killed += 1
        process.send_signal(signal.SIGKILL)
        out = process.communicate()[0]
        catalogue.check()
        count = catalogue.stats()["publications"]
        assert count in (1, 1 + N), count
        # What was acknowledged is there.
        assert count == 1 + N or not out.strip(), out
        assert_equal(catalogue.search("", "--limit", "1")["total"], count)
        if count > 1:
            if not out.strip():
                break  # committed, and killed before it could say so
            catalogue.run("undo", json.loads(out)["import"])


@case
def killed_while_made(folder):
    """kill -9 in the first import of all: no catalogue, or a whole one"""
    (folder / "many.mrc").write_bytes(b"".join(book(f"N{n}", f"Title number {n} of many") for n in range(200)))
    chance = random.Random(int(os.environ.get("RC_SEED", "7")))
    for k in range(KILLS):
        catalogue = Catalogue(folder / f"c{k}")
        process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "import", str(folder / "many.mrc")], stdout=subprocess.PIPE)
        try:
            process.wait(0.01 + 0.02 * k * chance.random())
        except subprocess.TimeoutExpired:
            pass
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if (catalogue.folder / "catalogue.db").exists():
            done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), "--json", "import", str(folder / "many.mrc")], capture_output=True, timeout=120)
            assert done.returncode == 0, done
            catalogue.check()
            assert_equal(catalogue.stats()["publications"], 200)


def written(catalogue):
    return sum(path.stat().st_size for path in catalogue.folder.glob("catalogue.db*"))


@case
def killed_while_filled(folder):
    """kill -9 in a first import that is larger than what is kept in memory: the catalogue is empty, or has it all"""
    long = "Words of a long note about many things. " * 2000
    (folder / "long.mrc").write_bytes(b"".join(
        marc(("001", f"N{n}"), ("245", f"10\x1faTitle number {n}"), *(("520", "  \x1fa" + long[:9000]) for _ in range(8))) for n in range(400)))
    chance = random.Random(int(os.environ.get("RC_SEED", "7")))
    most = 0
    for k in range(KILLS):
        catalogue = Catalogue(folder / f"c{k}")
        catalogue.run("init")
        process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "import", str(folder / "long.mrc")], stdout=subprocess.PIPE)
        while process.poll() is None and written(catalogue) < (1 + 2 * k + chance.random()) * 1e6:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        most = max(most, written(catalogue))
        count = catalogue.stats()["publications"]
        assert count in (0, 400), count
        catalogue.check()
        catalogue.run("import", folder / "long.mrc")
        catalogue.check()
        assert_equal(catalogue.stats()["publications"], 400)
        shutil.rmtree(catalogue.folder)
    assert most > 5e6, most


if __name__ == "__main__":
    sys.exit(run_cases())
