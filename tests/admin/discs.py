#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real images: the same files with the same sizes as isoinfo, bsdtar, 7z and hls list, taken together; damaged ones end in an account."""
import contextlib
import gzip
import io
import json
import lzma
import os
import random
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tarfile
import time
import unicodedata
import zipfile
from pathlib import Path

import udf
from cases import ADMIN, SHARED, Catalogue, Skip, assert_equal, case, run_cases

TOP = Path(os.environ.get("RC_SHARED_DATA", "/nonexistent")) / "disc"
# What no tool lists whole, and why; ours has to say something about each.
DAMAGED = {"iso9660_trunc.iso", "malformed.iso", "bad-dir.iso"}


def output(*command):
    """What a tool prints within ten seconds: some never end on some images."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=10)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def tidy(path):
    path = re.sub(r";1$", "", path.strip("/"))
    return path.rstrip(".").lower()


def by_isoinfo(image):
    """Of the trees of a disc the one with the best names that isoinfo knows."""
    for tree in (["-R"], ["-J"], []):
        found, folder = set(), ""
        for line in output("isoinfo", *tree, "-l", "-i", str(image)).splitlines():
            if line.startswith("Directory listing of "):
                folder = line[len("Directory listing of "):].strip()
            entry = re.match(r"-\S+\s+\d+\s+\d+\s+\d+\s+(\d+) .{11} \[ *-?\d+ \d+\]  (.*?) ?$", line)
            if entry:
                found.add((tidy(folder + entry[2]), int(entry[1])))
        if found and not (tree == ["-R"] and "NO Rock Ridge" in output("isoinfo", "-d", "-i", str(image))):
            return found
    return set()


def by_bsdtar(image):
    found, links = set(), {}
    for line in output("bsdtar", "-tvf", str(image)).splitlines():
        entry = re.match(r"-\S+\s+\d+ \S+\s+\S+\s+(\d+) \S+\s+\S+\s+\S+ (.*)$", line)
        if entry and " link to " in entry[2]:
            name, target = entry[2].split(" link to ")
            links[tidy(name)] = tidy(target)
        elif entry:
            found.add((tidy(entry[2]), int(entry[1])))
    return found | {(name, size) for name, target in links.items() for path, size in found if path == target}


def by_7z(image):
    found, path, folder = set(), None, False
    for line in output("7z", "l", "-slt", str(image)).partition("----------")[2].splitlines():
        name, _, value = line.partition(" = ")
        if name == "Path":
            path, folder = value, False
        elif name == "Folder":
            folder = value == "+"
        elif name == "Size" and not folder and value:
            found.add((tidy(path), int(value)))
    return found


def by_hls(image, folder):
    """hls writes to what it mounts."""
    copy = folder / "hfs"
    shutil.copyfile(image, copy)
    os.environ["HOME"] = str(folder)
    if subprocess.run(["hmount", str(copy)], capture_output=True).returncode != 0:
        return set()
    found = {(tidy(entry[2]), int(entry[1])) for entry in re.findall(r"^(f)i? .*? +\d+ +(\d+) \w+ +\d+ +\d+ (.*)$", output("hls", "-la"), re.M)}
    subprocess.run(["humount"], capture_output=True)
    return found


def add(catalogue, *arguments):
    """The report of a capture that went well, or left something out and said so."""
    done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), "--json", "disc", "add", *map(str, arguments)], capture_output=True, timeout=120)
    assert done.returncode in (0, 3), (arguments, done)
    return json.loads(done.stdout)


def images():
    return sorted(path for path in TOP.rglob("*") if path.suffix in (".iso", ".img"))


@case
def union(folder):
    """every real image has the files that any of the tools sees, and no others"""
    missing = [tool for tool in ("isoinfo", "bsdtar", "7z", "hmount") if not shutil.which(tool)]
    if not TOP.is_dir() or missing:
        raise Skip(f"not here: {', '.join(missing) or TOP}")
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    n_files = 0
    for image in images():
        report = add(catalogue, "--again", "--no-texts", image)
        files = [line for line in catalogue.run("disc", "files", report["disc"], "--all").lines if line["type"] != "folder"]
        ours = {(tidy(file["path"]), file["size"]) for file in files}
        # A link has no bytes: it is left out, and said so.
        links = {tidy(problem["message"].split(": ")[0]) for problem in report["problems"]}
        theirs = {}
        for tool, found in (("isoinfo", by_isoinfo(image)), ("bsdtar", by_bsdtar(image)), ("7z", by_7z(image))):
            theirs[tool] = {(path, size) for path, size in found if path not in links}
        if "rockridge_ce" in image.name:
            del theirs["7z"]  # it cuts names that are continued elsewhere
        theirs["hls"] = by_hls(image, folder)
        if image.name in DAMAGED:
            assert report["problems"] or not any(theirs.values()), image
            continue
        # Of a file in several parts, or packed, some tools tell the size of a part, or the packed one.
        sizes = {}
        for path, size in sorted(set().union(*theirs.values())):
            sizes[path] = size
        everything = set(sizes.items())
        print(f"# {image.name}: {len(ours)}; " + ", ".join(f"{tool} {len(found)}" for tool, found in theirs.items()))
        if image.name == "deep-directory.iso":
            # bsdtar alone puts folders that were moved back in their place.
            everything = theirs["bsdtar"]
        assert_equal(sorted(ours - everything), [])
        assert_equal(sorted(everything - ours), [])
        n_files += len(ours)
    assert n_files > 100, n_files


def lha(name, content):
    """An archive of LHA, level 0, with one file as it is; of the method -lh6- only the name."""
    header = b"-lh6-" + struct.pack("<IIIBB", len(content), len(content), 0x21000000, 0x20, 0) + bytes([len(name)]) + name + struct.pack("<H", 0)
    return bytes([len(header), sum(header) & 255]) + header + content + b"\0"


LHA = lha(b"hello.txt", b"hello")


def make_folder(folder):
    """A folder with archives, one of them broken, and what is on two discs."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "docs.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sub/readme.txt", "hello inside")
        archive.writestr("../../out.txt", "out")
    with tarfile.open(folder / "old.tar.gz", "w:gz") as archive:
        info = tarfile.TarInfo("t/one.txt")
        info.size = 3
        archive.addfile(info, io.BytesIO(b"one"))
    (folder / "bad.zip").write_bytes(b"PK\3\4garbage")
    (folder / "OLD.BIN").write_bytes(LHA)
    (folder / "plain.txt").write_text("plain")
    for number in range(40):
        (folder / f"file{number}.bin").write_bytes(b"\0\1\2" + f"number {number}\n".encode() * 1000)


