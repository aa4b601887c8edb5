#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Misspelt words over N made-up records (RC_N, 200 000 by default) and the real words of the sample and, where it is there, of
# the UNESCO Thesaurus in ../shared/data: a line of JSON a figure.
set -euo pipefail
n=${RC_N:-200000}
made=$RC_BUILD_ROOT/bench-$n folder=$RC_BUILD_ROOT/bench-typo
"$RC_SOURCE_ROOT/tests/benchmarks/large-catalogue.sh" "$RC_ADMIN" "$made" "$n"
rm -rf "$folder"
trap 'rm -rf "$folder"' EXIT
cp -r --reflink=auto "$made" "$folder"
exec /usr/bin/python3 "$RC_SOURCE_ROOT/tests/benchmarks/typo.py" "$folder"
