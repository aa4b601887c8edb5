#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts how often two letters stand side by side in a language, and writes letter-pairs-data.h.

letter-pairs.py FOLDER > letter-pairs-data.h, where FOLDER has the word lists of Hunspell (Debian: hunspell-ru, -kk, -uk, -fr,
-de-de, -es, -pt-pt, -it, -tr, -pl, -cs, -hu, -ro, -lt, -lv, -sv, -da, -el, -he, -ar, -th, and myspell-et). Words are taken as they stand, endings from the lists of suffixes; all that is kept of them is a
digit for each pair: 0 never seen, 9 the commonest, a step about 3 times as frequent. A blank stands for the edge of a word."""

import collections
import math
import pathlib
import re
import sys

CYRILLIC = " абвгдеёжзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһїєґў"
LATIN = " abcdefghijklmnopqrstuvwxyzàâäáãåæçćčďéèêëěęąğíîïìıłñńňóôöòõőøœřśšşșßťțúùûüůűýÿźżžāăēėģīįķļņōŗţūų"
GREEK = " αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"
HEBREW = " אבגדהוזחטיךכלםמןנסעףפץצקרשת"
THAI = " " + "".join(map(chr, range(0xE01, 0xE4F)))
ARABIC = " ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
DOUBLED = ("ää", "öö")  # of Finnish and Estonian, for which there is no list
# Languages of Latin letters by the encodings that they share: a word is of one of these groups.
LANGUAGES = {"ru": (CYRILLIC, ["ru_RU"]), "kk": (CYRILLIC, ["kk_KZ"]), "uk": (CYRILLIC, ["uk_UA"]),
             "greek": (GREEK, ["el_GR"]), "hebrew": (HEBREW, ["he_IL"]), "arabic": (ARABIC, ["ar"]), "thai": (THAI, ["th_TH"]),
             "west": (LATIN, ["fr", "de_DE", "es_ES", "pt_PT", "it_IT", "sv_SE", "da_DK"]), "east": (LATIN, ["pl_PL", "cs_CZ", "hu_HU", "ro_RO"]),
             "baltic": (LATIN, ["lt_LT", "lv_LV", "et_EE"]), "turkish": (LATIN, ["tr_TR"])}


def read(path):
    data = path.read_bytes()
    affixes = path.with_suffix(".aff").read_bytes()
    found = re.search(rb"SET\s+(\S+)", affixes)
    encoding = found.group(1).decode() if found else "utf-8"
    return data.decode(encoding, errors="replace"), affixes.decode(encoding, errors="replace")


def count_pairs(path, alphabet):
    """Pairs of one list; those of endings weigh as much as all words together."""
    words, affixes = read(path)
    letters = set(alphabet)
    stems, endings = collections.Counter(), collections.Counter()
    for line in words.splitlines()[1:]:
        word = " " + re.split(r"[/\t ]", line)[0].lower() + " "
        for a, b in zip(word, word[1:]):
            if a in letters and b in letters:
                stems[a + b] += 1
    for line in affixes.splitlines():
        part = line.split()
        # Articles and prepositions stand before words of Hebrew and Arabic without a blank.
        prefix = len(part) > 4 and part[0] == "PFX" and alphabet in (HEBREW, ARABIC)
        if (prefix or len(part) > 4 and part[0] == "SFX") and part[3].split("/")[0] not in ("0", ""):
            ending = part[3].split("/")[0].lower()
            ending = " " + ending if prefix else ending + " "
            for a, b in zip(ending, ending[1:]):
                if a in letters and b in letters:
                    endings[a + b] += 1
    total, other = sum(stems.values()), max(1, sum(endings.values()))
    return {pair: (stems[pair] / total + endings[pair] / other) / 2 for pair in stems.keys() | endings.keys()}


def level(share):
    return 0 if share < 2e-6 else max(1, min(9, round(math.log2(share * 1e6) / 1.6)))


def columns(name, alphabet, first, end):
    """The column of each letter of a block, 128 more for a capital; 0: none of the alphabet."""
    numbers = []
    for code in range(first, end):
        letter = chr(code)
        column = max(0, alphabet.find(letter.lower())) if len(letter.lower()) == 1 else 0
        numbers.append(column | (128 if column and letter.lower() != letter else 0))
    lines = ["  " + ", ".join(map(str, numbers[at : at + 32])) + "," for at in range(0, len(numbers), 32)]
    return [f"#define FIRST_{name.upper()} {first:#x}", f"static const unsigned char {name}_columns[{end - first}] = {{", *lines, "};"]


def main():
    folder = pathlib.Path(sys.argv[1])
    out = ["/* SPDX-License-Identifier: GPL-3.0-or-later */",
           "/* How often two letters stand side by side; made by letter-pairs.py. Row: the first letter, column: the second. */",
           "#pragma once", "", "// clang-format off"]
    out += columns("cyrillic", CYRILLIC, 0x400, 0x500) + columns("latin", LATIN, 0, 0x220)
    out += columns("greek", GREEK, 0x386, 0x3cf) + columns("hebrew", HEBREW, 0x5d0, 0x5eb) + columns("arabic", ARABIC, 0x621, 0x64b) + columns("thai", THAI, 0xe01, 0xe4f)
    for name, (alphabet, lists) in LANGUAGES.items():
        shares = [count_pairs(folder / (one + ".dic"), alphabet) for one in lists]
        out.append(f"static const char *const pairs_{name}[] = {{")
        for a in alphabet:
            digits = "".join(str(max(level(share.get(a + b, 0) if a + b not in DOUBLED or name != "west" else 1e-3) for share in shares)) for b in alphabet)
            out.append(f'  "{digits}",')
        out.append("};")
    out.append("// clang-format on")
    print("\n".join(out))


main()