def make_image(folder, name, *options):
    make_folder(folder / "files")
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-J", "-R", *options, "-o", str(folder / name), str(folder / "files")], check=True, capture_output=True)
    return folder / name


@case
def archives(folder):
    """what is in archives on a disc is listed and read, one level deep; an image in an archive is the disc"""
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    image = make_image(folder, "a.iso", "-V", "ARCHIVES")
    report = add(catalogue, image)
    assert_equal(report["files"], 45)
    messages = [problem["message"] for problem in report["problems"]]
    assert_equal([message.count("bad.zip") for message in messages if "bad.zip" in message], [1])
    assert_equal([message for message in messages if "out.txt" in message], ["docs.zip/../../out.txt: left out: the path leads out of the disc"])
    paths = {line["path"] for line in catalogue.run("disc", "files", report["disc"], "--all").lines}
    assert {"docs.zip", "docs.zip/sub", "docs.zip/sub/readme.txt", "old.tar.gz/t/one.txt", "OLD.BIN/hello.txt"} <= paths, paths
    assert not any("out.txt" in path for path in paths), paths
    assert_equal([line["path"] for line in catalogue.run("disc", "files", report["disc"], "docs.zip").lines], ["docs.zip/sub"])
    assert_equal(catalogue.text("disc", "extract", report["disc"], "docs.zip/sub/readme.txt").out, b"hello inside")
    assert catalogue.search("readme.txt")["total"] >= 1
    assert_equal(catalogue.run("disc", "verify", report["disc"]).json["problems"], [])
    with zipfile.ZipFile(folder / "image.zip", "w") as archive:
        archive.write(image, "a.iso")
        archive.writestr("note.txt", "note")
    catalogue.fails("exists", "disc", "add", folder / "image.zip")
    again = add(catalogue, "--again", folder / "image.zip")
    assert_equal(again["files"], 45)
    assert_equal([disc["volume"] for disc in catalogue.run("disc", "list").lines], ["ARCHIVES", "ARCHIVES"])
    for name, pack in (("a.iso.gz", gzip.compress), ("a.iso.xz", lzma.compress)):
        (folder / name).write_bytes(pack(image.read_bytes()))
        packed = add(catalogue, "--again", folder / name)
        assert_equal((packed["files"], len(packed["problems"])), (45, len(messages)))
    # What would have to be unpacked twice is said to be so.
    with zipfile.ZipFile(folder / "twice.zip", "w") as archive:
        archive.write(folder / "files/docs.zip", "docs.zip")
    messages = [problem["message"] for problem in add(catalogue, folder / "twice.zip")["problems"]]
    assert_equal(messages, ["docs.zip: the archive cannot be opened: it is in an archive itself: unpack that first"])
    # A folder is a disc, too.
    with zipfile.ZipFile(folder / "files/late.zip", "w") as archive:
        archive.writestr("late.txt", "late")
    (folder / "files/last.txt.xz").write_bytes(lzma.compress(b"last"))
    report = add(catalogue, folder / "files")
    assert {"docs.zip/sub/readme.txt", "old.tar.gz/t/one.txt", "late.zip/late.txt", "last.txt.xz/last.txt"} <= {line["path"] for line in catalogue.run("disc", "files", report["disc"], "--all").lines}
    catalogue.check()


