#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What bad input gets: one clear line, exit 1, and the catalogue as it was."""
import os
import resource
import shutil
import sqlite3
import subprocess
import sys

from cases import ADMIN, Catalogue, Skip, accounts_for_all, as_nobody, assert_equal, book, case, program_for_all, run_cases, wait_for_open


def one_book(folder):
    (folder / "one.mrc").write_bytes(book("KZ1", "One"))
    catalogue = Catalogue(folder / "c")
    catalogue.run("import", folder / "one.mrc")
    return catalogue


def small_image(folder):
    """A disc image with a file on it and room to spare behind."""
    if shutil.which("xorriso") is None:
        raise Skip("no xorriso")
    (folder / "tree").mkdir(exist_ok=True)
    (folder / "tree" / "README.TXT").write_text("The disc of the centre\n")
    image = folder / "small.iso"
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-pad", "-o", image, folder / "tree"], check=True, capture_output=True)
    return image.read_bytes()


def not_writable(folder):
    """An output that takes nothing."""
    (folder / "closed").write_bytes(b"")
    return open(folder / "closed", "rb")


@case
def files(folder):
    """a file of an unknown format, an empty one, none, and a folder of nothing"""
    catalogue = one_book(folder)
    before = catalogue.text("export").out
    (folder / "unknown").write_bytes(b"PK\3\4" + os.urandom(60) * 100)
    (folder / "prose").write_text("Dear colleagues,\n\nplease find attached.\n")
    (folder / "empty").write_bytes(b"")
    (folder / "nothing").mkdir()
    assert "unknown" in catalogue.fails("unknown-format", "import", folder / "unknown")
    catalogue.fails("unknown-format", "import", folder / "prose")
    assert "empty" in catalogue.fails("empty", "import", folder / "empty")
    catalogue.fails("empty", "import", "-")
    assert "missing.mrc" in catalogue.fails("not-found", "import", folder / "missing.mrc")
    catalogue.run("import", folder / "nothing", expect=1)
    report = catalogue.run("import", folder / "one.mrc", folder / "prose", expect=3).json
    assert report["unchanged"] == 1 and report["problems"][0]["file"].endswith("prose"), report
    assert_equal(catalogue.text("export").out, before)
    catalogue.check()


@case
def nothing_made(folder):
    """an import that fails leaves no catalogue where there was none"""
    catalogue = Catalogue(folder / "c")
    (folder / "prose").write_text("Dear colleagues,\n")
    catalogue.fails("unknown-format", "import", folder / "prose")
    assert not (folder / "c").exists()
    (folder / "there").mkdir()
    (folder / "there" / "note").write_text("keep")
    Catalogue(folder / "there").fails("unknown-format", "import", folder / "prose")
    assert_equal(os.listdir(folder / "there"), ["note"])


@case
def damaged_records(folder):
    """records cut, overlong and full of rubbish are counted and named; the good ones go in"""
    good = [book(f"KZ{n}", f"Title {n}") for n in range(4)]
    cut = book("CUT", "Cut short")[:-20]
    lies = bytearray(book("LIE", "Lies about its length"))
    lies[0:5] = b"99999"
    catalogue = Catalogue(folder / "c")
    (folder / "b.mrc").write_bytes(good[0] + bytes(lies) + good[1] + b"\r\n" + good[2] + b"rubbish \x1d" + good[3] + cut)
    report = catalogue.run("import", folder / "b.mrc", expect=3).json
    accounts_for_all(report)
    assert report["rejected"] >= 1 and report["added"] >= 3, report
    assert all(problem["file"] and problem["message"] and "\n" not in problem["message"] for problem in report["problems"]), report
    catalogue.check()


@case
def not_a_catalogue(folder):
    """a database that is none, and one of somebody else"""
    content = b"this is no database at all " * 100
    (folder / "text").mkdir()
    (folder / "text" / "catalogue.db").write_bytes(content)
    for command in (["stats"], ["import", folder], ["check"], ["undo", "1"]):
        Catalogue(folder / "text").fails("not-one", *command)
    assert_equal((folder / "text" / "catalogue.db").read_bytes(), content)
    (folder / "other").mkdir()
    other = sqlite3.connect(folder / "other" / "catalogue.db")
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()
    Catalogue(folder / "other").fails("not-one", "stats")
    (folder / "file").write_text("a file where a folder should be")
    Catalogue(folder / "file").run("init", expect=1)
    assert_equal((folder / "file").read_text(), "a file where a folder should be")


@case
def too_new(folder):
    """a catalogue from a newer version is left alone"""
    catalogue = one_book(folder)
    database = sqlite3.connect(folder / "c" / "catalogue.db")
    version = database.execute("PRAGMA user_version").fetchone()[0]
    database.execute(f"PRAGMA user_version = {version + 1}")
    database.commit()
    database.close()
    catalogue.fails("too-new", "stats")
    catalogue.fails("too-new", "import", folder / "one.mrc")
    catalogue.fails("too-new", "search", "x")


