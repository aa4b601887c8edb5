#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes real words, spells each with one letter dropped, doubled, swapped or wrong, and asks for it: how often what was meant
comes first, and how long the answer takes, the second search included."""
import json
import os
import random
import re
import subprocess
import sys
import unicodedata
import zlib
from collections import defaultdict
from pathlib import Path

ADMIN, SOURCE = os.environ["RC_ADMIN"], Path(os.environ["RC_SOURCE_ROOT"])
N_WORDS, MIN_LETTERS = 2000, 5
# Rows that are compared: what a screen shows, and what a word itself finds.
N_SHOWN, N_FOUND = 5, 1000
SCRIPTS = {"latin": r"[a-z]+", "cyrillic": r"[а-яәғқңөұүһі]+", "arabic": r"[ء-ي]+"}
# Their folding is another letter.
LEFT_OUT = set("ёأإآىةئؤ")


def fold(text):
    """As the search folds the letters of these scripts."""
    out = []
    for c in text.lower():
        plain = unicodedata.normalize("NFD", c)
        out.append(plain[0] if plain[0].isascii() else c)
    return "".join(out)


def read_texts():
    """Real titles and labels."""
    for path in sorted((SOURCE / "data/sample").glob("*.mrk")):
        yield from re.findall(r"^=2\d\d .*?\$a([^$\n]*)", path.read_text(), re.M)
    for path in (SOURCE / "data/sample/subjects.ttl", SOURCE / "../shared/data/thesauri/unesco/unescothes.ttl"):
        if path.exists():
            yield from re.findall(r'Label[^"]*"([^"]+)"@', path.read_text())


def choose_words(texts):
    """Every so many of the words of each script, as many of each as there are, up to a half; and all words, short ones too."""
    words, real = defaultdict(set), set()
    for text in texts:
        for word in re.findall(r"\w+", fold(text)):
            real.add(word)
            script = next((name for name, letters in SCRIPTS.items() if re.fullmatch(letters, word)), None)
            if script and len(word) >= MIN_LETTERS and not LEFT_OUT & set(word):
                words[script].add(word)
    # Half of another language's accents may stand in a list: what is real is what is in it.
    chosen = []
    for script, share in ("arabic", 4), ("cyrillic", 2), ("latin", 1):
        some = sorted(words[script])
        n = min(len(some), (N_WORDS - len(chosen)) // share)
        chosen += [(script, some[i * len(some) // n]) for i in range(n)]
    return chosen, real


def misspell(rng, script, word, kind, letters):
    at = rng.randrange(len(word) - (kind == "swapped"))
    if kind == "dropped":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[: at + 1] + word[at:]
    if kind == "swapped":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice(letters[script]) + word[at + 1 :]


def make_typos(chosen, real):
    """A slip that gives the word itself, or another real one, is none."""
    rng = random.Random(7)
    letters = {script: sorted({c for name, word in chosen if name == script for c in word}) for script in SCRIPTS}
    kinds = "dropped", "doubled", "swapped", "wrong"
    for i, (script, word) in enumerate(chosen):
        for _ in range(20):
            typo = misspell(rng, script, word, kinds[i % 4], letters)
            if typo not in real:
                yield script, kinds[i % 4], word, typo
                break


def import_texts(catalogue, texts):
    path = catalogue.parent / "words.mrk"
    with open(path, "w") as file:
        for i, text in enumerate(texts):
            file.write(f"=LDR  00000nam a2200000 a 4500\n=001  typo{i}\n=245  00$a{text.strip().replace('$', ' ')}\n\n")
    subprocess.run([ADMIN, "--catalogue", catalogue, "--json", "import", path], check=True, stdout=sys.stderr)


def is_taken(answer, word):
    return fold(answer["understood"]) == word


def is_first(answer, right, word):
    """Taken for it; or all that is shown first is what the word itself finds, in whatever form or script."""
    found = {row["id"] for row in right["results"]}
    return is_taken(answer, word) or (answer["results"] and all(row["id"] in found for row in answer["results"]))


def is_strictly_first(answer, right, word):
    """Taken for it; or what comes first is among what the word itself shows first."""
    shown = {row["id"] for row in right["results"]}
    return is_taken(answer, word) or (answer["results"] and answer["results"][0]["id"] in shown)


def show(figure, answers):
    line = {"figure": figure, "n": len(answers), "first": round(sum(first for *_, first, _ in answers) / len(answers), 4),
            "strictly_first": round(sum(strictly for *_, strictly in answers) / len(answers), 4)}
    for name, times in ("", [answer["milliseconds"] for answer, *_ in answers]), ("cpu_", [cpu for _, cpu, *_ in answers]):
        times.sort()
        line |= {f"{name}p50_ms": round(times[len(times) // 2], 2), f"{name}p99_ms": round(times[len(times) * 99 // 100], 2),
                 f"{name}max_ms": round(times[-1], 2)}
    print(json.dumps(line), flush=True)


def read_work_ms(pid):
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def main(folder):
    catalogue = Path(folder) / "catalogue"
    texts = list(read_texts())
    chosen, real = choose_words(texts)
    typos = list(make_typos(chosen, real))
    import_texts(catalogue, texts)
    shown, found = (subprocess.Popen([ADMIN, "--catalogue", catalogue, "--json", "search", "--batch", "--limit", str(limit)],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for limit in (N_SHOWN, N_FOUND))

    def ask(text, process=shown):
        """The answer, and the milliseconds of work: the clock lies under load."""
        before = read_work_ms(process.pid)
        process.stdin.write(text + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        return answer, read_work_ms(process.pid) - before

    groups = defaultdict(list)
    ask("")
    for script, kind, word, typo in typos:
        answer, cpu = min((ask(typo) for _ in range(3)), key=lambda asked: asked[0]["milliseconds"])
        right = ask(word)[0]
        first = bool(is_first(answer, right, word) or is_first(answer, ask(word, found)[0], word))
        strictly = bool(is_strictly_first(answer, right, word))
        # What is tuned is tuned on one half of the words, and judged by the other.
        half = "first half" if zlib.crc32(word.encode()) % 2 == 0 else "other half"
        if not strictly and half == os.environ.get("RC_SHOW"):
            print(f"# {word} {kind} {typo}: {answer['understood'] or 'as typed'}, {answer['total']}")
        for group in ("typo", f"typo, {half}", f"typo, {kind}", f"typo, {script}") + (
            ("typo, taken for another word",) if answer["understood"] else ()
        ):
            groups[group].append((answer, cpu, first, strictly))
    for group in sorted(groups):
        show(group, groups[group])
    for process in shown, found:
        process.stdin.close()
        process.wait()


main(sys.argv[1])
