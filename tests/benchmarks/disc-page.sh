#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The page of a disc with 100 000 files in one folder, on a virtual display.
set -euo pipefail
GTK_A11Y=none "$RC_SOURCE_ROOT/tests/screen.sh" "$1" "$RC_BUILD_ROOT/bench-disc-page/catalogue-${2:-100000}" "${2:-100000}"