@case
def corrupt(folder):
    """check finds a page that was overwritten, and nothing crashes"""
    catalogue = Catalogue(folder / "c")
    (folder / "many.mrc").write_bytes(b"".join(book(f"KZ{n}", f"Title number {n} of many") for n in range(300)))
    catalogue.run("import", folder / "many.mrc")
    subprocess.run([sys.executable, "-c", "import sqlite3,sys; d = sqlite3.connect(sys.argv[1]); d.execute('PRAGMA wal_checkpoint(TRUNCATE)')",
                    str(folder / "c" / "catalogue.db")], check=True)
    path = folder / "c" / "catalogue.db"
    data = bytearray(path.read_bytes())
    at = len(data) // 2 // 4096 * 4096
    data[at:at + 3 * 4096] = os.urandom(3 * 4096)
    path.write_bytes(data)
    result = catalogue.run("check", expect=1)
    answer = result.json
    assert "error" in answer or (answer["whole"] is False and answer["problems"]), answer
    done = subprocess.run([ADMIN, "--catalogue", str(folder / "c"), "--json", "search", "Title"], capture_output=True, timeout=60)
    assert done.returncode in (0, 1), done


@case
def without_rights(folder):
    """a folder without rights, for a user who has none"""
    catalogue = one_book(folder)
    if os.geteuid() == 0:
        catalogue.program = program_for_all(folder)
        more = {"preexec_fn": as_nobody}
        os.chmod(folder / "c", 0o700)
    else:
        more = {}
        os.chmod(folder / "c", 0o000)
    try:
        for command in (["stats"], ["import", folder / "one.mrc"], ["init"]):
            result = catalogue.run(*command, expect=1, **more)
            assert "error" in result.json, result.json
        (folder / "closed").mkdir(mode=0o500)
        if os.geteuid() == 0:
            os.chmod(folder, 0o755)
        result = Catalogue(folder / "closed" / "c", catalogue.program).run("init", expect=1, **more)
        assert result.json["error"]["code"] in ("read-only", "failed", "missing"), result.json
    finally:
        os.chmod(folder / "c", 0o700)
    catalogue.check()


@case
def no_room(folder):
    """a disk without room: the import fails and the catalogue is as it was"""
    catalogue = one_book(folder)
    before = catalogue.text("export").out
    (folder / "many.mrc").write_bytes(b"".join(book(f"N{n}", f"Title number {n} of many " + "long " * 200) for n in range(2000)))
    used = max(path.stat().st_size for path in (folder / "c").iterdir() if path.is_file())

    def small_disk():
        # A write past the limit fails with EFBIG once the signal is ignored; a full disk fails at the same places.
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (used + 300_000, used + 300_000))
    result = catalogue.run("import", folder / "many.mrc", expect=1, preexec_fn=small_disk)
    assert result.json["error"]["code"] in ("no-space", "failed"), result.json
    assert_equal(catalogue.text("export").out, before)
    catalogue.check()


@case
def no_room_for_real(folder):
    """the same on a small file system of its own"""
    if os.geteuid() != 0:
        raise Skip("mounting wants root")
    (folder / "disk").mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", folder / "disk"], capture_output=True).returncode != 0:
        raise Skip("mounting is not allowed here")
    try:
        (folder / "one.mrc").write_bytes(book("KZ1", "One"))
        catalogue = Catalogue(folder / "disk" / "c")
        catalogue.run("import", folder / "one.mrc")
        before = catalogue.text("export").out
        (folder / "many.mrc").write_bytes(b"".join(book(f"N{n}", f"Title number {n} of many " + "long " * 200) for n in range(2000)))
        catalogue.fails("no-space", "import", folder / "many.mrc")
        assert_equal(catalogue.text("export").out, before)
        catalogue.check()
    finally:
        subprocess.run(["umount", folder / "disk"], check=True)


@case
def no_room_for_a_new_one(folder):
    """a catalogue that an import cannot fill leaves nothing behind, wherever the disk is full"""
    if os.geteuid() != 0:
        raise Skip("mounting wants root")
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", disk], capture_output=True).returncode != 0:
        raise Skip("mounting is not allowed here")
    try:
        (folder / "many.mrc").write_bytes(b"".join(book(f"N{n}", f"Title number {n} of many " + "long " * 200) for n in range(1000)))
        for size in range(500, 20000, 500):
            subprocess.run(["mount", "-o", f"remount,size={size}k", disk], check=True)
            done = subprocess.run([ADMIN, "--catalogue", str(disk / "c"), "import", str(folder / "many.mrc")], capture_output=True, timeout=60)
            if done.returncode == 0:
                break
            assert_equal(os.listdir(disk), [])
        assert_equal(done.returncode, 0)
        assert size > 2000, size
        Catalogue(disk / "c").check()
    finally:
        subprocess.run(["umount", disk], check=True)


