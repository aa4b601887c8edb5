#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The desk while fifty sources are refreshed: refresh-stalls.py says how.
set -euo pipefail
exec "$RC_SOURCE_ROOT/tests/screen.sh" /usr/bin/python3 "$RC_SOURCE_ROOT/tests/benchmarks/refresh-stalls.py" "$@" "$RC_ADMIN" "$RC_BUILD_ROOT/bench-refresh"
