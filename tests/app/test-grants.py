#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A researcher looks through the grants: months and days, filters and their chips, three orders, the way back."""
import contextlib
import csv
import datetime
import os
import sqlite3
import sys
import tempfile
import zoneinfo

from journey import admin, copy_of_sample, expect, visitor
from screen import Atspi, run

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
    return [node.get_name().split(",")[0] for node in screen.nodes(screen.find("Grants", "list")) if node.get_role_name() == "list item"]


def wait_for_titles(screen, first):
    screen.wait(lambda: titles(screen)[:len(first)] == first, f"{first} to come first, not {titles(screen)[:len(first)]}")
