#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The index over N made-up records of ../shared/bench (RC_N, a million by default), beside FTS5 with the same texts: a line
# of JSON a figure.
set -euo pipefail
folder=$RC_BUILD_ROOT/bench-index
rm -rf "$folder"
trap 'rm -rf "$folder"' EXIT
"$RC_SOURCE_ROOT/tests/benchmarks/records.sh" "$folder" "${RC_N:-1000000}" tsv
"$1" "$folder/catalogue" "$folder/records.tsv" fts
