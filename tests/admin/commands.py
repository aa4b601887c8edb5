#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of the contract, through the real program."""
import json
import os
import re
import subprocess
import sys

from cases import ADMIN, SAMPLE, SHARED, Catalogue, Skip, accounts_for_all, assert_equal, book, case, marc, parse_iso2709, run_cases


def filled(folder, *records):
    """A catalogue with some records."""
    file = folder / "books.mrc"
    file.write_bytes(b"".join(records) or book("KZ1", "Otrar: a city of the Silk Road") + book("KZ2", "Отырар және Жібек жолы", 1998) + book("KZ3", "Water for all", 1998))
    catalogue = Catalogue(folder / "c")
    report = catalogue.run("import", file).json
    accounts_for_all(report)
    return catalogue, report


@case
def no_gtk(folder):
    """the program loads no GTK"""
    found = subprocess.run(["ldd", ADMIN], capture_output=True, text=True, check=True).stdout
    assert "libsqlite3" in found and "libsoup" in found, found
    for library in ("libgtk", "libadwaita", "libgdk"):
        assert library not in found, library


@case
def global_options(folder):
    """--version, --help and a command line that is wrong"""
    catalogue = Catalogue(folder / "c")
    assert catalogue.text("--version").out.startswith(b"resource-centre-admin ")
    help_text = catalogue.text("--help").out.decode()
    for word in ("init", "import", "undo", "join", "export", "search", "show", "thesaurus import", "disc extract", "document render", "source add", "refresh",
                 "check", "backup", "restore", "stats"):
        assert word in help_text, word
    assert b"--rejects" in catalogue.text("import", "--help").out
    for wrong in ([], ["nonsense"], ["disc"], ["disc", "nonsense"], ["init", "more"], ["import"], ["import", "--nonsense", "x"], ["undo"], ["undo", "x"],
                  ["undo", "0"], ["show"], ["search"], ["search", "--batch", "x"], ["search", "--limit", "-1", "x"], ["search", "--limit", "x", "x"],
                  ["search", "--sort", "size", "x"], ["search", "--kind", "cat", "x"], ["search", "--filter", "year", "x"], ["search", "--filter", "size=1", "x"],
                  ["export", "--format", "nonsense"], ["import", "--format", "nonsense", "x"], ["source", "add", "x"],
                  ["source", "add", "--format", "nonsense", "x", "https://example.org"], ["document", "render", "1"], ["disc", "files", "x"],
                  ["backup"], ["restore"], ["stats", "x"], ["check", "x"],
                  ["check", "--records", "x"], ["check", "--records", "--repair"]):
        catalogue.fails("usage", *wrong, expect=2)
    assert not (folder / "c").exists()


@case
def needs_a_catalogue(folder):
    """every command but import says that there is no catalogue"""
    catalogue = Catalogue(folder / "none")
    for command in (["undo", "1"], ["join", "1", "2"], ["search", "x"], ["show", "1"], ["thesaurus", "import", "x"], ["thesaurus", "list"], ["disc", "add", "x"], ["disc", "list"],
                    ["disc", "files", "1"], ["disc", "extract", "1", "x", "--output", folder / "x"], ["document", "add", "1", "x"], ["document", "list", "1"],
                    ["document", "text", "1"], ["document", "render", "1", "--page", "1", "--output", "x.png"], ["source", "add", "x", "https://example.org"],
                    ["source", "list"], ["source", "remove", "x"], ["refresh"], ["check"], ["backup", folder / "x"], ["restore", folder / "x"], ["stats"],
                    ["export", "--output", folder / "x"]):
        catalogue.fails("missing", *command)
    assert not (folder / "none").exists() and not (folder / "x").exists()


@case
def init(folder):
    """init makes a catalogue, and where one is changes nothing"""
    catalogue = Catalogue(folder / "deep" / "c")
    assert_equal(catalogue.run("init").json, {"catalogue": str(folder / "deep" / "c")})
    assert_equal(catalogue.stats()["publications"], 0)
    catalogue.check()
    before = (folder / "deep" / "c" / "catalogue.db").read_bytes()
    catalogue.fails("exists", "init")
    assert_equal((folder / "deep" / "c" / "catalogue.db").read_bytes(), before)


@case
def default_folder(folder):
    """without --catalogue it is in the user's data folder"""
    if os.path.exists("/var/lib/resource-centre/catalogue.db"):
        raise Skip("this machine has a catalogue of its own")
    environment = dict(os.environ, XDG_DATA_HOME=str(folder / "data"))
    subprocess.run([ADMIN, "init"], env=environment, check=True, capture_output=True)
    assert (folder / "data" / "resource-centre" / "catalogue.db").exists()


