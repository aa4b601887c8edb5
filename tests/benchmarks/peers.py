#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same questions over the same records, asked of this program, of FTS5 with bm25 and GROUP BY, and of Xapian with facets.

    peers.py ADMIN FOLDER N

FOLDER has N records in records.mrc and records.tsv. Prints one line of JSON a figure; milliseconds by the clock, best of three a question,
from its text to fifty rows with snippets, the total and the counts of every facet (the peers: ids, total and four facets).
Xapian is asked where its module for Python is installed; RC_XAPIAN=0 leaves it out, since it takes its time to be filled.
"""
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ADMIN, FOLDER, N = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
N_TRIES = 3
# The peers take seconds for some questions.
N_PEER_QUESTIONS = 150
ID, KIND, YEAR, LANGUAGE, PLACE, PUBLISHER, TITLE, AUTHORS, SUBJECTS, ABSTRACT, COPIES, ISBN = range(12)
FACETS = (KIND, YEAR, LANGUAGE, PLACE)
# class, words, letters of the last, how many
CLASSES = (("1 letter", 1, 1, 40), ("2 letters", 1, 2, 160), ("3 letters", 1, 3, 160), ("4 letters", 1, 4, 160), ("5 letters", 1, 5, 160),
           ("word + 1 letter", 2, 1, 200), ("word + 3 letters", 2, 3, 200), ("2 words + 1 letter", 3, 1, 100),
           ("2 words + 3 letters", 3, 3, 160), ("2 words + 5 letters", 3, 5, 160))
COMMON = ("education", "the", "of", "and", "in", "development", "report", "science", "и", "в", "на", "de", "la", "for", "international",
          "world", "education d", "the e", "of a", "the of", "education in a", "world d", "және", "білім")


def say(**figure):
    print(json.dumps(figure, ensure_ascii=False), flush=True)


def percentile(times, share):
    return round(sorted(times)[min(int(len(times) * share), len(times) - 1)], 3)


def say_times(who, what, times):
    say(figure="answer", of=who, what=what, n=len(times), p50_ms=percentile(times, .5), p95_ms=percentile(times, .95),
        p99_ms=percentile(times, .99), max_ms=round(max(times), 3))


def records(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def make_catalogue():
    catalogue = FOLDER / "catalogue"
    start = time.monotonic()
    subprocess.run([ADMIN, "--catalogue", catalogue, "import", FOLDER / "records.mrc"], check=True, stdout=subprocess.DEVNULL)
    say(figure="import", of="resource-centre", records=N, seconds=round(time.monotonic() - start, 1),
        most_mb=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
    return catalogue


def make_questions(tsv):
    chance = random.Random(7)
    titles = [record[TITLE] for number, record in enumerate(records(tsv)) if number % max(N // 20000, 1) == 0]
    questions = [("common", text) for text in COMMON]
    for name, n_words, n_letters, n in CLASSES:
        found = set()
        for _ in range(200 * n):
            words = [word for word in "".join(c if c.isalnum() else " " for c in chance.choice(titles)).split()]
            if len(found) == n or len(words) < n_words:
                continue
            at = chance.randrange(len(words) - n_words + 1)
            found.add(" ".join([*words[at:at + n_words - 1], words[at + n_words - 1][:n_letters]]))
        questions += [(name, text) for text in sorted(found)]
    return questions


def ask_ours(catalogue, questions, *options):
    """Milliseconds of each, as the program itself takes them."""
    lines = "".join(f"{text}\n" * N_TRIES for _, text in questions)
    done = subprocess.run([ADMIN, "--catalogue", catalogue, "--json", "search", "--batch", "--limit", "50", *options],
                          input=lines.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [min(answer["milliseconds"] for answer in answers[i:i + N_TRIES]) for i in range(0, len(answers), N_TRIES)]


def time_of(function, text):
    best = float("inf")
    for _ in range(N_TRIES):
        start = time.perf_counter()
        function(text)
        best = min(best, (time.perf_counter() - start) * 1000)
        if best > 1000:
            break
    return best


def make_fts5(tsv):
    path = FOLDER / "fts5.db"
    db = sqlite3.connect(path)
    db.executescript("""PRAGMA journal_mode = WAL;
        CREATE VIRTUAL TABLE t USING fts5 (title, authors, subjects, abstract, isbn, content = '', prefix = '1 2 3');
        CREATE TABLE record (id INTEGER PRIMARY KEY, kind, year, language, place);""")
    for number, r in enumerate(records(tsv), 1):
        db.execute("INSERT INTO t (rowid, title, authors, subjects, abstract, isbn) VALUES (?, ?, ?, ?, ?, ?)",
                   (number, r[TITLE], r[AUTHORS], r[SUBJECTS], r[ABSTRACT], r[ISBN]))
        db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", (number, *(r[i] for i in FACETS)))
    db.commit()
    return db


def ask_fts5(db, text):
    words = text.split()
    match = " ".join(f'"{word}"' for word in words) + "*"
    db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match,)).fetchone()
    db.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 50", (match,)).fetchall()
    for facet in ("kind", "year", "language", "place"):
        db.execute(f"SELECT {facet}, count(*) FROM t JOIN record ON record.id = t.rowid WHERE t MATCH ? GROUP BY 1", (match,)).fetchall()


def make_xapian(xapian, tsv):
    path = str(FOLDER / "xapian")
    db = xapian.WritableDatabase(path, xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    for r in records(tsv):
        document = xapian.Document()
        generator.set_document(document)
        for column in (TITLE, AUTHORS, SUBJECTS, ABSTRACT, ISBN):
            generator.index_text_without_positions(r[column])
        for slot, column in enumerate(FACETS):
            document.add_value(slot, r[column])
        db.add_document(document)
    db.commit()
    return xapian.Database(path)


def ask_xapian(xapian, db, text):
    enquire = xapian.Enquire(db)
    words = [word.lower() for word in text.split()]
    last = xapian.Query(xapian.Query.OP_WILDCARD, words[-1], 0, xapian.Query.WILDCARD_LIMIT_ERROR, xapian.Query.OP_SYNONYM)
    enquire.set_query(xapian.Query(xapian.Query.OP_AND, [*map(xapian.Query, words[:-1]), last]))
    spies = [xapian.ValueCountMatchSpy(slot) for slot in range(len(FACETS))]
    for spy in spies:
        enquire.add_matchspy(spy)
    found = enquire.get_mset(0, 50, db.get_doccount())
    for spy in spies:
        list(spy.values())
    return found.size()


def compare(who, function, questions, ours):
    times = [time_of(function, text) for _, text in questions]
    say_times(who, "the same questions", times)
    say(figure="ratio", of=f"{who} to resource-centre", p50=round(percentile(times, .5) / percentile(ours, .5), 1),
        p95=round(percentile(times, .95) / percentile(ours, .95), 1), max=round(max(times) / max(ours), 1))


def main():
    tsv, catalogue = FOLDER / "records.tsv", make_catalogue()
    questions = make_questions(tsv)
    every = []
    for name, options, which in (("plain", (), questions), ("in English", ("--filter", "language=eng"), questions[::3]),
                                 ("books in Russian", ("--filter", "language=rus", "--filter", "material=book"), questions[1::3]),
                                 ("1990 to 2005", ("--filter", "year=1990..2005"), questions[2::3]),
                                 ("by title", ("--sort", "title"), questions[::3]), ("newest", ("--sort", "newest"), questions[1::3])):
        times = ask_ours(catalogue, which, *options)
        say_times("resource-centre", name, times)
        every += times
    say_times("resource-centre", "all", every)
    few = random.Random(3).sample(questions, min(N_PEER_QUESTIONS, len(questions)))
    ours = ask_ours(catalogue, few)
    say_times("resource-centre", "those of the peers", ours)
    start = time.monotonic()
    fts5 = make_fts5(tsv)
    say(figure="filled", of="FTS5", seconds=round(time.monotonic() - start, 1))
    compare("FTS5", lambda text: ask_fts5(fts5, text), few, ours)
    try:
        import xapian
    except ImportError:
        say(figure="note", text="python3-xapian is not installed")
        return
    if os.environ.get("RC_XAPIAN") == "0":
        return
    start = time.monotonic()
    db = make_xapian(xapian, tsv)
    say(figure="filled", of="Xapian", seconds=round(time.monotonic() - start, 1))
    compare("Xapian", lambda text: ask_xapian(xapian, db, text), few, ours)


main()
