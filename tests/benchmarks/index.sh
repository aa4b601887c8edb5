#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The index over N made-up records of ../shared/bench (RC_N, a million by default), beside FTS5 with the same texts: a line
# of JSON a figure.
set -euo pipefail
generator=$RC_SOURCE_ROOT/../shared/bench/generate-catalogue.c
[ -f "$generator" ] || { echo "There is no ../shared/bench: no records can be made."; exit 77; }
folder=$RC_BUILD_ROOT/bench-index
rm -rf "$folder"
mkdir -p "$folder"
trap 'rm -rf "$folder"' EXIT
cc -O2 -w -o "$folder/generate" "$generator" -lm
"$folder/generate" -n "${RC_N:-1000000}" --tsv "$folder/records.tsv"
"$1" "$folder/catalogue" "$folder/records.tsv" fts
