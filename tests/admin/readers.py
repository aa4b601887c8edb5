#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading as a user who may not write: beside a writer, after it, and after it was killed."""
import os
import signal
import subprocess
import sys

from cases import ADMIN, Catalogue, Skip, as_nobody, assert_equal, book, case, program_for_all, run_cases, wait_for_open


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


if __name__ == "__main__":
    sys.exit(run_cases())
