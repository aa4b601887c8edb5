#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The import of N made-up records of ../shared/bench (RC_N, 200 000 by default) beside FTS5 with the same texts.
set -euo pipefail
generator=$RC_SOURCE_ROOT/../shared/bench/generate-catalogue.c
[ -f "$generator" ] || { echo "There is no ../shared/bench: no records can be made."; exit 77; }
folder=$RC_BUILD_ROOT/bench-import
rm -rf "$folder"
mkdir -p "$folder"
trap 'rm -rf "$folder"' EXIT
cc -O2 -w -o "$folder/generate" "$generator" -lm
"$folder/generate" -n "${RC_N:-200000}" --marc "$folder/records.mrc" --tsv "$folder/records.tsv"
"$1" "$RC_ADMIN" "$folder" "$folder/records.mrc" "$folder/records.tsv"
