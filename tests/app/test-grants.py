#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A researcher looks through the grants: months and days, filters and their chips, three orders, the way back."""
import contextlib
import csv
import datetime
import os
import re
import sqlite3
import sys
import tempfile
import zoneinfo

from journey import Atspi, admin, copy_of_sample, expect, find_page, visitor
from screen import role_of, run

FIELDS = ("control", "title", "funder", "type", "audience", "countries", "amount", "amount_min", "amount_max", "currency", "deadlines",
          "subjects")
TODAY = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Almaty")).date()
MONTH_AGO = 30 * 86400


def day(days):
    return TODAY + datetime.timedelta(days=days)


def say(date):
    return f"{date.day} {date:%B}" + ("" if date.year == TODAY.year else f" {date.year}")


def bring(catalogue, grants):
    """Takes in listings: a row each, in the order of FIELDS."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(FIELDS)
        rows.writerows(grants)
        file.flush()
        admin(catalogue, "import", file.name, "--format", "grants-csv")


def grant(control, title, deadline, amount="", most="", currency="", audience="researcher", kind="fellowship"):
    return (control, title, "A foundation", kind, audience, "any", amount, "", most, currency, deadline, "Higher education")


def grow_older(catalogue, seconds):
    """All that is there came so much earlier."""
    with contextlib.closing(sqlite3.connect(os.path.join(catalogue, "catalogue.db"))) as db:
        db.execute("UPDATE record SET added = added - ?, changed = changed - ?", (seconds, seconds))
        db.execute("UPDATE batch SET time = time - ?", (seconds,))
        db.commit()


@contextlib.contextmanager
def listings():
    """The sample's grants, which know their usual month, and some with days: one of them moved, one of them new."""
    with copy_of_sample() as catalogue:
        old = [
            grant("D1", "Paris evenings", f"{day(3)} 23:59 Europe/Paris", "US$ 7 000", "7000", "USD"),
            grant("D2", "Field weeks", f"{day(12)}", "€ 900 000", "900000", "EUR"),
            grant("D3", "Moved laboratory", f"{day(20)}", "US$ 800 000", "800000", "USD", kind="award"),
            grant("D4", "Steppe archive", f"{day(9)}", "₸ 2 000 000", "2000000", "KZT", audience="organisation"),
        ]
        bring(catalogue, old)
        grow_older(catalogue, MONTH_AGO)
        bring(catalogue, [
            grant("D3", "Moved laboratory", f"{day(8)}", "US$ 800 000", "800000", "USD", kind="award"),
            grant("D5", "Newcomers", f"{day(10)}", "US$ 1 000", "1000", "USD", audience="student"),
        ])
        yield catalogue


def titles(screen):
    """The rows that are made, in order."""
    return [node.name.split(",")[0] for node in screen.nodes(screen.find("Grants", "list")) if node.role_name == "list item"]


def wait_for_titles(screen, first):
    screen.wait(lambda: titles(screen)[:len(first)] == first, f"{first} to come first, not {titles(screen)[:len(first)]}")


def months_and_chips():
    """A month, a day and a tick narrow the list, and their chips take them away"""
    with listings() as catalogue, visitor(catalogue) as screen:
        screen.press("Grants .*")
        screen.see("30 open now")
        month = day(20).replace(day=1)
        in_month = screen.find(rf"{month:%B %Y}, \d+ grants?")
        n = int(in_month.get_name().split()[-2])
        screen.act(in_month)
        screen.see(f"{n} open for you \\| of 30")
        screen.press(f"Remove filter: Closes: {month:%B}")
        screen.see("30 open now")
        screen.press(rf"{day(8):%a}\S* {day(8).day} .*, 1 grant")
        screen.see("1 open for you \\| of 30")
        wait_for_titles(screen, ["Moved laboratory"])
        # One choice of both strips: the month takes the place of the day.
        screen.press(rf"{month:%B %Y}, \d+ grants?")
        screen.see(f"{n} open for you")
        screen.gone("Remove filter: Closes: [0-9].*")
        screen.press("Clear all filters")
        screen.press("Organisation, .*", "check box")
        screen.press("Student, .*", "check box")
        screen.gone("Field weeks.*", "list item")
        screen.find("Steppe archive.*", "list item")
        screen.press("Remove filter: Organisation")
        screen.gone("Steppe archive.*", "list item")
        screen.find("Newcomers.*", "list item")
        tick = screen.find("Organisation, .*", "check box")
        screen.wait(lambda: not tick.get_state_set().contains(Atspi.StateType.CHECKED), "the tick to go with its chip")
        screen.press("Clear all filters")
        screen.see("30 open now")
        screen.gone("Remove filter: .*")
        # What never closes, and what names no day, are two answers, and neither is a later month.
        screen.press("Any time, [0-9]+ grants")
        screen.find("Remove filter: Open at any time")
        screen.find("International Fund for Cultural Diversity.*|.*Any time.*", "list item")
        screen.gone("Paris evenings.*", "list item")
        screen.gone("Not stated, .*", "toggle button")


