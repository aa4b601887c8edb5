#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The index over N made-up records of ../shared/bench (RC_N, a million by default), beside FTS5 with the same texts up to a
# million: a line of JSON a figure. Ten million take 40 GB of the disk for as long as it runs.
set -euo pipefail
folder=$RC_BUILD_ROOT/bench-index
rm -rf "$folder"
trap 'rm -rf "$folder"' EXIT
# Of more than a million, a million stand in the file.
n=${RC_N:-1000000} times=1
if [ "$n" -gt 1000000 ]; then
  times=$((n / 1000000)) n=1000000
fi
"$RC_SOURCE_ROOT/tests/benchmarks/records.sh" "$folder" "$n" tsv
if [ "$times" -gt 1 ]; then
  "$1" "$folder/catalogue" "$folder/records.tsv" "$times"
else
  "$1" "$folder/catalogue" "$folder/records.tsv" 1 fts
fi
