#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources and grants at the desk: refreshed, read through, added, let through to visitors."""
import http.server
import json
import re
import sys
import threading

from librarian import (CALL, PAGE, admin, answer, check_names, counted, desk, ended, folder, go_to, has_text, Listing,
                       make_catalogue, open_by_barcode, run, show, tab_to)
import screen

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Grants</title><link>https://grants.example.org/</link>
<description>Calls</description><item><title>Travel grants for young hydrologists</title><guid>travel-1</guid>
<link>https://grants.example.org/travel-1</link><description>Apply by letter.</description></item></channel></rss>"""


def menu_items(s):
    return [node.live() for node in s.nodes() if screen.role_of(node) == "menu item"]


def test_sources():
    """Sources are added, refused, asked, fail with a plain reason, recover, and are removed"""
    make_catalogue()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    admin("source", "add", "Hydrology", f"http://127.0.0.1:{server.server_port}/feed", "--allow-http")
    with desk() as s:
        s.see("2 records")
        go_to(s, "Grant sources")
        s.press("Add source")
        s.see("Known to the program")
        check_names(s, "a new source", 10, s.window())
        s.type_into("Name of the new source", "Ours")
        s.type_into("Address of the new source", "https://localhost/feed.xml")
        s.press("Add this source")
        s.see("localhost.*this|this.*localhost|own computer|local network|this machine")
        # What it would bring is seen before it is added.
        s.press("It may be asked without encryption, or in this network")
        s.type_into("Address of the new source", f"http://127.0.0.1:{server.server_port}/feed")
        Listing.answer = FEED
        s.press("Try it")
        s.find("Travel grants for young hydrologists, .*", "list item")
        Listing.answer = PAGE
        s.press("It may be asked without encryption, or in this network")
        s.type_into("Address of the new source", "https://grants.example.org/feed.xml")
        s.press("Add this source")
        s.wait(lambda: s.app.get_child_count() == 1, "the window of the new source to close")
        s.find("Ours, Not asked yet", "list item")
        assert "https://grants.example.org/feed.xml" in admin("source", "list")
        s.press("Refresh: Hydrology")
        s.find("Hydrology, .*(page|HTML|listing).*", "list item")
        s.see("1 source did not answer well")
        s.press("What can I do\\?")
        s.see("What can be done")
        s.key("Escape")
        s.wait(lambda: s.app.get_child_count() == 1, "the advice to be closed")
        s.find("Grant sources, 1 failed", "list item")
        Listing.answer = FEED
        s.press("Try now: Hydrology")
        s.find("Hydrology, today .*", "list item")
        s.see("1 new")
        assert "hydrologists" in admin("search", "hydrologists")
        # Far fewer than before: nothing is taken until somebody has looked at it, or the source has mended itself.
        Listing.answer = FEED.replace("</channel>", "".join(f"<item><title>Prize {n}</title><guid>prize-{n}</guid><link>https://grants.example.org/{n}</link>"
                                                            f"<description>Apply by letter.</description></item>" for n in range(11)) + "</channel>")
        s.press("Refresh: Hydrology")
        s.see("11 new")
        many, Listing.answer = Listing.answer, FEED
        s.press("Refresh: Hydrology")
        s.find("Hydrology, Needs care", "list item")
        Listing.answer = many
        s.press("Try again: Hydrology")
        s.find("Hydrology, today .*", "list item")
        Listing.answer = FEED
        s.press("Refresh: Hydrology")
        s.press("Look: Hydrology")
        s.see("1 entry came, where there were 12 before")
        check_names(s, "what is other than before", 2, s.window())
        answer(s, "Accept this answer")
        s.wait(lambda: s.app.get_child_count() == 1, "the question to be closed")
        s.find("Hydrology, today .*", "list item")
        s.press("More about Ours")
        # GTK 4.18 tells no names of what is in a menu; this is the last of four.
        s.wait(lambda: len(menu_items(s)) == 4, "the menu of the source")
        s.act(menu_items(s)[-1])
        s.see("Remove “Ours”")
        answer(s, "Remove")
        s.wait(lambda: "grants.example.org/feed" not in admin("source", "list"), "the source to be forgotten")
        s.gone("Ours, .*", "list item")
    server.shutdown()


def add_value(s, name, word):
    """From the list of a chooser, by its search and the keyboard alone."""
    tab_to(s, name)
    s.key("space")
    s.find("Search", "text|entry|search entry")
    s.xdo("type", word)
    s.gone("Albania")
    s.key("Down", "Return")
    s.find(f"Remove: {word}", "push button")


def save_calendar(s, path):
    s.press("More about this grant")
    s.wait(lambda: len(menu_items(s)) == 2, "the menu of the grant")
    s.act(menu_items(s)[0])
    s.see("Save to calendar.*Other Locations")
    s.key("ctrl+a")
    s.xdo("type", str(path))
    s.key("Return")


def feed_of(*titles):
    """A listing of these."""
    return FEED[:FEED.index("<item>")] + "".join(f"<item><title>{title}</title><guid>{title}</guid><link>https://grants.example.org/{n}</link>"
                                                 f"<description>Apply by letter.</description></item>" for n, title in enumerate(titles)) + "</channel></rss>"


