#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The results page over 200 000 records on a virtual display: how long the main loop is away.
set -euo pipefail
folder=$RC_BUILD_ROOT/bench-200000
"$RC_SOURCE_ROOT/tests/benchmarks/large-catalogue.sh" "$RC_ADMIN" "$folder" 200000
GTK_A11Y=none "$RC_SOURCE_ROOT/tests/screen.sh" "$1" "$folder/catalogue"
