#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources against a real web server on this machine."""
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cases import ADMIN, SHARED, Catalogue, Skip, assert_equal, case, run_cases

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if os.path.exists("/usr/sbin/nginx") else None)

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  gzip on; gzip_types application/rss+xml application/xml text/plain; gzip_min_length 0;
  types {{ application/rss+xml xml; text/html html; application/json json; }}
  server {{
    listen 127.0.0.1:{port};
    root {folder}/www;
    location = /busy {{ add_header Retry-After 900 always; return 503; }}
    location = /many {{ add_header Retry-After 900 always; return 429; }}
    location = /moved {{ return 301 /feed.xml; }}
    location = /away {{ return 302 http://127.0.0.1:9/feed.xml; }}
  }}
}}
"""


class Web:
    def __init__(self, folder):
        if NGINX is None:
            raise Skip("nginx is not installed")
        self.folder = folder / "web"
        (self.folder / "www").mkdir(parents=True)

    def start(self):
        """On a port that was free a moment ago. False when somebody else has taken it since."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (self.folder / "nginx.conf").write_text(CONFIGURATION.format(folder=self.folder, port=self.port))
        self.process = subprocess.Popen([NGINX, "-e", str(self.folder / "error.log"), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(3000):
            if self.process.poll() is not None:
                return False
            # It is the one that answers, not whoever took the port: it writes its number when it listens.
            if (self.folder / "pid").exists():
                return True
            time.sleep(0.01)
        raise AssertionError("nginx does not begin")

    def __enter__(self):
        for _ in range(5):
            if self.start():
                return self
        raise AssertionError((self.folder / "error.log").read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)

    def put(self, name, content):
        path = self.folder / "www" / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.chmod(path, 0o644)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}/{path}"

    def requests(self):
        log = self.folder / "access.log"
        return log.read_text().splitlines() if log.exists() else []


def feed(*numbers):
    items = "".join(f"<item><title>Fellowship {n} for teachers</title><link>https://example.org/{n}</link><guid>g{n}</guid>"
                    f"<description>Apply by mail, number {n}.</description></item>" for n in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Calls</title>{items}</channel></rss>'


def refresh(catalogue, *names, expect=0):
    result = catalogue.run("refresh", *names, expect=expect)
    for line in result.lines:
        for name in ("source", "result", "new", "changed", "closed", "seconds", "message"):
            assert name in line, name
    return result.lines


def with_feed(folder, web, *numbers):
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    web.put("feed.xml", feed(*numbers))
    catalogue.run("source", "add", "calls", web.url("feed.xml"), "--allow-http")
    return catalogue


@case
def conditional(folder):
    """new grants are found; the same feed again costs a 304"""
    with Web(folder) as web:
        catalogue = with_feed(folder, web, 1, 2, 3)
        first = refresh(catalogue)[0]
        assert first["result"] == "updated" and first["new"] == 3, first
        assert_equal(catalogue.search("Fellowship", "--kind", "grant")["total"], 3)
        assert_equal(refresh(catalogue), [])
        second = refresh(catalogue, "calls")[0]
        assert second["result"] == "unchanged" and second["new"] == 0, second
        codes = [line.split('" ')[1].split()[0] for line in web.requests() if "feed.xml" in line]
        assert_equal(codes, ["200", "304"])
        web.put("feed.xml", feed(2, 3, 4).replace("number 3", "number three"))
        third = refresh(catalogue, "calls")[0]
        assert third["result"] == "updated" and third["new"] == 1 and third["changed"] == 1 and third["closed"] == 0, third
        assert_equal(catalogue.search("Fellowship", "--kind", "grant")["total"], 4)
        catalogue.run("undo", third["import"])
        assert_equal(catalogue.search("Fellowship", "--kind", "grant")["total"], 3)
        catalogue.check()


@case
def failures(folder):
    """HTML, cut, ten times too large, busy, away: failed and why, and yesterday's grants stay"""
    with Web(folder) as web:
        catalogue = with_feed(folder, web, 1, 2, 3)
        refresh(catalogue)
        web.put("page.html", "<!DOCTYPE html><html><body>We are being repaired</body></html>")
        web.put("cut.xml", feed(1, 2, 3)[:-60])
        web.put("empty.xml", "")
        os.truncate(os.open(web.folder / "www" / "large.xml", os.O_CREAT | os.O_RDWR, 0o644), 640 << 20)
        web.put("fewer.xml", feed(1))
        for path in ("page.html", "cut.xml", "empty.xml", "large.xml", "fewer.xml", "missing.xml", "away"):
            name = path.replace(".", "-")
            catalogue.run("source", "add", name, web.url(path), "--allow-http")
            if path == "fewer.xml":
                continue
            report = refresh(catalogue, name, expect=1)[0]
            assert report["result"] == "failed" and report["message"] and report["new"] == 0, report
            assert_equal(catalogue.search("Fellowship", "--kind", "grant")["total"], 3)
        web.put("feed.xml", feed(1))
        report = refresh(catalogue, "calls", expect=1)[0]
        assert "needs care" in report["message"], report
        assert_equal(catalogue.search("Fellowship", "--kind", "grant")["total"], 3)
        assert "error" not in catalogue.run("source", "list").lines[0]
        catalogue.check()


@case
def statuses(folder):
    """one good and one bad is 3; all bad is 1; a Retry-After holds a named source too"""
    with Web(folder) as web:
        catalogue = with_feed(folder, web, 1, 2)
        catalogue.run("source", "add", "busy", web.url("busy"), "--allow-http")
        catalogue.run("source", "add", "many", web.url("many"), "--allow-http")
        catalogue.run("source", "add", "moved", web.url("moved"), "--allow-http")
        results = {line["source"]: line["result"] for line in refresh(catalogue, expect=3)}
        assert_equal(results, {"calls": "updated", "busy": "failed", "many": "failed", "moved": "updated"})
        before = len(web.requests())
        held = refresh(catalogue, "busy", "many", expect=1)
        assert all(line["result"] == "failed" for line in held), held
        assert_equal(len(web.requests()), before)
        assert_equal(refresh(catalogue), [])


@case
def gone(folder):
    """a server that is not there"""
    with Web(folder) as web:
        catalogue = with_feed(folder, web, 1, 2)
        refresh(catalogue)
    report = refresh(catalogue, "calls", expect=1)[0]
    assert report["message"], report
    assert_equal(catalogue.search("Fellowship")["total"], 2)


@case
def real_feeds(folder):
    """real feeds come in or are refused, and nothing breaks"""
    if not (SHARED / "feeds").is_dir():
        raise Skip("the shared data is not here")
    with Web(folder) as web:
        catalogue = Catalogue(folder / "c")
        catalogue.run("init")
        paths = [path for path in sorted((SHARED / "feeds").rglob("*.xml")) if path.stat().st_size < 1_000_000]
        paths = paths[::max(1, len(paths) // 40)]
        for number, path in enumerate(paths):
            web.put(f"{number}.xml", path.read_bytes())
            catalogue.run("source", "add", f"s{number}", web.url(f"{number}.xml"), "--allow-http")
        done = subprocess.run([ADMIN, "--catalogue", str(catalogue.folder), "--json", "refresh"], capture_output=True, timeout=200)
        assert done.returncode in (0, 3), done
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert_equal(len(lines), len(paths))
        good = sum(line["result"] != "failed" for line in lines)
        print(f"# {good} of {len(paths)} feeds came in")
        assert good >= len(paths) // 3, [line["message"] for line in lines if line["result"] == "failed"]
        catalogue.check()


class Slow(BaseHTTPRequestHandler):
    """Thinks for a second before each answer."""

    def do_GET(self):
        time.sleep(1)
        self.answer()

    def answer(self):
        body = feed(*range(3)).replace("https://example.org/", "https://example.org" + self.path + "/").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 100


@case
def slow(folder):
    """fifty slow hosts take as long as one of them, not as all; two refreshes of a source do not meet"""
    server = Server(("0.0.0.0", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    for n in range(50):
        catalogue.run("source", "add", f"s{n}", f"http://127.0.0.{n + 1}:{server.server_address[1]}/{n}", "--format", "rss", "--allow-http")
    start = time.monotonic()
    processes = [subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "--json", "refresh", *names], stdout=subprocess.PIPE)
                 for names in ((), ("s0", "s1", "s2"))]
    lines = [json.loads(line) for process in processes for line in process.communicate(timeout=100)[0].splitlines()]
    seconds = time.monotonic() - start
    print(f"# {seconds:.1f} s")
    assert seconds < 30, seconds
    again = [line for line in lines if line["result"] == "failed"]
    assert all("already" in line["message"] for line in again), again
    assert_equal(len({line["source"] for line in lines if line["result"] != "failed"}), 50)
    assert_equal(catalogue.stats()["grants"], 150)
    catalogue.check()
    server.shutdown()


class Held(Slow):
    """The first question is answered when there was a second one, or when its server was told to go on."""

    def do_GET(self):
        server = self.server
        with server.changed:
            server.asked += 1
            server.together = max(server.together, server.asked - server.answered)
            server.changed.notify_all()
            server.changed.wait_for(lambda: server.go_on or server.asked > 1, 60)
            server.answered += 1
        self.answer()


def waits_for_host(process):
    """It has opened the lock of a server: others are not asked meanwhile."""
    folder = f"/proc/{process.pid}/fd"
    try:
        return any(os.path.basename(os.readlink(f"{folder}/{name}")).startswith("host-") for name in os.listdir(folder))
    except OSError:
        return False


@case
def one_request_a_host(folder):
    """two programs that refresh two sources of one server ask it one after the other"""
    server = Server(("127.0.0.1", 0), Held)
    server.changed = threading.Condition()
    server.asked = server.answered = server.together = 0
    server.go_on = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    for name in ("a", "b"):
        catalogue.run("source", "add", name, f"http://127.0.0.1:{server.server_address[1]}/{name}", "--format", "rss", "--allow-http")
    first = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "--json", "refresh", "a"], stdout=subprocess.PIPE)
    with server.changed:
        assert server.changed.wait_for(lambda: server.asked == 1, 60)
    second = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "--json", "refresh", "b"], stdout=subprocess.PIPE)
    with server.changed:
        while server.asked == 1 and not waits_for_host(second) and second.poll() is None:
            server.changed.wait(0.01)
        server.go_on = True
        server.changed.notify_all()
    for process in (first, second):
        assert_equal(json.loads(process.communicate(timeout=60)[0])["result"], "updated")
    assert_equal((server.asked, server.together), (2, 1))
    assert_equal(catalogue.stats()["grants"], 6)
    server.shutdown()


if __name__ == "__main__":
    sys.exit(run_cases())
