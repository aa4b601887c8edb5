# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cases of the admin program share: running it, reading what it says, and telling the results as TAP."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

ADMIN = os.environ["RC_ADMIN"]
SHARED = Path(os.environ.get("RC_SHARED_DATA", "/nonexistent"))
SAMPLE = Path(os.environ.get("RC_SOURCE_ROOT", Path(__file__).resolve().parents[2])) / "data/sample"

_cases = []


class Skip(Exception):
    pass


def case(function):
    """Marks a function as a case; it is given a folder of its own and named by its docstring."""
    _cases.append(function)
    return function


def run_cases():
    """All of them, or those whose names match RC_ONLY."""
    _cases[:] = [function for function in _cases if re.search(os.environ.get("RC_ONLY", ""), function.__name__)]
    print(f"1..{len(_cases)}", flush=True)
    failed = 0
    for number, function in enumerate(_cases, 1):
        name = function.__doc__ or function.__name__
        folder = Path(tempfile.mkdtemp(prefix="rc-admin-"))
        os.chmod(folder, 0o755)
        try:
            function(folder)
            print(f"ok {number} - {name}")
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}")
        except Exception:
            failed += 1
            print(f"not ok {number} - {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
        sys.stdout.flush()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout
        self.err = done.stderr.decode("utf-8", "replace")

    @property
    def lines(self):
        """Every line of the output as JSON."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    @property
    def json(self):
        lines = self.lines
        assert len(lines) == 1, f"{len(lines)} objects, not one: {self.out[:500]}"
        return lines[0]


def as_nobody():
    """Run in a child that root starts: it goes on without any rights."""
    os.setgid(65534)
    os.setuid(65534)


def program_for_all(folder):
    """The program in a folder that everybody may enter, which the one it was built in need not be."""
    return shutil.copy(ADMIN, folder / "admin")


class Catalogue:
    """The program on one catalogue."""

    def __init__(self, folder, program=ADMIN):
        self.folder = Path(folder)
        self.program = program

    def text(self, *arguments, expect=0, stdin=b"", **more):
        done = subprocess.run([self.program, "--catalogue", str(self.folder), *map(str, arguments)], input=stdin, capture_output=True, timeout=300, **more)
        result = Result(done)
        assert result.status == expect, f"{arguments}: status {result.status}, not {expect}: {result.out[-500:]} {result.err[-1500:]}"
        return result

    def run(self, *arguments, expect=0, stdin=b"", **more):
        """With --json. A failure is an error object and nothing else."""
        done = subprocess.run([self.program, "--catalogue", str(self.folder), "--json", *map(str, arguments)], input=stdin, capture_output=True, timeout=300, **more)
        result = Result(done)
        assert result.status == expect, f"{arguments}: status {result.status}, not {expect}: {result.out[-500:]} {result.err[-1500:]}"
        result.lines
        return result

    def fails(self, code, *arguments, expect=1, **more):
        """An error with this word, in one line, as JSON and as text."""
        error = self.run(*arguments, expect=expect, **more).lines[-1]["error"]
        assert error["code"] == code, f"{arguments}: {error}, not {code}"
        assert error["message"] and "\n" not in error["message"], error
        result = self.text(*arguments, expect=expect, **more)
        errors = [line for line in result.err.splitlines() if line.startswith("resource-centre-admin: ")]
        assert len(errors) == 1, result.err
        return error["message"]

    def search(self, query, *options):
        return self.run("search", *options, query).json

    def stats(self):
        return self.run("stats").json

    def check(self):
        result = self.run("check").json
        assert result["whole"] is True and result["problems"] == [], result


def wait_for_open(process, name):
    """Waits until the process has a file open whose path contains the name, or has ended."""
    for _ in range(1000):
        if process.poll() is not None:
            return
        try:
            if any(name in os.readlink(link) for link in Path(f"/proc/{process.pid}/fd").iterdir()):
                return
        except OSError:
            pass  # one was closed since it was listed
        time.sleep(0.01)
    raise AssertionError(f"{process.args} never opened {name}")


def assert_equal(found, wanted):
    assert found == wanted, f"{found!r} is not {wanted!r}"


def accounts_for_all(report):
    assert_equal(report["read"], sum(report[name] for name in ("added", "updated", "unchanged", "duplicates", "rejected")))


def marc(*fields, leader="00000nam a2200000 i 4500"):
    """An ISO 2709 record of (tag, bytes)."""
    directory, data = b"", b""
    for tag, value in fields:
        value = (value.encode() if isinstance(value, str) else value) + b"\x1e"
        directory += tag.encode() + b"%04d%05d" % (len(value), len(data))
        data += value
    base = 24 + len(directory) + 1
    length = base + len(data) + 1
    start = leader.encode()
    return b"%05d" % length + start[5:12] + b"%05d" % base + start[17:] + directory + b"\x1e" + data + b"\x1d"


def book(control, title, year=2001):
    return marc(("001", control), ("008", f"010101s{year}    kz            000 0 eng d"), ("245", f"10\x1fa{title}"),
                ("264", f" 1\x1faAlmaty :\x1fbUNESCO,\x1fc{year}"))


def parse_iso2709(data):
    """(leader, [(tag, bytes)]) of every record, by the directory alone; raises what a broken record raises."""
    records, at = [], 0
    while at < len(data):
        if data[at:at + 1] in b"\r\n\0\x1a ":
            at += 1
            continue
        length = int(data[at:at + 5])
        record = data[at:at + length]
        assert len(record) == length and record.endswith(b"\x1d"), "cut short"
        base = int(record[12:17])
        fields = []
        directory = record[24:base]
        assert directory.endswith(b"\x1e") and len(directory) % 12 == 1, "directory"
        for entry in range(0, len(directory) - 1, 12):
            tag = directory[entry:entry + 3].decode("latin-1")
            size, start = int(directory[entry + 3:entry + 7]), int(directory[entry + 7:entry + 12])
            value = record[base + start:base + start + size]
            assert len(value) == size and value.endswith(b"\x1e"), f"field {tag}"
            fields.append((tag, value[:-1]))
        records.append((record[:24], fields))
        at += length
    return records
