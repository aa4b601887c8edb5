#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other libraries asked for a record: Zebra and the test server of YAZ, over Z39.50 and SRU."""
import http.server
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

from cases import ADMIN, Catalogue, Skip, assert_equal, case, run_cases

RECORDS = """=LDR  00000nam a2200000 i 4500
=001  Z1
=008  050101s2005    fr            000 0 eng d
=020  \\\\$a9789231039720
=100  1\\$aSuleimenov, Olzhas
=245  10$aThe great game in the mountains
=260  \\\\$aParis :$bUNESCO,$c2005.

=LDR  00000nam a2200000 i 4500
=001  Z2
=008  990101s1999    kz            000 0 rus d
=020  \\\\$a9965620163
=100  1\\$aАуэзов, Мухтар
=245  10$aПуть Абая
=260  \\\\$aАлматы :$bЖазушы,$c1999.

"""
ZEBRA = """profilePath: {folder}:/usr/share/idzebra-2.0/tab
modulePath: {modules}
attset: bib1.att
attset: explain.att
recordtype: grs.marcxml.books
encoding: UTF-8
register: {folder}:50M
shadow: {folder}/shadow:50M
lockDir: {folder}
isam: b
recordid: file
storedata: 1
"""
# How Zebra indexes them.
BOOKS_MAR = "name books\nreference USmarc\n"
BOOKS_ABS = """name marc21
attset bib1.att
marc books.mar
esetname F @
melm 001 Control-number
melm 020$a ISBN
melm 100$a Author,Author-name-personal
melm 245$a Title,Title:p
"""
TARGET = """[Target]
Name={name}
Protocol={protocol}
Address={address}
AllowHttp={local}
Format={format}
{more}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(process, port):
    for _ in range(3000):
        assert process.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise AssertionError("the server does not listen")


class Server:
    """A program that listens on a port of this machine."""

    def __init__(self, *command, folder):
        self.port = free_port()
        self.process = subprocess.Popen([*command, f"tcp:127.0.0.1:{self.port}"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        wait_for_port(self.process, self.port)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def ztest(folder):
    program = shutil.which("yaz-ztest")
    if program is None:
        raise Skip("yaz is not installed")
    return Server(program, folder=folder)


def zebra(folder):
    """Zebra with the two records."""
    program = shutil.which("zebrasrv")
    if program is None:
        raise Skip("idzebra-2.0 is not installed")
    place = folder / "zebra"
    (place / "records").mkdir(parents=True)
    (place / "shadow").mkdir()
    modules = subprocess.run("ls -d /usr/lib/*/idzebra-2.0/modules", shell=True, capture_output=True, text=True).stdout.strip()
    (place / "zebra.cfg").write_text(ZEBRA.format(folder=place, modules=modules))
    (place / "books.mar").write_text(BOOKS_MAR)
    (place / "books.abs").write_text(BOOKS_ABS)
    (place / "records.mrk").write_text(RECORDS)
    source = Catalogue(place / "source")
    source.run("import", place / "records.mrk")
    source.run("export", "--output", place / "records.mrc")
    for number, record in enumerate((place / "records.mrc").read_bytes().split(b"\x1d")[:-1]):
        (place / f"records/{number}.mrc").write_bytes(record + b"\x1d")
    for step in (["init"], ["update", "records"], ["commit"]):
        subprocess.run(["zebraidx", "-c", "zebra.cfg", "-t", "grs.marcxml.books", *step], cwd=place, check=True, capture_output=True)
    return Server(program, "-c", str(place / "zebra.cfg"), folder=place)


class Desk(Catalogue):
    """A catalogue whose targets are ours alone."""

    def __init__(self, folder):
        super().__init__(folder / "catalogue")
        self.targets = folder / "settings/resource-centre/targets"
        self.targets.mkdir(parents=True)
        self.more = {"env": dict(os.environ, XDG_CONFIG_HOME=str(folder / "settings"), XDG_CONFIG_DIRS=str(folder / "none"))}
        for name in "bnf", "dnb", "k10plus", "loc":
            (self.targets / f"{name}.target").write_text("")
        self.run("init")

    def knows(self, name, protocol, address, format="marc21", local="true", more=""):
        (self.targets / f"{name}.target").write_text(TARGET.format(name=name, protocol=protocol, address=address, format=format, local=local, more=more))

    def asks(self, *options, expect=0):
        return {line.get("target", "report"): line for line in self.run("lookup", *options, expect=expect, **self.more).lines}


@case
def found(folder):
    """a record is found by ISBN, title and author, taken over once, and taken back"""
    desk = Desk(folder)
    with zebra(folder) as server:
        desk.knows("Zebra", "z39.50", f"127.0.0.1:{server.port}/Default")
        for question in (["--isbn", "9789231039720"], ["--title", "great game"], ["--author", "Suleimenov", "--title", "mountains"]):
            answer = desk.asks(*question)["Zebra"]
            assert_equal((answer["total"], answer["message"]), (1, None))
            assert_equal([(record["control"], record["title"], record["year"]) for record in answer["records"]],
                         [("Z1", "The great game in the mountains", 2005)])
        assert_equal(desk.asks("--isbn", "9965620163")["Zebra"]["records"][0]["people"], ["Ауэзов, Мухтар"])
        assert_equal(desk.asks("--isbn", "9789231039737")["Zebra"]["total"], 0)
        report = desk.asks("--isbn", "9965620163", "--take", "Zebra:1")["report"]
        assert_equal((report["added"], report["read"]), (1, 1))
        assert_equal(desk.search("Путь Абая")["total"], 1)
        again = desk.asks("--isbn", "9965620163", "--take", "Zebra:1")["report"]
        assert_equal((again["added"], again["unchanged"]), (0, 1))
        desk.run("undo", report["import"])
        assert_equal(desk.search("Путь Абая")["total"], 0)
        desk.run("lookup", "--isbn", "9789231039737", "--take", "Zebra:1", expect=1, **desk.more)
    desk.check()


@case
def side_by_side(folder):
    """Z39.50 and SRU answer beside each other; who does not answer keeps nobody waiting, and is said"""
    desk = Desk(folder)
    with ztest(folder) as server:
        desk.knows("Numbers", "z39.50", f"127.0.0.1:{server.port}/Default")
        desk.knows("Pages", "sru", f"http://127.0.0.1:{server.port}/Default", format="marcxml", more="Schema=marcxml")
        desk.knows("Nobody", "z39.50", f"127.0.0.1:{free_port()}/Default")
        desk.knows("Guarded", "z39.50", f"127.0.0.1:{server.port}/Default", local="false")
        # How many it finds is chance; that it is nobody's fault is not.
        for _ in range(20):
            answers = desk.asks("--title", "computer", "--limit", "5", expect=3)
            assert_equal(set(answers), {"Numbers", "Pages", "Nobody", "Guarded"})
            for name in "Numbers", "Pages":
                assert_equal(answers[name]["message"], None)
                assert_equal(len(answers[name]["records"]), min(5, answers[name]["total"]))
            assert "local network" in answers["Guarded"]["message"], answers["Guarded"]
            assert answers["Nobody"]["message"] and not answers["Nobody"]["records"]
            if answers["Numbers"]["total"] and answers["Pages"]["total"]:
                break
        else:
            raise AssertionError("never found anything")
        assert answers["Numbers"]["records"][0]["title"] and answers["Pages"]["records"][0]["title"]


class Page(http.server.BaseHTTPRequestHandler):
    """A web page where SRU was expected."""

    body = b"<html><body>We have moved</body></html>"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_):
        pass


@case
def something_else(folder):
    """what is no answer of a library is said to be none"""
    desk = Desk(folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    desk.knows("Moved", "sru", f"http://127.0.0.1:{server.server_port}/sru", format="marcxml")
    desk.knows("Confused", "z39.50", f"127.0.0.1:{server.server_port}/Default")
    answers = desk.asks("--title", "computer", "--target", "Moved", expect=3)
    assert_equal(list(answers), ["Moved"])
    assert "none of SRU" in answers["Moved"]["message"], answers
    Page.body = (b'<?xml version="1.0"?><searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><diagnostics><diagnostic>'
                 b"<message>Unsupported index</message></diagnostic></diagnostics></searchRetrieveResponse>")
    assert "Unsupported index" in desk.asks("--title", "computer", "--target", "Moved", expect=3)["Moved"]["message"]
    assert desk.asks("--title", "computer", "--target", "Confused", expect=3)["Confused"]["message"]
    server.shutdown()


@case
def stopped(folder):
    """a library that is silent is left when somebody stops"""
    desk = Desk(folder)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        desk.knows("Silent", "z39.50", f"127.0.0.1:{silent.getsockname()[1]}/Default")
        process = subprocess.Popen([ADMIN, "--catalogue", str(desk.folder), "--json", "lookup", "--title", "x"], stdout=subprocess.PIPE, **desk.more)
        heard, _ = silent.accept()
        heard.recv(1)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=15)
        heard.close()
        assert_equal(process.returncode, 1)
        assert_equal(json.loads(out)["error"]["code"], "cancelled")


@case
def targets(folder):
    """a target that is described wrongly is named, and the others are asked"""
    desk = Desk(folder)
    desk.knows("Other", "gopher", "example.org:70/x")
    desk.knows("File", "z39.50", "unix:/tmp/socket")
    desk.knows("Plain", "sru", "http://example.org/sru", local="false")
    (desk.targets / "broken.target").write_text("no key file")
    result = desk.text("lookup", "--title", "x", expect=1, **desk.more)
    for name in "Other", "File", "Plain", "broken":
        assert f"{name}.target" in result.err, result.err
    assert "nobody to ask" in result.err
    desk.run("lookup", expect=2, **desk.more)
    desk.run("lookup", "--title", "x", "--target", "Nowhere", expect=2, **desk.more)
    desk.run("lookup", "--title", "x", "--limit", "0", expect=2, **desk.more)
    desk.run("lookup", "--title", "x", "--take", "Nowhere", expect=2, **desk.more)


if __name__ == "__main__":
    sys.exit(run_cases())
