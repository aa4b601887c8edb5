#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Parsing alone of N made-up records of ../shared/bench (RC_N, 200 000 by default) beside yaz-marcdump -n.
set -euo pipefail
command -v yaz-marcdump >/dev/null || { echo "There is no yaz-marcdump to compare with."; exit 77; }
folder=$RC_BUILD_ROOT/bench-parse
rm -rf "$folder"
trap 'rm -rf "$folder"' EXIT
"$RC_SOURCE_ROOT/tests/benchmarks/records.sh" "$folder" "${RC_N:-200000}" mrc
/usr/bin/python3 "$RC_SOURCE_ROOT/tests/benchmarks/parse.py" "$1" "$folder/records.mrc"
