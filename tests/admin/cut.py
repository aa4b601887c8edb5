#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refreshes that are killed or lose their network at any moment: the catalogue is whole, and the next one ends where an undisturbed one does."""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from cases import ADMIN, Catalogue, assert_equal, case, run_cases

N = int(os.environ.get("RC_GRANTS", "600"))
MOMENTS = int(os.environ.get("RC_N", "10"))
PAGE = max(50, N // 20)
# So many moments go by in one catalogue: then the next ones begin with the first listing anew, since one that has all that ever was
# offered in it only makes every refresh and every check longer.
ROUND = 20

SOURCE = """[Source]
AllowHttp=true
[Ask]
Next=page
Pause=0
[mapping]
records=$.items[*]
total=$.count
page=$.page
size=$.size
control=$.id
title=$.name
url=$.link
deadline=$.due
whole=true
"""


class Service:
    """A listing by pages, whose connections break when `left` answers were given; `last`: the last page was."""

    def __init__(self):
        self.grants, self.left, self.last = {}, None, False
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if service.left is not None:
                    service.left -= 1
                page = int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])
                items = [{"id": number, "name": name, "link": f"https://example.org/{number}", "due": "2031-05-01"}
                         for number, name in sorted(service.grants.items())[(page - 1) * PAGE:page * PAGE]]
                body = json.dumps({"count": len(service.grants), "page": page, "size": PAGE, "items": items}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                cut = service.left is not None and service.left <= 0
                service.last = service.last or (page * PAGE >= len(service.grants) and not cut)
                try:
                    self.wfile.write(body[:len(body) // 2] if cut else body)
                except OSError:
                    pass  # whoever asked was killed
                self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/grants"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def change(self, turn):
        """Another listing: some go, some come, some have another title."""
        self.last = False
        first = turn * (N // 20)
        self.grants = {f"g{n:06}": f"Fellowship {n} of turn {turn if n % 10 == turn % 10 else 0}" for n in range(first, first + N)}


def state(catalogue):
    """What visitors see offered: number and title."""
    with sqlite3.connect(f"file:{catalogue.folder}/catalogue.db?mode=ro", uri=True) as db:
        return dict(db.execute('SELECT r.control, r.title FROM record r JOIN "grant" g ON g.record = r.id WHERE r.state <> 9 AND NOT g.closed'))


def refresh(catalogue):
    return subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "--json", "refresh", "calls"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def disturb(catalogue, service, chance, whole):
    """One refresh that is killed, or whose network goes: `whole` is how long one takes. Returns whether it was before its end."""
    kill = chance.random() < 0.6
    if not kill:
        service.left = chance.randint(1, N // PAGE)
    process = refresh(catalogue)
    try:
        process.wait(whole * chance.random() if kill else 600)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    out = process.communicate()[0]
    service.left = None
    return process.returncode != 0, out


@case
def cut(folder):
    """kill -9 and a cut network at random moments of refreshes"""
    seed = os.environ.get("RC_SEED", "7")
    chance = random.Random(int(seed))
    service = Service()
    service.change(0)
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    (folder / "calls.source").write_text(SOURCE)
    catalogue.run("source", "add", "calls", service.url, "--format", "json", "--allow-http", "--mapping", folder / "calls.source")
    start = time.monotonic()
    assert_equal(refresh(catalogue).wait(600), 0)
    whole = time.monotonic() - start
    assert_equal(state(catalogue), service.grants)
    shutil.copytree(catalogue.folder, folder / "first")
    n_cut = n_late = 0
    for moment in range(MOMENTS):
        turn = moment % ROUND + 1
        if moment > 0 and turn == 1:
            shutil.rmtree(catalogue.folder)
            shutil.copytree(folder / "first", catalogue.folder)
            print(f"# {moment} of {MOMENTS}: {n_cut} disturbed before they ended, {n_late} of them after the last page", flush=True)
        before = state(catalogue)
        service.change(turn)
        stopped, out = disturb(catalogue, service, chance, whole)
        n_cut += stopped
        n_late += stopped and service.last
        catalogue.check()
        # Nothing was closed before the whole of the listing came; what came is of it.
        between = state(catalogue)
        if stopped:
            assert all(title in (before.get(number), service.grants.get(number)) for number, title in between.items()), (moment, seed)
            gone = before.keys() - service.grants.keys()
            assert gone <= between.keys() or between == service.grants, (moment, seed, out)
        start = time.monotonic()
        process = refresh(catalogue)
        report = process.communicate(timeout=600)[0]
        assert_equal(process.returncode, 0)
        # One that goes on where another one was cut is shorter than a whole one.
        whole = max(whole * 0.95, time.monotonic() - start)
        assert state(catalogue) == service.grants, (moment, seed, report)
        catalogue.check()
    print(f"# {n_cut} of {MOMENTS} refreshes of {N} grants were disturbed before they ended, {n_late} of them after the last page")
    assert n_cut >= MOMENTS // 3, n_cut
    # Nothing is left over of what was cut.
    with sqlite3.connect(f"file:{catalogue.folder}/catalogue.db?mode=ro", uri=True) as db:
        assert_equal(db.execute("SELECT count (*) FROM source_seen").fetchone()[0], 0)


if __name__ == "__main__":
    sys.exit(run_cases())
