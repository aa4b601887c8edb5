#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Search beside its peers, over RC_N made-up records of ../shared/bench: peers.py says how.
set -euo pipefail
folder=$RC_BUILD_ROOT/bench-peers
trap 'rm -rf "$folder"' EXIT
n=${RC_N:-200000}
"$RC_SOURCE_ROOT/tests/benchmarks/records.sh" "$folder" "$n" mrc tsv
/usr/bin/python3 "$RC_SOURCE_ROOT/tests/benchmarks/peers.py" "$RC_ADMIN" "$folder" "$n"