def test_review():
    """What waits is answered for by the keyboard alone: one by one, and all of a source at once"""
    make_catalogue()
    Listing.answer = feed_of("Prize of hills", "Prize of lakes", "Prize of rivers", "Prize of winds")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    admin("source", "add", "Prizes", f"http://127.0.0.1:{server.server_port}/feed", "--allow-http", "--review")
    admin("refresh")
    with desk() as s:
        s.see("2 records|6 records")
        go_to(s, "To approve")
        s.see("4 wait for a yes")
        s.wait(lambda: s.focused() is not None, "the keyboard")
        tab_to(s, "No: Prize of .*")
        first = s.focused().get_name()[4:]
        s.key("Delete")
        s.see("Visitors will not see it")
        s.gone(f"{first}, Prizes.*", "list item")
        s.see("3 wait for a yes")
        assert "0 found" in admin("search", f'"{first}"')
        tab_to(s, "Yes, show it: Prize of .*")
        second = s.focused().get_name()[14:]
        s.key("ctrl+Return")
        s.see("Visitors see it now")
        s.gone(f"{second}, Prizes.*", "list item")
        assert "1 found" in admin("search", f'"{second}"')
        tab_to(s, "Prizes( 2|, 2)?")
        s.key("space")
        s.find("Yes to all 2 of this source", "push button")
        tab_to(s, "No to all 2 of this source")
        s.key("Return")
        s.see("Keep all 2 of “Prizes” from visitors")
        answer(s, "Keep them")
        s.see("Nothing waits for a yes")
        assert "1 found" in admin("search", "prize") and "4 found" in admin("search", "prize", "--all")
        s.key("ctrl+z")
        s.see("2 wait for a yes")
        tab_to(s, "Choose: Prize of .*")
        s.key("space")
        s.find("Yes to 1 chosen", "push button")
        s.key("ctrl+a")
        tab_to(s, "Yes to 2 chosen")
        s.key("Return")
        s.see("Nothing waits for a yes")
        assert "3 found" in admin("search", "prize")
        s.key("ctrl+z")
        s.see("2 wait for a yes")
        server.shutdown()


def test_leading_source():
    """The librarian says which of two sources a grant follows, and takes it back"""
    make_catalogue()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name, deadline in ("Hydrology", "1 March 2027"), ("Rivers", "5 May 2027"):
        Listing.answer = FEED.replace("Apply by letter.", f"Deadline: {deadline}.")
        admin("source", "add", name, f"http://127.0.0.1:{server.server_port}/{name}", "--allow-http")
        admin("refresh", name)
    kept = json.loads(admin("--json", "search", "hydrologists").splitlines()[0])
    assert kept["total"] == 1, kept
    with desk() as s:
        s.see("2 records|3 records")
        go_to(s, "To check")
        s.press("Sources differ, 1")
        open_row(s, "Travel grants for young hydrologists, A source says something else of it.*", "From “Rivers”")
        tab_to(s, "The source it follows")
        s.key("space", "Down", "Return")
        s.see("Saved. Ctrl")
        s.wait(lambda: "2027-05-05" in json.dumps(show(str(kept["results"][0]["id"]))["grant"]["deadlines"]), "the deadline of the other source")
        s.key("ctrl+z")
        s.see("Taken back")
        server.shutdown()


