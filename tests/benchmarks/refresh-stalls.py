#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fifty sources of slow servers are refreshed at the desk: how long that takes beside the slowest of them, and what nothing on the
screen could move in meanwhile. One line of JSON a figure.

    refresh-stalls.py PROBE DESK ADMIN FOLDER
"""
import http.server
import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import screen  # noqa: E402

N_SOURCES, N_ITEMS, SLOWEST_SECONDS = 50, 200, 5
probe, desk, admin, folder = sys.argv[1:]
catalogue, stalls = Path(folder, "catalogue"), Path(folder, "stalls")


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128


class Slow(http.server.BaseHTTPRequestHandler):
    """Each host takes its time, the last one the most; a part of it before the answer, a part in the middle."""

    answered = 0
    lock = threading.Lock()

    def do_GET(self):
        n = int(re.search(r"\d+", self.path).group())
        wait = SLOWEST_SECONDS * (n + 1) / N_SOURCES
        items = "".join(f"<item><title>Grant {n}-{i} for hydrologists of the steppe</title><guid>g{n}-{i}</guid><link>https://grants.example.org/"
                        f"{n}/{i}</link><description>Who may apply: researchers under 40. Deadline: 15 March 2027, 17:00 Paris time.</description>"
                        "</item>" for i in range(N_ITEMS))
        body = (f'<?xml version="1.0"?><rss version="2.0"><channel><title>Grants {n}</title><link>https://grants.example.org/</link>'
                f"<description>Calls</description>{items}</channel></rss>").encode()
        time.sleep(wait / 2)
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:len(body) // 2])
        self.wfile.flush()
        time.sleep(wait / 2)
        self.wfile.write(body[len(body) // 2:])
        with Slow.lock:
            Slow.answered += 1

    def log_message(self, *_):
        pass


def ask(*arguments):
    return subprocess.run([admin, "--catalogue", str(catalogue), *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def count_refreshes():
    return sum(json.loads(line)["result"] == "updated" for line in ask("--json", "source", "list").splitlines())


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0


def main():
    subprocess.run(["rm", "-rf", folder], check=True)
    catalogue.parent.mkdir(parents=True)
    ask("init")
    server = Server(("0.0.0.0", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for n in range(N_SOURCES):
        ask("source", "add", f"Source {n:02}", f"http://127.0.0.{n + 2}:{server.server_port}/{n}.xml", "--allow-http")
    with screen.Screen(desk, "--catalogue", str(catalogue), env={"LD_PRELOAD": probe, "RC_STALLS": str(stalls), "G_DEBUG": ""}) as s:
        s.click(s.find("Grant sources(, .*)?", "list item"))
        button = s.find("Refresh all now", "push button|button")
        began = time.monotonic()
        s.act(button)
        # Nobody looks at the window meanwhile: a look costs it more than all of this.
        while Slow.answered < N_SOURCES:
            time.sleep(0.1)
        answered = time.monotonic() - began
        while count_refreshes() < N_SOURCES:
            time.sleep(0.2)
        ended = time.monotonic()
        time.sleep(1)
    lines = [[int(word) for word in line.split()] for line in stalls.read_text().splitlines()]
    # The click itself is another figure.
    during = [line for line in lines if (began + 0.5) * 1e6 <= line[0] <= (ended + 1) * 1e6]
    print(json.dumps({"figure": "refresh of 50 slow sources", "answered_s": round(answered, 1), "stored_s": round(ended - began, 1),
                      "slowest_host_s": SLOWEST_SECONDS}))
    for name, column in ("clock", 1), ("processor", 2):
        values = [line[column] / 1000 for line in during]
        print(json.dumps({"figure": "stalls of the desk meanwhile", "by": name, "n": len(values), "p50_ms": percentile(values, 0.5),
                          "p99_ms": percentile(values, 0.99), "max_ms": max(values, default=0),
                          "n_above_16_ms": sum(value > 16.7 for value in values)}))
    server.shutdown()


main()