@case
def import_report(folder):
    """import makes the catalogue, and its report has the contract's shape"""
    catalogue, report = filled(folder)
    assert_equal(sorted(report), sorted(["import", "read", "added", "updated", "unchanged", "duplicates", "rejected", "seconds", "problems", "files"]))
    assert_equal(report["files"], [{"file": str(folder / "books.mrc"), "format": "marc21", "encoding": "utf-8", "read": 3, "rejected": 0}])
    assert report["import"] > 0 and report["added"] == 3 and report["rejected"] == 0, report
    again = catalogue.run("import", folder / "books.mrc").json
    assert again["unchanged"] == 3 and again["added"] == 0, again
    (folder / "new.mrc").write_bytes(book("KZ1", "Otrar, another title") + book("KZ2", "Отырар және Жібек жолы", 1998))
    changed = catalogue.run("import", folder / "new.mrc").json
    assert changed["updated"] == 1 and changed["unchanged"] == 1, changed
    assert_equal(catalogue.stats()["publications"], 3)
    catalogue.check()


@case
def import_matching(folder):
    """--match says what becomes of a record that is there under another number; local fields and copies stay"""
    catalogue = Catalogue(folder / "c")
    isbn = ("020", "  \x1fa9785170123452")
    ours = marc(("001", "KZ1"), isbn, ("245", "10\x1faOtrar, a city of the Silk Road"), ("590", "  \x1faGift"), ("852", "  \x1fbHall\x1fp3001"))
    theirs = marc(("001", "77"), ("003", "DLC"), isbn, ("245", "10\x1faOtrar, a city of the Silk Road"), ("650", " 0\x1faCities"))
    (folder / "ours.mrc").write_bytes(ours)
    (folder / "theirs.mrc").write_bytes(theirs)
    catalogue.run("import", folder / "ours.mrc")
    report = catalogue.run("import", folder / "theirs.mrc").json
    accounts_for_all(report)
    assert report["duplicates"] == 1 and "same ISBN 9785170123452" in report["problems"][0]["message"], report
    assert_equal(catalogue.run("import", "--match", "skip", "--dry-run", folder / "theirs.mrc").json["duplicates"], 1)
    report = catalogue.run("import", "--match", "update", folder / "theirs.mrc").json
    assert report["updated"] == 1, report
    tags = [next(iter(field)) for field in catalogue.run("show", "KZ1").json["marc"]["fields"]]
    assert_equal(tags, ["001", "020", "035", "245", "590", "650", "852"])
    assert_equal(catalogue.run("import", "--match", "update", folder / "theirs.mrc").json["unchanged"], 1)
    catalogue.run("undo", report["import"])
    assert_equal(parse_iso2709(catalogue.text("export").out)[0][1], parse_iso2709(ours)[0][1])
    assert_equal(catalogue.run("import", "--match", "keep-both", folder / "theirs.mrc").json["added"], 1)
    assert_equal(catalogue.stats()["publications"], 2)
    catalogue.fails("usage", "import", "--match", "merge", folder / "theirs.mrc", expect=2)
    catalogue.check()


@case
def import_dry_run(folder):
    """--dry-run reads everything and writes nothing, also where there is no catalogue"""
    catalogue = Catalogue(folder / "c")
    (folder / "b.mrc").write_bytes(book("KZ1", "One"))
    assert_equal(catalogue.run("import", "--dry-run", folder / "b.mrc").json["added"], 1)
    assert not (folder / "c").exists()
    catalogue.run("init")
    assert_equal(catalogue.run("import", "--dry-run", folder / "b.mrc").json["added"], 1)
    assert_equal(catalogue.stats()["publications"], 0)


@case
def import_from(folder):
    """standard input, folders and several files"""
    catalogue = Catalogue(folder / "c")
    assert_equal(catalogue.run("import", "-", stdin=book("KZ1", "One")).json["added"], 1)
    (folder / "in" / "deeper").mkdir(parents=True)
    (folder / "in" / "a.mrc").write_bytes(book("KZ2", "Two"))
    (folder / "in" / "deeper" / "b.mrc").write_bytes(book("KZ3", "Three"))
    assert_equal(catalogue.run("import", folder / "in").json["added"], 2)
    report = catalogue.run("import", folder / "in" / "a.mrc", folder / "in" / "deeper" / "b.mrc").json
    assert report["read"] == 2 and report["unchanged"] == 2, report


