#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first frame over a large catalogue beside that of an empty window of libadwaita, in turns: one line of JSON a figure.

    first-frame.py PROBE EMPTY-WINDOW APPLICATION CATALOGUE
"""
import json
import os
import statistics
import subprocess
import sys

N_RUNS = 9
probe, empty, application, catalogue = sys.argv[1:]
programs = {"empty window": [empty], "resource-centre": [application, "--catalogue", catalogue]}
seen = {name: [] for name in programs}
for run in range(N_RUNS + 1):
    for name, command in programs.items():
        out = subprocess.run(command, env={**os.environ, "LD_PRELOAD": probe}, stdout=subprocess.PIPE, check=True, timeout=60).stdout
        if run > 0:  # the first one reads the files from the disk
            seen[name].append([float(word) for word in out.split()[-2:]])
for name, runs in seen.items():
    clock, cpu = zip(*runs)
    print(json.dumps({"figure": "first frame", "of": name, "p50_ms": statistics.median(clock), "max_ms": max(clock), "cpu_ms": statistics.median(cpu)}))
ours, least = ([statistics.median(column) for column in zip(*seen[name])] for name in ("resource-centre", "empty window"))
print(json.dumps({"figure": "ratio", "clock": round(ours[0] / least[0], 2), "cpu": round(ours[1] / least[1], 2)}))
