#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The text of the real PDFs: pages a second beside pdftotext (poppler-utils), and how long it takes to find.
command -v pdftotext >/dev/null || { echo "pdftotext is not here"; exit 0; }
[ -d "$RC_SHARED_DATA/pdf" ] || { echo "the real files are not here"; exit 0; }
find "$RC_SHARED_DATA/pdf" -name '*.pdf' ! -path '*/hostile/*' ! -path '*/encrypted/*' ! -path '*/corkami/*' ! -path '*/handbuilt/*' \
  -exec "$1" {} +
