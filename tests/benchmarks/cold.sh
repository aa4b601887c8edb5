#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The first question after the machine was switched on, over N made-up records (RC_N, 200 000 by default): cold.c says how.
set -euo pipefail
folder=$RC_BUILD_ROOT/bench-${RC_N:-200000}
"$RC_SOURCE_ROOT/tests/benchmarks/large-catalogue.sh" "$RC_ADMIN" "$folder" "${RC_N:-200000}"
exec "$1" "$folder/catalogue"