def orders():
    """By deadline, by amount within a currency, and new first"""
    with listings() as catalogue, visitor(catalogue) as screen:
        screen.press("Grants .*")
        screen.find("Paris evenings.*", "list item")
        dated = [title for title in titles(screen) if title in ("Paris evenings", "Moved laboratory", "Steppe archive", "Newcomers")]
        expect(dated == ["Paris evenings", "Moved laboratory", "Steppe archive", "Newcomers"], f"by deadline: {dated}")
        screen.press("Amount")
        wait_for_titles(screen, ["Moved laboratory"])
        screen.see("Largest first, each currency by itself: US\\$, €, ₸")
        screen.press("Scientist or researcher, .*", "check box")
        screen.press("Higher education, .*", "check box")
        screen.see("each currency by itself: (US\\$, €|€, US\\$)\\.")
        sums = [title for title in titles(screen) if title in ("Paris evenings", "Moved laboratory", "Field weeks")]
        # 900 000 euros do not come between 800 000 and 7 000 dollars.
        expect(sums.index("Moved laboratory") + 1 == sums.index("Paris evenings"), f"by amount: {sums}")
        screen.press("Clear all filters")
        screen.press("New first")
        wait_for_titles(screen, ["Newcomers"])
        screen.gone("Largest first.*")
        screen.press("Deadline")
        wait_for_titles(screen, ["Paris evenings"])


def days_and_badges():
    """The day is the funder's; a row tells that a deadline moved and that a listing is new"""
    with listings() as catalogue, visitor(catalogue) as screen:
        screen.press("Grants .*")
        screen.find("Paris evenings, A foundation, 3 days left, US\\$ 7 000", "list item")
        screen.find(f"Moved laboratory, A foundation, 8 days left, Deadline moved from {say(day(20))}, .*", "list item")
        screen.find("Newcomers, A foundation, 10 days left, New this week, .*", "list item")
        screen.find("Steppe archive, A foundation, 9 days left, ₸ .*", "list item")
        screen.act(screen.find("Paris evenings.*", "list item"))
        screen.see("3 days left")
        screen.see(f"23:59 in Paris, .* on {day(4).day} ")
        screen.press("Next")
        screen.see("2 of 30")
        screen.key("alt+Left")
        screen.act(screen.find("Moved laboratory.*", "list item"))  # what is before it differs by the day
        screen.see(f"The deadline was moved: it was {say(day(20))} before")
        screen.press("See changes")
        screen.see(f".*{say(day(20))} → .*{say(day(8))}")
        screen.see("Changed since last week")
        screen.key("alt+Left")
        screen.find("Deadline moved lately", "check box")


def place_is_kept():
    """Back from a grant leads to the row and the filters that were left"""
    with listings() as catalogue, visitor(catalogue) as screen:
        screen.press("Grants .*")
        screen.press("Kazakhstan, .*", "check box")
        count = screen.find(r"\d+ open for you").get_name()
        screen.key("ctrl+f", "Down", *["Down"] * 14)
        row = screen.wait(lambda: (node := screen.focused()) and node.get_role_name() == "list item" and node, "a row with the keyboard")
        name, top = row.get_name(), row.get_extents(Atspi.CoordType.WINDOW).y
        screen.key("Return")
        find_page(screen, "Grant")
        screen.key("alt+Left")
        screen.find(count)
        screen.wait(lambda: (node := screen.focused()) and node.get_name() == name and node, f"the keyboard to be on {name!r} again")
        expect(abs(screen.focused().get_extents(Atspi.CoordType.WINDOW).y - top) < 3, "the list was scrolled")
        screen.find("Remove filter: Kazakhstan")