@case
def import_rejects(folder):
    """what cannot be read is named, counted and written to the rejects file as it came; the rest goes in"""
    catalogue = Catalogue(folder / "c")
    authority = marc(("001", "A1"), ("100", "1 \x1faAuezov, Mukhtar"), leader="00000nz  a2200000n  4500")
    (folder / "b.mrc").write_bytes(book("KZ1", "One") + authority + book("KZ2", "Two"))
    report = catalogue.run("import", "--rejects", folder / "rejects", folder / "b.mrc", expect=3).json
    accounts_for_all(report)
    assert report["added"] == 2 and report["rejected"] == 1, report
    problem = report["problems"][0]
    assert problem["file"].endswith("b.mrc") and problem["position"] == 2 and problem["control"] == "A1" and problem["message"], problem
    assert_equal((folder / "rejects").read_bytes(), authority)
    line = catalogue.text("import", folder / "b.mrc", expect=3).err.splitlines()[0]
    assert "b.mrc" in line and "2" in line and "A1" in line, line


@case
def undo(folder):
    """undo takes an import back, once"""
    catalogue, report = filled(folder)
    (folder / "new.mrc").write_bytes(book("KZ1", "Otrar, another title") + book("KZ9", "Nine"))
    second = catalogue.run("import", folder / "new.mrc").json
    undone = catalogue.run("undo", second["import"]).json
    assert undone["removed"] == 1 and undone["restored"] == 1 and undone["kept"] == 0, undone
    assert_equal(catalogue.search("another")["total"], 0)
    catalogue.fails("conflict", "undo", second["import"])
    catalogue.fails("not-found", "undo", 4711)
    catalogue.run("undo", report["import"])
    assert_equal(catalogue.stats()["publications"], 0)
    catalogue.check()


@case
def undo_record(folder):
    """undo takes one record out of an import, and an undo back"""
    catalogue, _ = filled(folder)
    (folder / "new.mrc").write_bytes(book("KZ1", "Otrar, another title") + book("KZ9", "Nine"))
    batch = catalogue.run("import", folder / "new.mrc").json["import"]
    record = catalogue.run("show", "KZ9").json["id"]
    undone = catalogue.run("undo", batch, "--record", record).json
    assert undone["record"] == record and undone["removed"] == 1 and undone["restored"] == 0, undone
    catalogue.fails("not-found", "show", "KZ9")
    assert_equal(catalogue.search("another")["total"], 1)
    catalogue.fails("not-found", "undo", batch, "--record", record)
    catalogue.fails("usage", "undo", batch, "--record", "x", expect=2)
    assert_equal(catalogue.run("undo", batch + 1).json["restored"], 1)
    assert_equal(catalogue.run("show", "KZ9").json["id"], record)
    assert_equal(catalogue.run("undo", batch).json["removed"], 1)
    catalogue.check()


@case
def join(folder):
    """join makes two records one, to which the number of the other leads; undo splits them"""
    catalogue, _ = filled(folder)
    ours, theirs = (catalogue.run("show", control).json["id"] for control in ("KZ1", "KZ2"))
    done = catalogue.run("join", "KZ1", "KZ2").json
    assert done["record"] == ours and done["joined"] == theirs, done
    assert_equal(catalogue.stats()["publications"], 2)
    for wanted in ("KZ2", theirs):
        assert_equal(catalogue.run("show", wanted).json["id"], ours)
    assert_equal(catalogue.run("import", folder / "books.mrc").json["duplicates"], 1)
    catalogue.fails("conflict", "join", "KZ1", "KZ1")
    catalogue.fails("not-found", "join", "KZ1", "KZ77")
    catalogue.fails("usage", "join", "KZ1", expect=2)
    catalogue.check()


@case
def split(folder):
    """undo splits what was joined, exactly"""
    catalogue, _ = filled(folder)
    before = catalogue.text("export").out
    batch = catalogue.run("join", "KZ1", "KZ2").json["batch"]
    assert_equal(catalogue.run("undo", batch).json["restored"], 2)
    assert_equal(catalogue.text("export").out, before)
    assert b"splits" in catalogue.text("join", "KZ1", "KZ2").out
    catalogue.check()


@case
def export(folder):
    """export gives back what came in, to standard output and to a file"""
    catalogue, _ = filled(folder)
    wanted = [fields for _, fields in parse_iso2709((folder / "books.mrc").read_bytes())]
    found = [fields for _, fields in parse_iso2709(catalogue.text("export").out)]
    assert_equal(found, wanted)
    report = catalogue.run("export", "--output", folder / "out.mrc").json
    assert report["exported"] == 3 and report["left_out"] == 0, report
    assert_equal([fields for _, fields in parse_iso2709((folder / "out.mrc").read_bytes())], wanted)
    assert b"<record" in catalogue.text("export", "--format", "marcxml").out
    assert b"=245" in catalogue.text("export", "--format", "mrk").out
    found = parse_iso2709(catalogue.text("export", "--query", "Water").out)
    assert_equal(len(found), 1)
    assert_equal(catalogue.run("export", expect=2).json["error"]["code"], "usage")