def test_grants():
    """What a source brought waits for a yes, which is taken back; a grant is written out of the text of a call, and corrected"""
    make_catalogue()
    Listing.answer = FEED.replace("Apply by letter.", "Deadline: 1 March 2027.")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    admin("source", "add", "Hydrology", f"http://127.0.0.1:{server.server_port}/feed", "--allow-http", "--review")
    admin("refresh")
    with desk() as s:
        s.see("2 records|3 records")
        go_to(s, "To approve")
        s.find("Travel grants for young hydrologists, Hydrology.*", "list item")
        check_names(s, "what waits", 10)
        assert "0 found" in admin("search", "travel")
        s.press("Yes, show it: Travel grants for young hydrologists")
        s.see("Visitors see it now")
        s.see("Nothing waits for a yes")
        assert "1 found" in admin("search", "travel")
        s.key("ctrl+z")
        s.find("Travel grants for young hydrologists, Hydrology.*", "list item")
        assert "0 found" in admin("search", "travel")
        go_to(s, "New grant")
        s.find("Title of the grant", "text|entry")
        s.press("Paste a text…")
        s.find("Text of the call", "text|entry")
        # Where its halves have no room beside each other.
        s.xdo("search", "--onlyvisible", "--name", "From the text of a call", "windowsize", "420", "560")
        s.wait(lambda: s.place(s.find("What it seems to say", "list")).y > s.place(s.find("Text of the call", "text|entry")).y + 50, "one half above the other")
        s.xdo("search", "--onlyvisible", "--name", "From the text of a call", "windowsize", "980", "640")
        s.type_into("Text of the call", CALL)
        s.press("Title of the grant: .*", "check box")
        s.press("Deadlines: .*", "check box")
        s.press("Conditions: My citizenship: Kazakhstan, Kyrgyzstan", "check box")
        s.press("Take 3 into the form")
        s.wait(lambda: s.app.get_child_count() == 1, "the text to be closed")
        has_text(s, "Title of the grant", "Residencies for young hydrologists 2027")
        assert "0 found" in admin("search", "residencies"), "what is proposed is not stored"
        s.type_into("Where to apply", "example")
        s.see("This is no web address")
        s.type_into("Where to apply", "https://grants.example.org/residencies")
        check_names(s, "a grant", 20)
        # Countries are chosen by their names; the record keeps their keys.
        s.press("Remove: Kyrgyzstan")
        s.gone("Remove: Kyrgyzstan")
        add_value(s, "Which", "Uzbekistan")
        s.find("My citizenship: Kazakhstan, Uzbekistan", "label")
        s.key("ctrl+s")
        s.see("Saved. Ctrl")
        kept = json.loads(admin("--json", "search", "residencies").splitlines()[0])
        assert kept["total"] == 1, kept
        stored = admin("show", kept["results"][0]["id"], "--format", "json")
        assert "15 March 2027" in stored
        assert json.loads(stored)["grant"]["facts"][0]["values"] == ["KZ", "UZ"], stored

        save_calendar(s, folder / "residencies.ics")
        s.see("The deadlines are in “residencies.ics”")
        calendar = (folder / "residencies.ics").read_text()
        assert calendar == admin("show", kept["results"][0]["id"], "--format", "ics") and "20270315T225900Z" in calendar, calendar

        # A deadline that was written here stays when the source has another one, and somebody is to look at both.
        go_to(s, "To approve")
        open_row(s, "Travel grants for young hydrologists, Hydrology.*", "Title of the grant")
        has_text(s, "Title of the grant", "Travel grants for young hydrologists")
        s.type_into("Day, as 30.11.2026", "02.03.2027")
        s.key("ctrl+s")
        s.see("Saved. Ctrl")
        Listing.answer = FEED.replace("Apply by letter.", "Deadline: 5 May 2027.")
        admin("refresh", "Hydrology")
        counted(s, "1 record to check")
        go_to(s, "To check")
        s.press("Sources differ, 1")
        open_row(s, "Travel grants for young hydrologists, A source says something else of it.*", "“Hydrology” now says: .*5 May 2027")
        server.shutdown()
        admin("check")


class Slow(Listing):
    """Says nothing until it is let go."""
    asked = threading.Semaphore(0)
    go = threading.Event()

    def do_GET(self):
        Slow.asked.release()
        Slow.go.wait()
        super().do_GET()


def test_refreshing():
    """Sources of two hosts are asked side by side while records are saved; leaving ends them at once; all is in the log"""
    make_catalogue()
    Listing.answer = FEED
    server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Two hosts: one of them is asked by one program at a time.
    for name, host in ("Hydrology", "127.0.0.1"), ("Glaciology", "127.0.0.2"):
        admin("source", "add", name, f"http://{host}:{server.server_port}/{name}", "--allow-http")
    with desk() as s:
        open_by_barcode(s, "B001", "Water towers of Asia")
        go_to(s, "Grant sources")
        s.press("Refresh all now")
        s.find("Hydrology, Refreshing…", "list item")
        for _ in range(2):
            assert Slow.asked.acquire(timeout=screen.PATIENCE_SECONDS)
        go_to(s, "Records")
        s.type_into("Year", "2001")
        s.key("ctrl+s")
        s.see("Saved. Ctrl\\+Z takes it back")
        assert show("B001")["year"] == 2001
        s.press("Close")
        ended(s)
    Slow.go.set()
    with desk() as s:
        s.see("2 records")
        go_to(s, "Grant sources")
        s.press("Refresh all now")
        s.find("[0-9:]+, Hydrology, 1 read · (1 new · 0|0 new · 1) changed · 0 closed, HTTP 200 .*", "list item")
        s.find("[0-9:]+, Glaciology, 1 read · (1 new · 0|0 new · 1) changed · 0 closed, HTTP 200 .*", "list item")
        s.find("Hydrology, today .*", "list item")
        # The first lines of a long log are on the screen, the others are asked for.
        first = "[0-9:]+, Hydrology, 1 read · (1 new · 0|0 new · 1) changed · 0 closed, HTTP 200 .*"
        for _ in range(20):
            admin("refresh", "Hydrology")
        s.gone(first, "list item")
        s.press("Show more")
        s.find(first, "list item")
        s.gone("Show more", "push button")
    log = json.loads(admin("--json", "source", "list").splitlines()[0])["refreshes"]
    # The same call in both: one of them brings it, the other one is another source of it.
    assert [(line["result"], line["status"], line["new"] + line["changed"]) for line in log][-1] == ("updated", 200, 1), log
    server.shutdown()


def open_row(s, name, words):
    """Activates a row of a list that is made anew now and then, until what it leads to is there."""
    def lead():
        row = s.look(name, "list item")
        if row is not None:
            s.act(row)
        return re.search(words, s.words())

    s.wait(lead, words)


if __name__ == "__main__":
    sys.exit(run(test_sources, test_grants, test_review, test_leading_source, test_refreshing))