def words():
    """Words find grants among those that are shown, and nothing is told as such"""
    with listings() as catalogue, visitor(catalogue) as screen:
        screen.press("Grants .*")
        screen.search("moved labor", name="Search grants")
        screen.see("1 open now \\| of 30")
        wait_for_titles(screen, ["Moved laboratory"])
        screen.search("zzqxw", name="Search grants")
        screen.see("No grant fits all of this")
        screen.press("Clear all", "push button")
        screen.see("30 open now")


def labels_of_subjects():
    """Fields and subjects are called by their labels in the language of the screen"""
    with listings() as catalogue, visitor(catalogue, env={"LANGUAGE": "ru"}) as screen:
        screen.press("Гранты .*")
        screen.press(r"Высшее образование, \d+", "check box")
        screen.find("Убрать фильтр: Высшее образование|.*: Высшее образование", "push button")
        screen.find("Paris evenings.*", "list item")
        screen.gone("International Fund for Cultural Diversity.*", "list item")
        screen.act(screen.find("Paris evenings.*", "list item"))
        find_page(screen, "Грант")
        screen.see("Высшее образование")


def old_listings():
    """Listings of today say so; a week without the sources everything stays, with its day, and a word of warning"""
    with copy_of_sample() as catalogue:
        admin(catalogue, "source", "add", "Calls", "https://grants.example.org/feed.xml")

        def refreshed(days_ago):
            with contextlib.closing(sqlite3.connect(os.path.join(catalogue, "catalogue.db"))) as db:
                db.execute("UPDATE source SET last_success = ?", (int(datetime.datetime.now().timestamp()) - days_ago * 86400,))
                db.commit()

        refreshed(0)
        with visitor(catalogue) as screen:
            screen.press("Grants .*")
            screen.see("25 open now")
            screen.find("Listings updated (today|yesterday|[0-9]).*", "label")
            expect(not screen.look("Listings from .* Some deadlines may have changed since.", "label"), "it warns of listings of today")
        refreshed(9)
        with visitor(catalogue) as screen:
            screen.press("Grants .*")
            screen.see("25 open now")
            screen.find("Listings from .* Some deadlines may have changed since.", "label")
            screen.find("Listings from [^.]*", "label")
            screen.find("Türkiye Scholarships.*", "list item")


def wrong_clock():
    """A clock that is plainly wrong: no days are counted, no days of the week are led to, and the grants stay"""
    with listings() as catalogue:
        with contextlib.closing(sqlite3.connect(os.path.join(catalogue, "catalogue.db"))) as db:
            db.execute("UPDATE batch SET time = time + ? WHERE id = (SELECT max(id) FROM batch)", (2 * 86400,))
            db.commit()
        with visitor(catalogue) as screen:
            screen.press("Grants .*")
            screen.find("Paris evenings, A foundation, .*", "list item")
            screen.see("The clock here is wrong")
            expect(not re.search("[0-9] days? left|Closes t", screen.words()), f"days are counted: {screen.words()}")
            expect(not screen.look("The next 14 days"), "there are days from a wrong today")
            screen.find("Scientist or researcher, .*", "check box")


def every_control_is_named():
    """Whatever can have the keyboard has a name"""
    with listings() as catalogue, visitor(catalogue) as screen:
        screen.press("Grants .*")
        screen.press("Kazakhstan, .*", "check box")
        page = find_page(screen, "Grants")
        screen.find("Remove filter: Kazakhstan")
        roles = ("push button", "toggle button", "check box", "list item", "text", "list", "combo box")
        nameless = [role_of(node) for node in screen.nodes(page)
                    if role_of(node) in roles and node.has(Atspi.StateType.FOCUSABLE) and not node.name]
        expect(not nameless, f"without a name: {nameless}")


if __name__ == "__main__":
    sys.exit(run(months_and_chips, orders, days_and_badges, place_is_kept, words, labels_of_subjects, old_listings, wrong_clock, every_control_is_named))
