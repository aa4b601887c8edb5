#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Searches over 200 000 records, from the text to ids, exact counts and rows: milliseconds of each, as the program says.
set -euo pipefail
folder=$RC_BUILD_ROOT/bench-200000
"$RC_SOURCE_ROOT/tests/benchmarks/large-catalogue.sh" "$RC_ADMIN" "$folder" 200000
printf '%s\n' e ed edu educ education "education report" вода білім "science policy" a "the of and" "" |
  "$RC_ADMIN" --catalogue "$folder/catalogue" --json search --batch --limit 50 |
  /usr/bin/python3 -c '
import json, sys
for line in sys.stdin:
    answer = json.loads(line)
    print("%-24r %8d hits %8.1f ms" % (answer["query"], answer["total"], answer["milliseconds"]))'