@case
def texts(folder):
    """what texts, web pages and RTF on a disc say is found, with the file that says it; what was not read is read later, once and for all"""
    files = folder / "files"
    (files / "LIB").mkdir(parents=True)
    (files / "LIB/OLD.TXT").write_bytes("Сарматы жили в степи между реками.\r\nКурганы их стоят и теперь.\r\n".encode("cp1251"))
    (files / "LIB/INDEX.HTM").write_text("<html><head><meta charset=windows-1251><title>Музей</title></head><body><p>Петроглифы Тамгалы<p>"
                                         "ущелье</body></html>", encoding="cp1251")
    (files / "LIB/LETTER.RTF").write_bytes(br"{\rtf1\ansi\ansicpg1251 \'ca\'e0\'f0\'e0\'e2\'e0\'ed\'f1\'e0\'f0\'e0\'e8 \'e4\'ee\'f0\'ee\'e3\par}")
    (files / "EMPTY.TXT").write_bytes(b"")
    image = folder / "a.iso"
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-J", "-R", "-o", str(image), str(files)], check=True, capture_output=True)
    wanted = {"сармат": "LIB/OLD.TXT", "петроглифы": "LIB/INDEX.HTM", "каравансараи": "LIB/LETTER.RTF"}

    def check_found(catalogue, disc):
        for word, path in wanted.items():
            hit = catalogue.search(word)["results"]
            assert_equal([(row["id"], row["path"], row["page"]) for row in hit], [(disc, path, 1)])
        documents = {line["path"]: (line["text"], line["language"]) for line in catalogue.run("document", "list", disc).lines}
        assert_equal(sorted(documents), sorted(wanted.values()))
        assert all(text == "read" for text, _ in documents.values()), documents
        return documents
    # All at once, or one after the other when there is time.
    later = Catalogue(folder / "later")
    later.run("init")
    report = add(later, "--no-texts", image)
    assert_equal(later.search("сармат")["total"], 0)
    assert_equal(later.run("document", "index").json["documents"], 3)
    check_found(later, report["disc"])
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    report = add(catalogue, image)
    assert_equal(report["problems"], [])
    first = check_found(catalogue, report["disc"])
    assert_equal(catalogue.run("document", "index").json["documents"], 0)
    # As a disc has it that was taken in when there was no time for its texts, or before texts were read at all.
    with contextlib.closing(sqlite3.connect(catalogue.folder / "catalogue.db")) as db:
        db.execute("DELETE FROM page_text")
        db.execute("DELETE FROM text_reading WHERE document <> (SELECT max (id) FROM document)")
        # One that was read whole when somebody pulled the plug, before the search had it.
        db.execute("UPDATE text_reading SET complete = 0, done = 0")
        db.commit()
    catalogue.text("check", "--repair")
    assert_equal(catalogue.search("сармат")["total"], 0)
    assert_equal(catalogue.run("document", "index").json["documents"], 3)
    assert_equal(check_found(catalogue, report["disc"]), first)
    catalogue.check()
    catalogue.run("undo", report["import"])
    assert_equal(catalogue.search("сармат")["total"], 0)
    # Without the image they are found all the same.
    check_found(catalogue, add(catalogue, "--tree-only", image)["disc"])


