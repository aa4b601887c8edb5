#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The import of N made-up records of ../shared/bench (RC_N, 200 000 by default) beside FTS5 with the same texts.
set -euo pipefail
folder=$RC_BUILD_ROOT/bench-import
rm -rf "$folder"
trap 'rm -rf "$folder"' EXIT
"$RC_SOURCE_ROOT/tests/benchmarks/records.sh" "$folder" "${RC_N:-200000}" mrc tsv
"$1" "$RC_ADMIN" "$folder" "$folder/records.mrc" "$folder/records.tsv"
