#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disc of RC_N files (100 000): its tree read beside `bsdtar -t` on the same image, turn by turn, and the time until it is stored and found."""
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

LIST, ADMIN = sys.argv[1], os.environ["RC_ADMIN"]
N, ROUNDS = int(os.environ.get("RC_N", "100000")), 5


def figure(name, value, unit):
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit}), flush=True)


def measure(*command):
    """Seconds by the clock, and of work in it and what it started."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, (command, status)
    return time.monotonic() - start, used.ru_utime + used.ru_stime


def make_image(folder):
    files = folder / "files"
    for number in range(N):
        if number % 100 == 0:
            below = files / f"part {number // 10000}" / f"folder {number // 100}"
            below.mkdir(parents=True)
        (below / f"file number {number}.txt").write_bytes(b"")
    image = folder / "disc.iso"
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-J", "-R", "-V", "MANY", "-o", str(image), str(files)], check=True, capture_output=True)
    shutil.rmtree(files)
    return image


folder = Path(os.environ["RC_BUILD_ROOT"]) / "bench-disc"
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir()
try:
    image = make_image(folder)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(measure("bsdtar", "-tf", str(image)))
        ours.append(measure(LIST, str(image)))
    best = [min(times[k] for times in found) for found in (theirs, ours) for k in (0, 1)]
    figure("disc/bsdtar", best[0], "s")
    figure("disc/list", best[2], "s")
    figure("disc/speed-of-bsdtar", best[0] / best[2], "ratio")
    figure("disc/speed-of-bsdtar-by-work", best[1] / best[3], "ratio")
    catalogue = folder / "catalogue"
    subprocess.run([ADMIN, "--catalogue", str(catalogue), "init"], check=True, stdout=subprocess.DEVNULL)
    took = measure(ADMIN, "--catalogue", str(catalogue), "disc", "add", "--tree-only", "--no-hashes", str(image))
    figure("disc/capture", took[0], "s")
    figure("disc/capture-work", took[1], "s")
    found = json.loads(subprocess.run([ADMIN, "--catalogue", str(catalogue), "--json", "search", f"\"file number {N - 1}\""], check=True, capture_output=True).stdout)
    assert found["total"] == 1, found["total"]
    figure("disc/search", found["milliseconds"], "ms")
finally:
    shutil.rmtree(folder, ignore_errors=True)