@case
def names(folder):
    """names in an old character set: guessed, looked at in others, read anew, found, and back again"""
    (folder / "files" / "data").mkdir(parents=True)
    for name in ("Отчёт.txt", "План работ.txt", "Смета.txt"):
        Path(os.fsdecode(os.fsencode(str(folder / "files/data/")) + b"/" + name.encode("cp1251"))).write_text("1")
    with zipfile.ZipFile(folder / "files/data/a.zip", "w") as archive:
        archive.writestr("inside.txt", "inside")
    os.rename(folder / "files/data", os.fsencode(str(folder / "files/")) + "/Бумаги".encode("cp1251"))
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    report = add(catalogue, folder / "files")
    assert any("CP1251" in problem["message"] for problem in report["problems"]) and report["unreadable"] == 0, report

    def paths():
        return [line["path"] for line in catalogue.run("disc", "files", report["disc"], "--all").lines]
    right = ["Бумаги", "Бумаги/a.zip", "Бумаги/a.zip/inside.txt", "Бумаги/Отчёт.txt", "Бумаги/План работ.txt", "Бумаги/Смета.txt"]
    assert_equal(sorted(paths()), sorted(right))
    shown = {line["encoding"]: line for line in catalogue.run("disc", "names", report["disc"]).lines}
    assert shown["CP1251"]["chosen"] and "Смета.txt" in shown["CP1251"]["names"] and not shown["CP866"]["chosen"], shown
    assert_equal(catalogue.search("смета")["total"], 1)
    catalogue.run("disc", "names", report["disc"], "--encoding", "koi8-r")
    assert_equal(len(paths()), 6)
    assert not set(paths()) & set(right), paths()
    assert_equal(catalogue.search("смета")["total"], 0)
    catalogue.check()
    catalogue.fails("not-found", "disc", "names", report["disc"], "--encoding", "nonsense")
    catalogue.run("disc", "names", report["disc"], "--encoding", "CP1251")
    assert_equal(sorted(paths()), sorted(right))
    assert_equal(catalogue.search("смета")["total"], 1)
    catalogue.run("undo", report["import"])
    forced = add(catalogue, "--encoding", "CP866", folder / "files")
    assert_equal(catalogue.run("disc", "list").lines[0]["encoding"], "CP866")
    assert_equal(forced["problems"], [])
    catalogue.check()


@case
def verified(folder):
    """an image that has changed is named, and each file that has"""
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    report = add(catalogue, make_image(folder, "a.iso"))
    stored = next(path for path in (folder / "c/files").rglob("*") if path.is_file())
    data = stored.read_bytes()
    os.chmod(stored, 0o600)
    stored.write_bytes(data.replace(b"number 7\n", b"number 8\n"))
    verified = json.loads(catalogue.run("disc", "verify", report["disc"], expect=1).out)
    assert_equal(verified["image"], "damaged")
    assert_equal([problem["file"] for problem in verified["problems"] if "file" in problem and problem["file"]], ["file7.bin"])


@case
def killed(folder):
    """kill -9 at any moment of a capture: nothing is left beside the catalogue, and the next one ends as an undisturbed one does"""
    def state(catalogue):
        disc = catalogue.run("disc", "list").lines[0]
        files = sorted(path.name for path in (catalogue.folder / "files").rglob("*") if path.is_file())
        left = list((catalogue.folder / "captures").glob("*")) if (catalogue.folder / "captures").exists() else []
        return (disc["sha256"], disc["files"], disc["bytes"], files, left,
                [(line["path"], line["size"], line["type"]) for line in catalogue.run("disc", "files", disc["disc"], "--all").lines])
    image = make_image(folder, "a.iso")
    undisturbed = Catalogue(folder / "u")
    undisturbed.run("init")
    start = time.monotonic()
    add(undisturbed, image)
    whole = time.monotonic() - start
    wanted = state(undisturbed)
    chance = random.Random(int(os.environ.get("RC_SEED", "7")))
    n_killed, n = 0, int(os.environ.get("RC_N", "5"))
    temporary = folder / "temporary"
    temporary.mkdir()
    for moment in range(n):
        catalogue = Catalogue(folder / f"c{moment}")
        catalogue.run("init")
        process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "disc", "add", str(image)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**os.environ, "TMPDIR": str(temporary)})
        try:
            process.wait(whole * (moment + chance.random()) / n)
        except subprocess.TimeoutExpired:
            n_killed += 1
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert_equal(list(temporary.iterdir()), [])
        catalogue.check()
        if not catalogue.run("disc", "list").lines:
            add(catalogue, image)
        assert_equal(state(catalogue), wanted)
        shutil.rmtree(catalogue.folder)
    assert n_killed > 0


@case
def resumed(folder):
    """documents that a killed capture has read are not read again; one that was kept by halves is"""
    (folder / "files").mkdir()
    for number in range(400):
        (folder / f"files/{number:03}.txt").write_text(f"the word of it is wordnumber{number:03}\n")
    image = folder / "a.iso"
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-J", "-R", "-o", str(image), str(folder / "files")], check=True, capture_output=True)
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "disc", "add", "--tree-only", str(image)], stdout=subprocess.DEVNULL)
    kept = []
    while len(kept) < 12:
        assert process.poll() is None, "it was not stopped in time"
        kept = [path for path in catalogue.folder.glob("captures/*.texts/*") if "." not in path.name]
    process.send_signal(signal.SIGKILL)
    process.wait()
    catalogue.check()
    # What is read out of them shows that they are.
    kept[3].write_bytes(kept[3].read_bytes()[:-5])
    changed = set(kept[4:])
    for path in changed:
        path.write_bytes(path.read_bytes().replace(b"wordnumber", b"keptnumber"))
    report = add(catalogue, "--tree-only", image)
    assert_equal(report["problems"], [])
    with contextlib.closing(sqlite3.connect(catalogue.folder / "catalogue.db")) as db:
        texts = [text for (text,) in db.execute("SELECT text FROM page_text")]
    assert_equal((len(texts), sum("keptnumber" in text for text in texts)), (400, len(changed)))
    assert_equal(list(catalogue.folder.glob("captures/*")), [])


