#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The application's first frame over 200 000 records: first-frame.py says how.
set -euo pipefail
folder=$RC_BUILD_ROOT/bench-200000
"$RC_SOURCE_ROOT/tests/benchmarks/large-catalogue.sh" "$RC_ADMIN" "$folder" 200000
exec "$RC_SOURCE_ROOT/tests/screen.sh" /usr/bin/python3 "$RC_SOURCE_ROOT/tests/benchmarks/first-frame.py" "$@" "$folder/catalogue"
