#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The reader on a virtual display: real PDFs, and 500 pages of them joined. RC_PAGES: through how many of them it scrolls; RC_FIGURE: one of scrolling,
# turns, marks, taps alone.
set -euo pipefail
command -v pdfunite >/dev/null || { echo "pdfunite is not here"; exit 0; }
pdf=$RC_SHARED_DATA/pdf
[ -d "$pdf" ] || { echo "the real files are not here"; exit 0; }
folder=$RC_BUILD_ROOT/bench-reader
files=()
n=0
for name in unesco/{GEO,TGO,CHN,BEN,CRI,RUS,UZB,BRA} cyrillic/debian-faq.ru cjk/maint-guide.zh-cn long/itu-t81 features/tracemonkey \
  scanned/Seige_of_Vicksburg_Sample_OCR unesco-courier/{012356engo,3_pages} arabic/habibi; do
  files+=("$pdf/$name.pdf")
done
# One that an older program made is not what is measured; this opens it to be written, too, as the application cannot.
if [ ! -f "$folder/ready" ] || ! "$RC_ADMIN" --catalogue "$folder/catalogue" document index >/dev/null 2>&1; then
  rm -rf "$folder"
  mkdir -p "$folder"
  pdfunite "${files[@]}" "${files[0]}" "${files[3]}" "$folder/long.pdf"
  "$RC_ADMIN" --catalogue "$folder/catalogue" init >/dev/null
  for file in "$folder/long.pdf" "${files[@]}"; do
    printf 'TY  - BOOK\nID  - %s\nTI  - %s\nER  - \n' "$((++n))" "$(basename "$file" .pdf)"
  done >"$folder/records.ris"
  "$RC_ADMIN" --catalogue "$folder/catalogue" import "$folder/records.ris" >/dev/null
  n=0
  for file in "$folder/long.pdf" "${files[@]}"; do
    "$RC_ADMIN" --catalogue "$folder/catalogue" document add "$((++n))" "$file" >/dev/null || true
  done
  touch "$folder/ready"
fi
GTK_A11Y=none exec "$RC_SOURCE_ROOT/tests/screen.sh" "$1" "$folder/catalogue" "$((${#files[@]} + 1))" "${RC_PAGES:-500}" ${RC_FIGURE:-}
