#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading as a user who may not write: beside a writer, after it, and after it was killed."""
import os
import signal
import subprocess
import sys

from cases import ADMIN, Catalogue, Skip, as_nobody, assert_equal, book, case, marc, program_for_all, run_cases, wait_for_open


def prepare(folder):
    """A catalogue that everybody may read and only root write."""
    if os.geteuid() != 0:
        raise Skip("to become another user wants root")
    (folder / "b.mrc").write_bytes(book("KZ1", "Otrar") + book("KZ2", "Water"))
    catalogue = Catalogue(folder / "c")
    catalogue.run("import", folder / "b.mrc")
    subprocess.run(["chmod", "-R", "a+rX,go-w", folder], check=True)
    return Catalogue(catalogue.folder, program_for_all(folder))


def reads(catalogue):
    assert_equal(catalogue.run("search", "Otrar", preexec_fn=as_nobody).json["total"], 1)
    assert_equal(catalogue.run("stats", preexec_fn=as_nobody).json["publications"], 2)
    assert_equal(catalogue.run("check", preexec_fn=as_nobody).json["whole"], True)
    catalogue.run("show", "KZ1", preexec_fn=as_nobody)


@case
def after_a_writer(folder):
    """after the last writer has closed"""
    catalogue = prepare(folder)
    reads(catalogue)
    error = catalogue.run("import", folder / "b.mrc", expect=1, preexec_fn=as_nobody).json["error"]
    assert_equal(error["code"], "read-only")


@case
def beside_a_writer(folder):
    """while a writer works, and after it was killed"""
    catalogue = prepare(folder)
    process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "import", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for n in range(50):
        process.stdin.write(book(f"W{n}", f"Being written {n}"))
    process.stdin.flush()
    wait_for_open(process, "catalogue.db")
    reads(catalogue)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    reads(catalogue)
    catalogue.check()


@case
def beside_a_first_import(folder):
    """while a catalogue gets its first records, more than are kept in memory, and after that was killed"""
    if os.geteuid() != 0:
        raise Skip("to become another user wants root")
    writer = Catalogue(folder / "c")
    writer.run("init")
    subprocess.run(["chmod", "-R", "a+rX,go-w", folder], check=True)
    catalogue = Catalogue(writer.folder, program_for_all(folder))
    process = subprocess.Popen([ADMIN, "--catalogue", str(writer.folder), "import", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    note = "Words of a long note about many things. " * 225
    for n in range(400):
        process.stdin.write(marc(("001", f"N{n}"), ("245", f"10\x1faTitle number {n}"), *(("520", "  \x1fa" + note) for _ in range(8))))
    process.stdin.flush()
    while sum(path.stat().st_size for path in writer.folder.glob("catalogue.db*")) < 3e6:
        assert process.poll() is None
    for ended in False, True:
        if ended:
            process.send_signal(signal.SIGKILL)
            process.communicate()
        assert_equal(catalogue.run("stats", preexec_fn=as_nobody).json["publications"], 0)
        assert_equal(catalogue.run("search", "title", preexec_fn=as_nobody).json["total"], 0)
        assert_equal(catalogue.run("check", preexec_fn=as_nobody).json["whole"], True)


if __name__ == "__main__":
    sys.exit(run_cases())
