#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records that nobody reckons with, as MARCXML: words without end, thousands of copies, letters of every direction, nothing at all."""
from xml.sax.saxutils import escape, quoteattr

# A word without a place to break it, letters of all directions, signs that nobody sees, a family of four in one sign.
WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
TITLES = {
    "long word": WORD * 20,
    "long": "On the " + "very " * 900 + "long titles",
    "spaces": " \u00a0 \u2003 ",
    "nothing": "",
    "Arabic": "تاريخ طريق الحرير في آسيا الوسطى",
    "both ways": "Отырар أطرار Otrar (مدينة) 1219–1220 / ქალაქი ออทราร์ 讹答剌",
    "turned": "\u202etxet denrut\u202c \u2066and\u2069 \u200fback",
    "signs": "👨‍👩‍👧‍👦 🇰🇿 🏳️‍🌈 👩🏽‍🔬 " * 12,
    "unseen": "A\u0001b\u0007c\u001bd\u0085e\ufffef\u200bg\u00adh\ufeff",
    "marks": "Z" + "\u0310\u0322\u0353\u033a" * 60 + "algo",
    "markup": "<b>R&D</b> &amp; <a href=\"file:///etc/passwd\">%s%n</a> \\0 ${HOME} '; DROP TABLE records;--",
    "lines": "one\ntwo\r\nthree\u2028four\u2029five\tsix",
}


def field(tag, *codes, first=" ", second=" "):
    inside = "".join(f"<subfield code={quoteattr(code)}>{escape(value)}</subfield>" for code, value in codes)
    return f'<datafield tag="{tag}" ind1="{first}" ind2="{second}">{inside}</datafield>'


def readable(text):
    """Without what XML has no way to say."""
    return "".join(letter for letter in text if letter in "\t\n\r" or " " <= letter and letter not in "\ufffe\uffff")


def record(number, title, *fields, date="2001", language="eng", leader="00000nam a2200000 a 4500"):
    return (f"<record><leader>{leader}</leader><controlfield tag=\"001\">odd{number}</controlfield>"
            f'<controlfield tag="008">{"010101s" + date + "    xx            000 0 " + language:40}</controlfield>'
            + (field("245", ("a", readable(title))) if title is not None else "") + "".join(fields) + "</record>")


def collection():
    """As MARCXML."""
    every = [record(name.replace(" ", "-"), title, field("100", ("a", readable(title) or ".")), field("650", ("a", readable(title) or ".")), field("500", ("a", readable(title) or ".")))
             for name, title in TITLES.items()]
    every += [
        "<record/>",
        "<record><leader/></record>",
        record("no-title", None, field("100", ("a", "Somebody"))),
        record("empty-fields", "", *(field(tag, ("a", "")) for tag in ("020", "100", "245", "260", "300", "490", "520", "650", "651", "700", "852", "856"))),
        record("authors", "Written by many", *(field("700", ("a", f"Author, Number {n} {WORD if n % 50 == 0 else ''}"), ("e", "author"), first="1") for n in range(300))),
        record("subjects", "About much", *(field("650", ("a", f"Subject {n} {TITLES['both ways'] if n % 9 == 0 else ''}"), ("x", "History"), ("z", "Otrar"), second="4") for n in range(500))),
        record("copies", "Bought again and again", *(field("852", ("a", "Centre"), ("b", f"Room {n % 7}"), ("h", f"B-{n}"), ("p", f"odd{n:06}"), ("z", "note " * (n % 40))) for n in range(10000))),
        record("notes", "Told at length", *(field(tag, ("a", f"{TITLES['long']} {n}")) for n in range(40) for tag in ("500", "505", "520"))),
        record("languages", "In all tongues", field("041", *(("a", code) for code in ("eng", "rus", "kaz", "fre", "ara", "chi", "xxx", "zzz", "e", "") * 12))),
        record("first-year", "Before all others", field("264", ("c", "0001"), second="1"), date="0001"),
        record("last-year", "After all others", field("264", ("c", "9999"), second="1"), date="9999"),
        record("no-year", "No year at all", field("264", ("c", "[19--?]"), second="1"), date="19uu"),
        record("wrong-year", "An odd year", field("264", ("c", "-5 AH 1445 ٢٠٢٤"), second="1"), date="    "),
        record("links", "Elsewhere", *(field("856", ("u", url), ("y", url)) for url in ("javascript:alert(1)", "file:///etc/passwd", "https://example.org/" + "a" * 9000, "http://[::1", "mailto:x@y"))),
        record("numbers", "ISBN 000", *(field("020", ("a", value)) for value in ("0", "9780000000000", "X" * 500, "978-3-16-148410-0 (pbk. : alk. paper)"))),
        record("serial", "All numbers of a journal", *(field("863", ("a", str(n)), ("i", str(1900 + n))) for n in range(300)), leader="00000nas a2200000 a 4500"),
    ]
    return '<collection xmlns="http://www.loc.gov/MARC21/slim">' + "".join(every) + "</collection>"


if __name__ == "__main__":
    print(collection())