@case
def export_too_long(folder):
    """a record too long for ISO 2709 is named, and the rest is written"""
    long_note = "".join(f"=500  \\\\$aNote {n} {'x' * 5000}\n" for n in range(30))
    (folder / "long.mrk").write_text("=LDR  00000nam a2200000 i 4500\n=001  LONG\n=245  00$aLong\n" + long_note + "\n")
    catalogue, _ = filled(folder)
    catalogue.run("import", folder / "long.mrk")
    report = catalogue.run("export", "--output", folder / "out.mrc", expect=3).json
    assert report["exported"] == 3 and report["left_out"] == 1, report
    assert "LONG" == report["problems"][0]["control"], report
    assert_equal(len(parse_iso2709((folder / "out.mrc").read_bytes())), 3)
    report = catalogue.run("export", "--format", "marcxml", "--output", folder / "out.xml").json
    assert_equal(report["exported"], 4)


@case
def search(folder):
    """search has the contract's shape, its filters, orders, limits, and finds every script"""
    catalogue, _ = filled(folder)
    answer = catalogue.search("Otrar")
    assert_equal(sorted(answer), sorted(["query", "understood", "total", "milliseconds", "results", "facets"]))
    assert_equal(sorted(answer["facets"]), sorted(["kind", "material", "language", "year", "subject", "place", "availability", "audience",
                                                   "country", "field", "closing"]))
    assert_equal(answer["query"], "Otrar")
    assert isinstance(answer["milliseconds"], float)
    for query in ["0.30000000000000004", 'a\\"b, 0.30000000000000004', "Otrar"] * 3:
        result = catalogue.run("search", query)
        assert re.search(rb'"milliseconds":[0-9]+\.[0-9]{1,3},', result.out), result.out[:200]
        assert_equal(result.json["query"], query)
    assert_equal(sorted(answer["results"][0]), sorted(["id", "kind", "title", "year", "snippet"]))
    assert_equal(answer["total"], 2)
    assert_equal(catalogue.search("Отырар")["total"], 2)
    assert_equal(catalogue.search("")["total"], 3)
    assert_equal(dict(map(tuple, catalogue.search("")["facets"]["kind"])), {"publication": 3})
    assert_equal(catalogue.search("", "--limit", "1")["total"], 3)
    assert_equal(len(catalogue.search("", "--limit", "1")["results"]), 1)
    assert_equal(len(catalogue.search("", "--offset", "2")["results"]), 1)
    assert_equal(catalogue.search("", "--limit", "0")["results"], [])
    assert_equal(catalogue.search("", "--filter", "year=1998")["total"], 2)
    assert_equal(catalogue.search("", "--filter", "year=1990..1999")["total"], 2)
    assert_equal(catalogue.search("", "--filter", "year=1998", "--filter", "year=2001")["total"], 3)
    assert_equal(catalogue.search("", "--kind", "grant")["total"], 0)
    assert_equal([row["title"] for row in catalogue.search("", "--sort", "title")["results"]][0], "Otrar: a city of the Silk Road")
    assert_equal([row["year"] for row in catalogue.search("", "--sort", "newest")["results"]], [2001, 1998, 1998])
    assert_equal(catalogue.search("nothing like this anywhere")["total"], 0)
    text = catalogue.text("search", "Water").out.decode()
    assert "Water for all" in text and "1 found" in text, text


@case
def search_rescue(folder):
    """A word that finds nothing is taken for what was meant, which is said; --exactly takes it as it is"""
    catalogue, _ = filled(folder)
    for typed, meant in (("Watre", "Water"), ("цфеук", "water"), ("wa ter", "water")):
        answer = catalogue.search(typed)
        assert_equal((answer["query"], answer["understood"], answer["total"]), (typed, meant, 1))
        exactly = catalogue.search(typed, "--exactly")
        assert_equal((exactly["query"], exactly["understood"], exactly["total"]), (typed, "", 0))
    for typed in ("Water", '"watre"', "Otrar -watre", "Wat"):
        assert_equal(catalogue.search(typed)["understood"], "")
    lines = catalogue.text("search", "Watre").out.decode().splitlines()
    assert_equal(lines[0], "Showing results for Water; --exactly searches only for Watre")
    assert "Water for all" in lines[1], lines
    batch = catalogue.run("search", "--batch", stdin="Watre\nWater\n".encode()).out.decode().splitlines()
    assert_equal([json.loads(line)["understood"] for line in batch], ["Water", ""])
    catalogue.run("export", "--query", "Watre", "--output", folder / "out.mrc")
    assert_equal((folder / "out.mrc").read_bytes(), b"")


