#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Search beside its peers, over RC_N made-up records of ../shared/bench: peers.py says how.
set -euo pipefail
generator=$RC_SOURCE_ROOT/../shared/bench/generate-catalogue.c
[ -f "$generator" ] || { echo "There is no ../shared/bench: no records can be made."; exit 77; }
folder=$RC_BUILD_ROOT/bench-peers
trap 'rm -rf "$folder"' EXIT
/usr/bin/python3 "$RC_SOURCE_ROOT/tests/benchmarks/peers.py" "$RC_ADMIN" "$generator" "$folder"
