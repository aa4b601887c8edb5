#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real images: the same files with the same sizes as isoinfo, bsdtar, 7z and hls list, taken together; damaged ones end in an account."""
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from cases import ADMIN, Catalogue, Skip, assert_equal, case, run_cases

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
    missing = [tool for tool in ("isoinfo", "bsdtar", "7z") if not shutil.which(tool)]
    if not TOP.is_dir() or missing:
        raise Skip(f"not here: {', '.join(missing) or TOP}")
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    n_files = 0
    for image in images():
        report = add(catalogue, "--again", image)
        files = [line for line in catalogue.run("disc", "files", report["disc"], "--all").lines if line["type"] != "folder"]
        ours = {(tidy(file["path"]), file["size"]) for file in files}
        # A link has no bytes: it is left out, and said so.
        links = {tidy(problem["message"].split(": ")[0]) for problem in report["problems"]}
        theirs = {}
        for tool, found in (("isoinfo", by_isoinfo(image)), ("bsdtar", by_bsdtar(image)), ("7z", by_7z(image))):
            theirs[tool] = {(path, size) for path, size in found if path not in links}
        if "rockridge_ce" in image.name:
            del theirs["7z"]  # it cuts names that are continued elsewhere
        if shutil.which("hmount"):
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
        if shutil.which("hmount") or everything:
            assert_equal(sorted(ours - everything), [])
        assert_equal(sorted(everything - ours), [])
        n_files += len(ours)
    assert n_files > 100, n_files


if __name__ == "__main__":
    sys.exit(run_cases())