@case
def search_batch(folder):
    """--batch answers each line before it reads the next, with the same options"""
    catalogue, _ = filled(folder)
    process = subprocess.Popen([ADMIN, "--catalogue", str(catalogue.folder), "--json", "search", "--batch", "--limit", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for query, total in (("Otrar", 2), ("", 3), ("'\"(*AND", None), ("Water", 1)):
        process.stdin.write(query.encode() + b"\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert_equal(answer["query"], query)
        assert len(answer["results"]) <= 1
        assert total is None or answer["total"] == total, answer
    process.stdin.write(b"\xff\xfe\n")
    process.stdin.flush()
    assert_equal(json.loads(process.stdout.readline())["error"]["code"], "usage")
    process.stdin.close()
    assert_equal(process.wait(60), 3)


@case
def show(folder):
    """show by id and by control number, in every format"""
    catalogue, _ = filled(folder)
    record = catalogue.run("show", "KZ1").json
    assert record["control"] == "KZ1" and record["title"].startswith("Otrar") and record["kind"] == "publication", record
    tags = [next(iter(field)) for field in record["marc"]["fields"]]
    assert_equal(tags, ["001", "008", "245", "264"])
    assert_equal(catalogue.run("show", record["id"]).json["id"], record["id"])
    assert_equal(len(parse_iso2709(catalogue.text("show", "KZ1", "--format", "marc21").out)), 1)
    assert b"<record" in catalogue.text("show", "KZ1", "--format", "marcxml").out
    assert b"=245" in catalogue.text("show", "KZ1", "--format", "mrk").out
    assert b'"marc"' in catalogue.text("show", "KZ1", "--format", "json").out
    assert b"Otrar" in catalogue.text("show", "KZ1").out
    catalogue.fails("not-found", "show", "KZ4711")


@case
def grants(folder):
    """grants from a CSV are found, shown, and exported when they are asked for"""
    catalogue = Catalogue(folder / "c")
    report = catalogue.run("import", "--format", "grants-csv", SAMPLE / "grants.csv").json
    accounts_for_all(report)
    assert report["added"] >= 25, report
    found = catalogue.search("", "--kind", "grant", "--sort", "deadline")
    assert_equal(found["total"], report["added"])
    grant = catalogue.run("show", found["results"][0]["id"]).json
    assert grant["kind"] == "grant" and "grant" in grant, grant
    named = next(row["id"] for row in found["results"] if row["title"].startswith("Türkiye"))
    calendar = catalogue.text("show", named, "--format", "ics").out
    assert calendar.startswith(b"BEGIN:VCALENDAR") and b"Scholarships" in calendar and calendar.count(b"BEGIN:VALARM") == 2, calendar
    usual = next(row["id"] for row in found["results"] if row["title"].startswith("MAB"))
    assert "no deadline with a day" in catalogue.text("show", usual, "--format", "ics", expect=1).err
    catalogue.run("show", named, "--format", "ics", expect=2)
    assert_equal(catalogue.text("export").out, b"")
    everything = parse_iso2709(catalogue.text("export", "--query", "").out)
    assert_equal(len(everything), report["added"])


@case
def thesaurus(folder):
    """thesaurus import and list"""
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    report = catalogue.run("thesaurus", "import", SAMPLE / "subjects.ttl").json
    assert report["subjects"] >= 100 and report["problems"] == [], report
    assert_equal(len(catalogue.run("thesaurus", "list").lines), report["subjects"])
    assert_equal(catalogue.stats()["subjects"], report["subjects"])
    (folder / "bad.ttl").write_text("this is no turtle <")
    catalogue.run("thesaurus", "import", folder / "bad.ttl", expect=1)
    assert_equal(catalogue.stats()["subjects"], report["subjects"])


def import_about(catalogue, *records):
    """Records of (title, year, heading)."""
    data = [marc(("008", f"010101s{year}    kz            000 0 eng d"), ("245", f"10\x1fa{title}"), ("650", f" 4\x1fa{heading}")) for title, year, heading in records]
    assert_equal(catalogue.run("import", "-", stdin=b"".join(data)).json["added"], len(records))


@case
def subjects(folder):
    """records found by any label of their subjects and by broader ones, before and after the thesaurus; undo"""
    catalogue = Catalogue(folder / "c")
    import_about(catalogue, ("Schools of the steppe", 2001, "Education."), ("First lessons", 2002, "PRIMARY EDUCATION"),
                 ("Уроки", 2003, "Образование"), ("Hills", 2004, "No subject of ours"))
    titles = lambda query, *options: [row["title"] for row in catalogue.search(query, *options)["results"]]
    assert_equal(titles("білім"), [])
    report = catalogue.run("thesaurus", "import", SAMPLE / "subjects.ttl").json
    assert_equal((report["matched"], report["unmatched"]), (3, 1))
    assert_equal(titles("образование"), ["Уроки", "First lessons", "Schools of the steppe"])
    assert_equal(titles("subject:Білім беру"), ["Уроки", "First lessons", "Schools of the steppe"])
    assert_equal(titles("subject:\"Білім беру\""), ["Уроки", "Schools of the steppe", "First lessons"])
    assert_equal(titles("hills"), ["Hills"])
    facets = dict(catalogue.search("")["facets"]["subject"])
    assert_equal(facets, {"Education": 2, "PRIMARY EDUCATION": 1, "No subject of ours": 1})
    for name in ("Education", "Образование", "Білім беру"):
        assert_equal(titles("", "--filter", f"subject={name}"), ["Уроки", "Schools of the steppe"])
    counts = {row["label"]: row["records"] for row in catalogue.run("thesaurus", "list").lines}
    assert_equal((counts["Education"], counts["Primary education"]), (2, 1))
    catalogue.run("check")
    catalogue.run("check", "--repair")
    assert_equal(titles("образование"), ["Уроки", "First lessons", "Schools of the steppe"])
    catalogue.run("undo", report["import"])
    assert_equal(titles("образование"), ["Уроки"])
    assert_equal(catalogue.stats()["subjects"], 0)
    catalogue.run("check")


@case
def real_subjects(folder):
    """the UNESCO Thesaurus, where it is here"""
    path = SHARED / "thesauri" / "unesco" / "unescothes.ttl"
    if not path.exists():
        raise Skip("the shared data is not here")
    catalogue = Catalogue(folder / "c")
    import_about(catalogue, ("One", 2001, "Drinking water"), ("Two", 2002, "Eau potable"), ("Three", 2003, "Water"))
    report = catalogue.run("thesaurus", "import", path).json
    assert report["subjects"] > 4000 and report["unmatched"] == 0, report
    assert_equal(catalogue.search("питьевая вода")["total"], 2)
    assert_equal({row["title"] for row in catalogue.search("Вода")["results"]}, {"One", "Two", "Three"})
    catalogue.run("undo", report["import"])
    assert_equal(catalogue.search("питьевая вода")["total"], 0)


@case
def discs(folder):
    """a folder and an image as discs: their trees, their files, one of them taken out"""
    tree = folder / "disc"
    (tree / "docs" / "deeper").mkdir(parents=True)
    (tree / "read me.txt").write_text("The Otrar oasis")
    (tree / "docs" / "Отырар.txt").write_text("Отырар")
    (tree / "docs" / "deeper" / "b.txt").write_text("b" * 5000)
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    report = catalogue.run("disc", "add", tree, "--title", "Otrar on disc", "--shelfmark", "CD-7").json
    for name in ("disc", "record", "files", "folders", "bytes", "unreadable", "problems"):
        assert name in report, name
    assert report["disc"] == report["record"] and report["files"] == 3 and report["folders"] == 2 and report["unreadable"] == 0, report
    assert_equal([disc["title"] for disc in catalogue.run("disc", "list").lines], ["Otrar on disc"])
    top = catalogue.run("disc", "files", report["disc"]).lines
    assert_equal([(file["path"], file["type"]) for file in top], [("docs", "folder"), ("read me.txt", "text/plain")])
    assert_equal(sorted(top[0]), ["path", "size", "type"])
    assert_equal(len(catalogue.run("disc", "files", report["disc"], "--all").lines), 5)
    assert_equal(len(catalogue.run("disc", "files", report["disc"], "docs").lines), 2)
    catalogue.fails("not-found", "disc", "files", report["disc"], "nowhere")
    catalogue.fails("not-found", "disc", "files", 4711)
    found = catalogue.search("Отырар", "--kind", "file")
    assert found["total"] == 1 and found["results"][0]["kind"] == "file", found
    catalogue.run("undo", report["import"])
    assert_equal(catalogue.run("disc", "list").lines, [])
    catalogue.check()


@case
def disc_image(folder):
    """an ISO image is kept, and a file comes out of it as it went in"""
    maker = next((path for path in ("/usr/bin/xorrisofs", "/usr/bin/genisoimage", "/usr/bin/mkisofs", "/usr/bin/bsdtar") if os.path.exists(path)), None)
    if maker is None:
        raise Skip("no program that makes images")
    (folder / "tree" / "docs").mkdir(parents=True)
    (folder / "tree" / "docs" / "b.txt").write_bytes(os.urandom(100000))
    image = folder / "disc.iso"
    if maker.endswith("bsdtar"):
        subprocess.run([maker, "-c", "--format=iso9660", "-f", image, "-C", folder / "tree", "."], check=True, capture_output=True)
    else:
        subprocess.run([maker, "-quiet", "-r", "-J", "-o", image, folder / "tree"], check=True, capture_output=True)
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    report = catalogue.run("disc", "add", image).json
    assert report["files"] == 1 and report["unreadable"] == 0, report
    path = [file["path"] for file in catalogue.run("disc", "files", report["disc"], "--all").lines if file["type"] != "folder"][0]
    assert_equal(catalogue.text("disc", "extract", report["disc"], path).out, (folder / "tree/docs/b.txt").read_bytes())
    catalogue.run("disc", "extract", report["disc"], path, "--output", folder / "out")
    assert_equal((folder / "out").read_bytes(), (folder / "tree/docs/b.txt").read_bytes())
    catalogue.fails("not-found", "disc", "extract", report["disc"], "nowhere", "--output", folder / "nowhere")
    assert not (folder / "nowhere").exists()
    catalogue.check()


def a_pdf():
    for name in ("unesco", "unesco-courier", "features"):
        for path in sorted((SHARED / "pdf" / name).glob("*.pdf")) if (SHARED / "pdf" / name).is_dir() else []:
            if path.stat().st_size < 2_000_000:
                return path
    raise Skip("no PDF in the shared data")


@case
def documents(folder):
    """a document is added by control number, listed, read and rendered"""
    pdf = a_pdf()
    catalogue, _ = filled(folder)
    report = catalogue.run("document", "add", "KZ1", pdf).json
    assert_equal(sorted(report), sorted(["document", "pages", "title", "problems"]))
    assert report["pages"] > 0 and report["problems"] == [], report
    listed = catalogue.run("document", "list", "KZ1").lines
    assert_equal([document["document"] for document in listed], [report["document"]])
    pages = catalogue.run("document", "text", report["document"]).lines
    assert_equal(len(pages), report["pages"])
    assert_equal(catalogue.run("document", "text", report["document"], "--page", "1").json["text"], pages[0]["text"])
    plain = catalogue.text("document", "text", report["document"]).out.decode()
    assert plain.count("\f") == report["pages"] and "\ufffd" not in plain, plain
    picture = folder / "page.png"
    catalogue.run("document", "render", report["document"], "--page", "1", "--output", picture)
    assert picture.read_bytes().startswith(b"\x89PNG\r\n")
    double = catalogue.run("document", "render", report["document"], "--page", "1", "--scale", "2", "--output", picture).json
    assert double["width"] > 100 and double["height"] > 100, double
    catalogue.fails("not-found", "document", "render", report["document"], "--page", "99999", "--output", folder / "no.png")
    catalogue.fails("not-found", "document", "text", report["document"], "--page", "99999")
    catalogue.fails("not-found", "document", "add", "KZ4711", pdf)
    catalogue.run("document", "add", "KZ1", folder / "nothing.pdf", expect=1)
    assert not (folder / "no.png").exists()
    catalogue.check()


@case
def later(folder):
    """what is not there yet says so"""
    catalogue, _ = filled(folder)
    for command in (["publish", folder], ["subscribe", "https://example.org"]):
        assert "not supported yet" in catalogue.fails("failed", *command)
    for word in ("csl-json", "citations"):
        assert "is no format" in catalogue.fails("usage", "import", "--format", word, folder / "books.mrc", expect=2)
    assert "is no format" in catalogue.fails("usage", "export", "--format", "isis", "--output", folder / "x", expect=2)
    assert "is no format" in catalogue.fails("usage", "source", "add", "--format", "papyrus", "x", "https://example.org", expect=2)


@case
def sources(folder):
    """source add, list and remove"""
    catalogue = Catalogue(folder / "c")
    catalogue.run("init")
    catalogue.run("source", "add", "calls", "https://example.org/feed", "--format", "rss", "--review")
    catalogue.fails("exists", "source", "add", "calls", "https://example.org/other")
    source = catalogue.run("source", "list").json
    assert source["source"] == "calls" and source["format"] == "rss" and source["review"] is True and source["allow_http"] is False, source
    assert source["refreshes"] == [], source
    (folder / "calls.source").write_text("[Source]\nSchedule=weekly\nLicence=CC BY 4.0\n\n[mapping]\nrecords=$.items[*]\ntitle=$.name\ncontrol=$.id\n")
    catalogue.run("source", "add", "mapped", "https://example.org/api", "--format", "json", "--mapping", folder / "calls.source")
    source = catalogue.run("source", "list").lines[-1]
    assert source["schedule_minutes"] == 7 * 24 * 60 and source["licence"] == "CC BY 4.0" and "$.items[*]" in source["mapping"], source
    catalogue.run("source", "remove", "mapped")
    (folder / "wrong.source").write_text("[mapping]\nrecords=$.items[*\ntitle=$.name\n")
    assert "records" in catalogue.fails("failed", "source", "add", "wrong", "https://example.org/api", "--format", "json", "--mapping",
                                        folder / "wrong.source")
    assert "is at hand" in catalogue.fails("usage", "source", "add", "nobody", expect=2)
    offered = catalogue.run("source", "list", "--offered").lines
    assert {"Grants.gov", "UNESDOC", "UN Digital Library"} <= {line["source"] for line in offered}, offered
    catalogue.run("source", "add", "Grants.gov")
    source = catalogue.run("source", "list").lines[0]
    assert source["format"] == "grants-gov" and "fetchOpportunity" in source["mapping"] and source["review"] is True, source
    catalogue.run("source", "remove", "Grants.gov")
    for address in ("http://example.org/feed", "https://127.0.0.1/", "ftp://example.org/", "nonsense", "https://u:p@example.org/"):
        catalogue.fails("failed", "source", "add", "bad", address)
    catalogue.run("source", "remove", "calls")
    assert_equal(catalogue.run("source", "list").lines, [])
    catalogue.fails("not-found", "source", "remove", "calls")
    catalogue.fails("not-found", "refresh", "calls")
    assert_equal(catalogue.run("refresh").lines, [])


@case
def backup(folder):
    """backup and restore bring everything back, and a bad backup nothing"""
    catalogue, report = filled(folder)
    before = catalogue.text("export").out
    catalogue.run("backup", folder / "backup")
    catalogue.run("undo", report["import"])
    assert_equal(catalogue.text("export").out, b"")
    (folder / "bad").write_bytes((folder / "backup").read_bytes()[:-2000])
    (folder / "worse").write_bytes(b"no backup at all" * 1000)
    for bad in ("bad", "worse", "nothing"):
        catalogue.run("restore", folder / bad, expect=1)
        assert_equal(catalogue.text("export").out, b"")
        catalogue.check()
    catalogue.run("restore", folder / "backup")
    assert_equal(catalogue.text("export").out, before)
    catalogue.check()


@case
def check_records(folder):
    """what is to be checked is counted by class and listed, and is no damage"""
    field = lambda data: b"  \x1f" + data.encode()
    catalogue, _ = filled(folder, marc(("001", b"A"), ("008", b"260101s1997    kz            000 0 rus d"), ("020", field("a5-85133-074-2")),
                                       ("245", field("aЗeмля и снег"))),
                          marc(("001", b"B"), ("008", b"260101s1997    kz            000 0 rus d"), ("020", field("a0-306-40615-3")), ("020", field("a9780306406157"))),
                          book("C", "Nothing wrong", 1998))
    counts = catalogue.run("check", "--records").json
    assert_equal(counts["to_check"], 2)
    assert_equal({name: n for name, n in counts["classes"].items() if n}, {"no-title": 1, "wrong-isbn": 2, "mixed-scripts": 1})
    assert "unknown-subject" in counts["classes"]
    listed = catalogue.run("check", "--records", "wrong-isbn").lines
    assert_equal([(line["class"], line["field"], line["proposed"]) for line in listed], [("wrong-isbn", "020", None), ("wrong-isbn", "020", "0-306-40615-2")])
    assert_equal(listed[0]["title"], "Зeмля и снег")
    mixed = catalogue.run("check", "--records", "mixed-scripts").lines
    assert_equal([line["proposed"] for line in mixed], ["Земля"])
    text = catalogue.text("check", "--records").out.decode()
    assert "wrong-isbn           2" in text and "no-language" not in text, text
    assert "(no title): There is no title" in catalogue.text("check", "--records", "no-title").out.decode()
    catalogue.check()


@case
def stats(folder):
    """stats counts"""
    catalogue, _ = filled(folder)
    numbers = catalogue.stats()
    assert numbers["publications"] == 3 and numbers["imports"] == 1 and numbers["database_bytes"] > 0, numbers
    assert b"publications" in catalogue.text("stats").out


@case
def hostile_titles(folder):
    """a title with escape sequences does not reach the terminal, and JSON stays JSON"""
    catalogue, _ = filled(folder, book("KZ1", "Bell \x07 and \x1b[31mred\x1b[0m"))
    assert b"\x1b" not in catalogue.text("search", "").out
    assert b"\x1b" not in catalogue.text("show", "KZ1").out
    assert catalogue.search("")["results"][0]["title"]
    catalogue.run("show", "KZ1")


if __name__ == "__main__":
    sys.exit(run_cases())
