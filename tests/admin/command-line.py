#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The edges of the command line: odd names, closed streams, outputs that must not be written over, words that are none."""
import json
import os
import subprocess
import sys

from cases import ADMIN, Catalogue, assert_equal, book, case, run_cases


def raw(*arguments, **more):
    return subprocess.run([ADMIN, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, **more)


def one_book(folder):
    (folder / "one.mrc").write_bytes(book("KZ1", "One"))
    catalogue = Catalogue(folder / "c")
    catalogue.run("import", folder / "one.mrc")
    return catalogue


@case
def odd_names(folder):
    """a file's name may hold anything: JSON stays UTF-8, and one problem is one line"""
    catalogue = one_book(folder)
    damaged = book("KZ\n2", "Damaged")[:-30] + b"\x1d"
    for name in (b"two\nlines.mrc", b"no\xffutf8\xe8.mrc", b"esc\x1b[31m.mrc", "Отырар кітап.mrc".encode()):
        path = os.fsencode(folder) + b"/" + name
        with open(path, "wb") as file:
            file.write(damaged)
        done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), "--json", "import", path], capture_output=True, timeout=60)
        assert done.returncode in (0, 3), done
        report = json.loads(done.stdout.decode("utf-8"))
        assert report["problems"], report
        assert not any("\n" in problem["file"] + (problem["control"] or "") for problem in report["problems"]), report
        done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), "import", path], capture_output=True, timeout=60)
        assert_equal(len(done.stderr.decode("utf-8").splitlines()), len(report["problems"]))


@case
def own_files(folder):
    """no output goes over the catalogue's own files, however they are named"""
    catalogue = one_book(folder)
    (folder / "link").symlink_to(catalogue.folder)
    (catalogue.folder / "files").mkdir(exist_ok=True)
    (folder / "bad.mrc").write_bytes(b"00050" + b"x" * 30 + b"\x1e\x1d")
    before = catalogue.text("export").out
    for name in ("c/catalogue.db", "c/../c/catalogue.db-wal", "link/catalogue.db", "c/files/x"):
        for command in (["export", "--output"], ["backup"], ["disc", "extract", "1", "x", "--output"],
                        ["document", "render", "1", "--page", "1", "--output"], ["import", folder / "bad.mrc", "--rejects"]):
            assert "part of the catalogue" in catalogue.fails("failed", *command, folder / name), command
    assert_equal(catalogue.text("export").out, before)
    catalogue.run("export", "--output", catalogue.folder / "books.mrc")
    catalogue.check()


@case
def backup_over_no_file(folder):
    """a backup does not take the place of what is no file"""
    catalogue = one_book(folder)
    os.mkfifo(folder / "pipe")
    catalogue.run("backup", folder / "pipe", expect=1)
    assert not (folder / "pipe").is_file()
    catalogue.run("backup", folder, expect=1)


@case
def usage_is_json_too(folder):
    """a wrong option before the command is an error object, where JSON is asked for"""
    for arguments in (["--json", "--nonsense"], ["--json"], ["--json", "nonsense"], ["--json", "--catalogue"]):
        done = raw(*arguments)
        assert_equal(done.returncode, 2)
        assert_equal(json.loads(done.stdout)["error"]["code"], "usage")
    done = raw("--nonsense", "stats", "--json")
    assert (done.returncode, done.stdout) == (2, b""), done
    assert json.loads(raw("--json", "--version").stdout)["version"]


@case
def values_that_are_none(folder):
    """encodings and years that are none are found out before anything is read"""
    catalogue = one_book(folder)
    for encoding in ("klingon", ""):
        catalogue.fails("usage", "import", "--encoding", encoding, folder / "one.mrc", expect=2)
    for year in ("abc", "..", "19x5", "1995..x"):
        catalogue.fails("usage", "search", "--filter", "year=" + year, "One", expect=2)
    for year in ("2001", "1995..2001", "2001..1995", "2001..", "..2001"):
        assert_equal(catalogue.run("search", "--filter", "year=" + year, "One").json["total"], 1)


@case
def closed_streams(folder):
    """a closed standard stream is at its end, and what cannot be written is a failure"""
    catalogue = one_book(folder)
    start = [ADMIN, "--catalogue", str(catalogue.folder)]

    def run_shell(words, redirection):
        return subprocess.run(["sh", "-c", '"$@" ' + redirection, "sh", *start, *words], capture_output=True, timeout=60)
    done = run_shell(["--json", "import", "-"], "<&-")
    assert_equal((done.returncode, json.loads(done.stdout)["error"]["code"]), (1, "empty"))
    done = run_shell(["search", "--batch"], "<&-")
    assert_equal((done.returncode, done.stdout), (0, b""))
    for words in (["stats"], ["export"], ["--json", "search", ""]):
        assert_equal(run_shell(words, ">&-").returncode, 1)
    catalogue.check()


@case
def batch_from_elsewhere(folder):
    """lines of --batch may end as they do in files from Windows"""
    catalogue = one_book(folder)
    answers = catalogue.run("search", "--batch", stdin=b"One\r\n\r\nOne").lines
    assert_equal([(answer["query"], answer["total"]) for answer in answers], [("One", 1), ("", 1), ("One", 1)])


@case
def output_is_named(folder):
    """an output that fails is named"""
    catalogue = one_book(folder)
    # A link: whatever would take its place leaves the machine's device alone.
    full = folder / "full"
    full.symlink_to("/dev/full")
    assert str(full) in catalogue.fails("no-space", "export", "--output", full)


@case
def nothing_left(folder):
    """an import that fails takes the folders that it made away again, and no others"""
    (folder / "prose").write_text("Dear colleagues,\n")
    (folder / "there").mkdir()
    Catalogue(folder / "there" / "a" / "b").fails("unknown-format", "import", folder / "prose")
    assert_equal(os.listdir(folder / "there"), [])


if __name__ == "__main__":
    sys.exit(run_cases())