@case
def sessions(folder):
    """a second session counts, the first is named; sound beside data is a list; a raw image with its sheet; Nero's"""
    if not shutil.which("genisoimage"):
        raise Skip("genisoimage is not here")
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    for name, text in (("one", "first"), ("two", "second")):
        (folder / name).mkdir()
        (folder / name / f"{name}.txt").write_text(text)
    first, second = folder / "first.iso", folder / "second.iso"
    subprocess.run(["genisoimage", "-quiet", "-R", "-V", "FIRST", "-o", str(first), str(folder / "one")], check=True)
    start = (first.stat().st_size // 2048 + 300 + 15) // 16 * 16
    subprocess.run(["genisoimage", "-quiet", "-R", "-V", "SECOND", "-C", f"0,{start}", "-M", str(first), "-o", str(second), str(folder / "two")], check=True)
    both = first.read_bytes().ljust(start * 2048, b"\0") + second.read_bytes()
    (folder / "both.iso").write_bytes(both)
    report = add(catalogue, folder / "both.iso")
    disc = catalogue.run("disc", "list").lines[-1]
    assert_equal((disc["volume"], report["files"]), ("SECOND", 2))
    assert f"session\t2\t{start}" in disc["facts"], disc
    assert_equal(catalogue.text("disc", "extract", report["disc"], "one.txt").out, b"first")
    assert_equal(catalogue.text("disc", "extract", report["disc"], "two.txt").out, b"second")

    # As a drive gives it where sound comes first: zeros until the data.
    (folder / "extra.iso").write_bytes(b"\0" * start * 2048 + second.read_bytes())
    report = add(catalogue, folder / "extra.iso")
    assert_equal(catalogue.text("disc", "extract", report["disc"], "two.txt").out, b"second")

    # Of the second session alone its own files can be read, and that the others cannot is said.
    report = add(catalogue, "--again", second)
    assert_equal(catalogue.text("disc", "extract", report["disc"], "two.txt").out, b"second")
    assert any("one.txt" in problem["message"] or problem["file"] == "one.txt" for problem in report["problems"]), report

    # What a computer starts from is a file of the disc, or listed beside its files where it was hidden.
    (folder / "one/boot.img").write_bytes(os.urandom(1440 << 10))
    for hidden in (["-hide", "boot.img"], []):
        subprocess.run(["genisoimage", "-quiet", "-R", "-b", "boot.img", "-c", "boot.cat", *hidden, "-o", str(folder / "boot.iso"), str(folder / "one")],
                       check=True, capture_output=True)
        report = add(catalogue, "--again", folder / "boot.iso")
        path = "[BOOT]/Boot-1.44M.img" if hidden else "boot.img"
        assert_equal(report["files"], 3)
        assert_equal(catalogue.text("disc", "extract", report["disc"], path).out, (folder / "one/boot.img").read_bytes())

    # Raw sectors of mode 1, then ten seconds of sound.
    def raw(data, mode, first=0):
        out = b""
        for n in range(0, len(data), 2048):
            time = first + n // 2048 + 150
            msf = bytes(int(str(part), 16) for part in (time // 75 // 60, time // 75 % 60, time % 75))
            out += b"\0" + b"\xff" * 10 + b"\0" + msf + bytes([mode]) + (b"\0" * 8 if mode == 2 else b"") + data[n:n + 2048]
            out += b"\0" * (2352 - 16 - 2048 - (8 if mode == 2 else 0))
        return out
    data = first.read_bytes()
    sectors = len(data) // 2048
    time = ":".join(f"{part:02}" for part in (sectors // 75 // 60, sectors // 75 % 60, sectors % 75))
    for mode in (1, 2):
        (folder / f"raw{mode}.bin").write_bytes(raw(data, mode) + os.urandom(2352 * 750))
        (folder / f"raw{mode}.cue").write_text(f'FILE "RAW{mode}.BIN" BINARY\n TRACK 01 MODE{mode}/2352\n  INDEX 01 00:00:00\n TRACK 02 AUDIO\n  INDEX 01 {time}\n')
        report = add(catalogue, "--again", folder / f"raw{mode}.cue")
        assert_equal((report["files"], report["problems"]), (1, []))
        assert "track\t2\taudio\t750" in catalogue.run("disc", "list").lines[-1]["facts"]
        assert_equal(catalogue.text("disc", "extract", report["disc"], "one.txt").out, b"first")
    # 2336 bytes a sector; sound first, then data that know where they are.
    (folder / "small.bin").write_bytes(b"".join(b"\0" * 8 + data[n:n + 2048] + b"\0" * 280 for n in range(0, len(data), 2048)))
    (folder / "late.bin").write_bytes(b"\x11" * 2352 * start + raw(second.read_bytes(), 1, start))
    for name, wanted in (("small", "one.txt"), ("late", "two.txt")):
        report = add(catalogue, "--again", folder / f"{name}.bin")
        assert_equal(catalogue.text("disc", "extract", report["disc"], wanted).out, {"one.txt": b"first", "two.txt": b"second"}[wanted])

    # Nero: a track of data with its gap before it, and one of sound.
    gap = b"\0" * 2048 * 150
    body = gap + data + b"\x22" * 2352 * 750
    def track(mode, size, *places):
        return b"\0" * 12 + struct.pack(">HBBH", size, mode, 0, 1) + struct.pack(">QQQ", *places)
    rows = track(0, 2048, 0, len(gap), len(gap + data)) + track(7, 2352, len(gap + data), len(gap + data), len(body))
    dao = struct.pack("<I", 22 + len(rows)) + b"\0" * 14 + struct.pack(">HBB", 0, 1, 2) + rows
    table = b"DAOX" + struct.pack(">I", len(dao)) + dao + b"END!" + struct.pack(">I", 0)
    (folder / "made.nrg").write_bytes(body + table + b"NER5" + struct.pack(">Q", len(body)))
    report = add(catalogue, "--again", folder / "made.nrg")
    assert_equal(catalogue.text("disc", "extract", report["disc"], "one.txt").out, b"first")
    assert "track\t2\taudio\t750" in catalogue.run("disc", "list").lines[-1]["facts"]
    assert "2. (0:10)" in json.dumps(catalogue.run("show", report["disc"]).json)


@case
def packed_otherwise(folder):
    """a file packed in a way of zisofs that nobody reads has its size, and that it is not read is said by its name"""
    (folder / "files").mkdir()
    (folder / "files/text.txt").write_text("word " * 20000)
    image = folder / "a.iso"
    subprocess.run(["xorriso", "-zisofs", "level=9:version_2=on", "-outdev", str(image), "-map", str(folder / "files"), "/", "-set_filter_r", "--zisofs", "/", "--"],
                   check=True, capture_output=True)
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    report = add(catalogue, image)
    assert_equal([line["size"] for line in catalogue.run("disc", "files", report["disc"], "--all").lines], [100000])
    assert any(problem["message"].startswith("text.txt: it is packed in a way of zisofs") for problem in report["problems"]), report
    catalogue.fails("failed", "disc", "extract", report["disc"], "text.txt", "--output", folder / "out")


@case
def hfs_plus(folder):
    """what only a Macintosh of 1998 reads: HFS Plus in a map of partitions, names of all letters, a file in many blocks"""
    files = folder / "files"
    (files / "Папка/in/it").mkdir(parents=True)
    for number in range(200):
        (files / f"Папка/in/{number:03} Ёлка, й, 😀.dat").write_bytes(b"\0\1" + b"%d" % number)
    big = bytes(number * 7 % 251 for number in range(300000))
    (files / "Папка/in/it/big.bin").write_bytes(big)
    image = folder / "a.img"
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-hfsplus", "-V", "MAC", "-o", str(image), str(files)], check=True, capture_output=True)
    # Without the tree of ISO 9660 that xorriso always makes beside it.
    data = bytearray(image.read_bytes())
    for sector in range(16, 32):
        if data[sector * 2048 + 1:sector * 2048 + 6] == b"CD001":
            data[sector * 2048:(sector + 1) * 2048] = bytes(2048)
    image.write_bytes(data)
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    report = add(catalogue, image)
    assert_equal((report["files"], report["problems"]), (201, []))
    ours = {line["path"]: line["size"] for line in catalogue.run("disc", "files", report["disc"], "--all").lines if line["type"] != "folder"}
    assert_equal(ours, {str(path.relative_to(files)): path.stat().st_size for path in files.rglob("*") if path.is_file()})
    assert_equal(catalogue.text("disc", "extract", report["disc"], "Папка/in/it/big.bin").out, big)
    assert_equal(catalogue.text("disc", "extract", report["disc"], "Папка/in/137 Ёлка, й, 😀.dat").out, b"\0\1" + b"137")
    assert "format\tHFS Plus" in catalogue.run("disc", "list").lines[0]["facts"]
    # With damage in the middle of its catalogue.
    at = data.index(unicodedata.normalize("NFD", "100 Ёлка").encode("utf-16-be")) // 4096 * 4096
    (folder / "bad.img").write_bytes(data[:at - 4096] + bytes(byte ^ 255 for byte in data[at - 4096:at + 8192]) + data[at + 8192:])
    report = add(catalogue, "--again", folder / "bad.img")
    assert report["problems"] and report["files"] < 201, report


@case
def packets(folder):
    """UDF as discs have it that were written in packets: files found by the last table of CD-R, in CD-RW's own partition, within metadata"""
    if not shutil.which("mkudffs"):
        raise Skip("mkudffs is not here")
    files = {f"Файл {number:02} 😀.dat": b"\0\1" + b"%d" % number * (number * 211) for number in range(40)}
    files["never written.dat"] = b"\0\1" * 1024 + bytes(6000)
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    for media, revision in (("cdr", "1.50"), ("cdr", "2.01"), ("cdrw", "1.50"), ("dvd", "1.02"), ("bdr", "2.50")):
        image = folder / f"{media}-{revision}.udf"
        with open(image, "wb") as file:
            file.truncate(20000 * 2048)
        subprocess.run(["mkudffs", "--utf8", "--lvid=ТОМ", "-b", "2048", "-m", media, "-r", revision, str(image)], check=True, capture_output=True)
        image.write_bytes(udf.Volume(image.read_bytes()).finish(files))
        report = add(catalogue, "--again", image)
        assert_equal((image.name, report["files"], report["problems"]), (image.name, len(files), []))
        listed = catalogue.run("disc", "files", report["disc"], "--all").lines
        assert_equal({line["path"]: line["size"] for line in listed}, {name: len(data) for name, data in files.items()})
        disc = catalogue.run("disc", "list").lines[-1]
        assert_equal((disc["volume"], disc["facts"]), ("ТОМ", "format\tUDF\n"))
        for name in ("Файл 39 😀.dat", "never written.dat"):
            assert_equal(catalogue.text("disc", "extract", report["disc"], name).out, files[name])
        if media == "cdr":
            # Cut before its last table: the one before is there, and that it is not the last is said.
            image.write_bytes(image.read_bytes()[:-4 * 2048])
            cut = add(catalogue, "--again", image)
            assert cut["files"] < len(files) and cut["problems"], cut


@case
def longer(folder):
    """a file of more than 4 GB, of which ISO 9660 has the size without what is above 32 bits, is as long as UDF says"""
    if not shutil.which("mkudffs"):
        raise Skip("mkudffs is not here")
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    image = folder / "long.iso"
    with open(image, "wb") as file:
        file.truncate(2000 * 2048)
    subprocess.run(["mkudffs", "-b", "2048", "-m", "dvd", "-r", "1.02", str(image)], check=True, capture_output=True)
    volume = udf.Volume(image.read_bytes())
    volume.free = 100
    parts = [(1 << 30) - 2048] * 4 + [4 * 2048 + 5]
    volume.put(volume.free, b"long")
    extents = b"".join(struct.pack("<II", part, volume.free) + bytes(8) for part in parts)
    at = volume.start + volume.free
    volume.free += 1
    data = bytearray(volume.finish({"LONG.DAT": (sum(parts), extents)}))

    def both(value):
        return struct.pack("<I", value) + struct.pack(">I", value)

    def record(name, at, size, flags, more=b""):
        name = bytes([len(name)]) + name + bytes((len(name) + 1) % 2) + more
        return bytes([32 + len(name), 0]) + both(at) + both(size) + bytes([101, 9, 9, 1, 46, 40, 0, flags, 0, 0, 1, 0, 0, 1]) + name

    # Behind the descriptors of ISO 9660 come those of UDF; which tree is read first depends on Rock Ridge.
    data[18 * 2048:21 * 2048] = data[16 * 2048:19 * 2048]
    for rock_ridge in (b"", b"SP\7\1\xbe\xef\0"):
        top = record(b"\0", 30, 2048, 2)
        data[16 * 2048:18 * 2048] = (b"\1CD001\1".ljust(80, b"\0") + both(2000)).ljust(128, b"\0") + b"\0\x08\x08\0".ljust(28, b"\0") + top.ljust(1892, b"\0") + b"\xffCD001\1".ljust(2048, b"\0")
        data[30 * 2048:31 * 2048] = (record(b"\0", 30, 2048, 2, rock_ridge) + record(b"\1", 30, 2048, 2) + record(b"LONG.DAT;1", at, 5, 0)).ljust(2048, b"\0")
        image.write_bytes(data)
        report = add(catalogue, "--again", "--tree-only", "--no-hashes", image)
        listed = catalogue.run("disc", "files", report["disc"], "--all").lines
        assert_equal([(line["path"], line["size"]) for line in listed], [("LONG.DAT", sum(parts))])
        assert not any("twice" in problem["message"] for problem in report["problems"]), report
        facts = catalogue.run("disc", "list").lines[-1]["facts"]
        assert_equal(("ISO 9660" in facts, "Rock Ridge" in facts), (True, bool(rock_ridge)))


GREENSTONE = """<?xml version="1.0"?><DirectoryMetadata><FileSet><FileName>water\\.pdf</FileName><Description>
<Metadata name="dc.Title">Water of the steppe</Metadata></Description></FileSet><FileSet><FileName>none.txt</FileName><Description>
<Metadata name="dc.Subject">without a title</Metadata></Description></FileSet></DirectoryMetadata>"""
DOCUMENT = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE Archive SYSTEM "http://greenstone.org/dtd/Archive/1.0/Archive.dtd">
<Archive><Section><Description><Metadata name="gsdlsourcefilename">import\\{name}.htm</Metadata><Metadata name="Title">{name}.htm</Metadata>
{title}<Metadata name="gsdlassocfile">cover.jpg:image/jpeg:</Metadata>{file}</Description><Content>words</Content>
<Section><Description><Metadata name="dc.Title">Chapter</Metadata></Description></Section></Section></Archive>"""


@case
def collections(folder):
    """libraries on a disc are found with their number of records, and become records that lead to files of the disc; taken back as one"""
    files = folder / "files"
    library, made = files / "lib/import", files / "made"
    library.mkdir(parents=True)
    (library / "metadata.xml").write_text(GREENSTONE)
    (library / "water.pdf").write_bytes(b"%PDF-1.4 not really")
    for name in ("yurt", "loom", "saz"):
        document = made / "archives" / f"HASH{name}.dir"
        document.mkdir(parents=True)
        (document / "cover.jpg").write_bytes(b"\xff\xd8\xff")
        title = f'<Metadata name="dc.Title">The {name} of the nomads</Metadata>'
        file = f'<Metadata name="gsdlassocfile">{name}.rtf:text/rtf:</Metadata>' if name == "saz" else ""
        (document / "doc.xml").write_text(DOCUMENT.format(name=name, title=title, file=file))
        if file:
            (document / f"{name}.rtf").write_text("{\\rtf1 strings}")
    (made / "import").mkdir()
    (made / "import/yurt.htm").write_text("<p>felt")
    (made / "archives/doc.xml").write_text("<Archive>")
    isis = SHARED / "isis/biblio-isis"
    if isis.is_dir():
        shutil.copytree(isis, files / "DB")
    image = folder / "a.iso"
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-J", "-R", "-o", str(image), str(files)], check=True, capture_output=True)
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    disc = add(catalogue, "--no-texts", image)["disc"]
    found = {line["path"]: (line["kind"], line["records"]) for line in catalogue.run("disc", "collections", disc).lines}
    assert_equal({path: what for path, what in found.items() if what[0] == "greenstone"},
                 {"lib/import/metadata.xml": ("greenstone", 2), "made/archives": ("greenstone", 4)})

    def leads_to(title):
        record = catalogue.search(f'"{title}"')["results"][0]
        return [line["path"] for line in catalogue.run("document", "list", record["id"]).lines]

    def take(path, status=0):
        return json.loads(catalogue.run("disc", "import", disc, path, expect=status).out)
    total = catalogue.search("")["total"]
    report = take("lib/import/metadata.xml", 3)
    assert_equal((report["read"], report["added"], report["rejected"], report["linked"]), (2, 1, 1, 1))
    assert_equal(leads_to("Water of the steppe"), ["lib/import/water.pdf"])
    again = take("lib/import/metadata.xml", 3)
    assert_equal((again["import"], again["added"], again["unchanged"]), (0, 0, 1))
    report = take("made/archives", 3)
    assert_equal((report["read"], report["added"], report["rejected"], report["linked"]), (4, 3, 1, 2))
    assert "made/archives/doc.xml" in report["problems"][0]["message"], report
    assert_equal(leads_to("The yurt of the nomads"), ["made/import/yurt.htm"])
    assert_equal(leads_to("The saz of the nomads"), ["made/archives/HASHsaz.dir/saz.rtf"])
    assert_equal(leads_to("The loom of the nomads"), [])
    catalogue.run("undo", report["import"])
    assert_equal(catalogue.search("nomads")["total"], 0)
    if isis.is_dir():
        (path, n), = [(path, what[1]) for path, what in found.items() if what[0] == "isis"]
        report = take(path, 3)
        assert 0 < report["added"] <= n and report["linked"] == report["added"], (report, n)
        catalogue.run("undo", report["import"])
    catalogue.fails("failed", "disc", "import", disc, "lib")
    assert_equal(catalogue.search("")["total"], total + 1)
    catalogue.check()


if __name__ == "__main__":
    sys.exit(run_cases())