@case
def full_output(folder):
    """output that cannot be written is a failure"""
    catalogue = one_book(folder)
    with not_writable(folder) as full:
        for command in (["stats"], ["search", ""], ["export"]):
            done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), *command], stdout=full, stderr=subprocess.PIPE, timeout=60)
            assert_equal(done.returncode, 1)
    (folder / "file").write_text("keep")
    catalogue.run("export", "--output", folder / "no" / "where", expect=1)


@case
def report_lost(folder):
    """what changed the catalogue and cannot say so is done in part, and not failed; help that nobody can read has failed"""
    catalogue = one_book(folder)
    (folder / "two.mrc").write_bytes(book("KZ2", "Two"))
    with not_writable(folder) as full:
        for command, status in (["import", folder / "two.mrc"], 3), (["undo", "2"], 3), (["import", "--dry-run", folder / "two.mrc"], 1), (["--help"], 1), (["--version"], 1), (["import", "--help"], 1):
            done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), *map(str, command)], stdout=full, stderr=subprocess.PIPE, timeout=60)
            assert_equal((command, done.returncode), (command, status))
            assert b"cannot be written" in done.stderr if status == 3 else b"cannot write" in done.stderr, done.stderr
    catalogue.check()


@case
def undone_disc(folder):
    """the image of a disc goes with the disc, unless another one has it"""
    catalogue = one_book(folder)
    (folder / "x.iso").write_bytes(small_image(folder))
    added = catalogue.run("disc", "add", folder / "x.iso").json
    stored = [path for path in (catalogue.folder / "files").rglob("*") if path.is_file()]
    assert_equal(len(stored), 1)
    (folder / "note.txt").write_bytes((folder / "x.iso").read_bytes())
    catalogue.run("document", "add", "KZ1", folder / "note.txt", expect=0)
    catalogue.run("undo", added["import"])
    assert stored[0].exists()
    catalogue.run("undo", added["import"] + 1)
    assert not stored[0].exists()
    catalogue.check()


@case
def cut_image(folder):
    """an image that lacks its end is said to, even where its files are whole"""
    catalogue = one_book(folder)
    whole = small_image(folder)
    (folder / "whole.iso").write_bytes(whole)
    assert_equal(catalogue.run("disc", "add", folder / "whole.iso").json["problems"], [])
    (folder / "cut.iso").write_bytes(whole[:-4096])
    report = catalogue.run("disc", "add", folder / "cut.iso", "--again").json
    assert_equal((report["unreadable"], len(report["problems"])), (0, 1))
    assert "cut short" in report["problems"][0]["message"], report


@case
def waiting(folder):
    """a signal ends the waiting for a pipe that nobody writes to"""
    import signal
    import time
    catalogue = one_book(folder)
    os.mkfifo(folder / "pipe")
    for command in (["import", folder / "pipe"], ["import", "-"], ["search", "--batch"], ["thesaurus", "import", folder / "pipe"], ["disc", "add", folder / "pipe"],
                    ["document", "add", "KZ1", folder / "pipe"], ["restore", folder / "pipe"]):
        process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), *map(str, command)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 0.5
        # Either it refuses a pipe by itself, or it waits.
        while process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"{command} waits on")
        assert process.returncode in (1, -signal.SIGTERM), (command, process.returncode)
        process.stdin.close()
    catalogue.check()


@case
def document_stopped(folder):
    """a document that was stopped while it was read leaves no file"""
    import signal
    import time
    catalogue = one_book(folder)
    renderer = folder / "renderer"
    renderer.write_text("#!/bin/sh\nexec sleep 600\n")
    renderer.chmod(0o755)
    (folder / "long.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 1000)
    process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "document", "add", "KZ1", str(folder / "long.pdf")],
                               env=dict(os.environ, RC_RENDERER=str(renderer)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stored = catalogue.folder / "files"
    for _ in range(3000):
        if process.poll() is not None or list(stored.glob("??/*")):
            break
        time.sleep(0.01)
    assert process.poll() is None and list(stored.glob("??/*")), "it was not stored"
    process.send_signal(signal.SIGTERM)
    assert_equal(process.wait(60), 1)
    assert_equal(list(stored.glob("??/*")), [])
    catalogue.check()


@case
def interrupted(folder):
    """SIGTERM and SIGINT in the middle of an import: exit 1, all as it was"""
    import signal
    catalogue = one_book(folder)
    before = catalogue.text("export").out
    for number in (signal.SIGTERM, signal.SIGINT):
        process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "--json", "import", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for n in range(50):
            process.stdin.write(book(f"I{n}", f"Interrupted {n}"))
        process.stdin.flush()
        # It waits for the rest of its input; when it has opened the catalogue it is in the middle of its work.
        wait_for_open(process, "catalogue.db")
        process.send_signal(number)
        process.wait(60)  # its input stays open: the signal alone ends it
        out, _ = process.communicate()
        assert_equal(process.returncode, 1)
        assert b"cancelled" in out, out
        assert_equal(catalogue.text("export").out, before)
    catalogue.check()


if __name__ == "__main__":
    sys.exit(run_cases())
