#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""CPU seconds that it takes to parse a file of MARC 21 and do nothing with it: ours, and those of yaz-marcdump -n, the best of
some turns each. Prints one line of JSON.

    parse.py DUMP RECORDS.mrc

DUMP is tests/exchange/dump.c.
"""
import json
import os
import resource
import subprocess
import sys

N_TURNS = 7


def measure(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    dump, records = sys.argv[1:]
    commands = [dump, "-n", records], ["yaz-marcdump", "-n", records]
    turns = [[measure(command) for command in commands] for _ in range(N_TURNS)]
    ours, theirs = (min(times) for times in zip(*turns))
    print(json.dumps({"figure": "parse", "bytes": os.path.getsize(records), "cpu": round(ours, 3), "yaz_cpu": round(theirs, 3),
                      "ratio": round(ours / theirs, 3)}))


main()
