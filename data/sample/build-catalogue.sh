#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the sample catalogue with the program's own import: build-catalogue.sh ADMIN SRC_DIR BUILD_DIR OUT_DIR
# SRC_DIR holds the texts, BUILD_DIR the PDFs and disc images made from them. OUT_DIR appears only when it is whole, and
# OUT_DIR.log, which says what was taken in, after it.
set -eu

if [ $# -ne 4 ]; then
  echo "usage: build-catalogue.sh ADMIN SRC_DIR BUILD_DIR OUT_DIR" >&2
  exit 2
fi
admin=$1 src=$2 build=$3 out=$4
export LC_ALL=C.UTF-8 TZ=UTC

new=$out.tmp
log=$new.log
rm -rf "$new"

run() {
  "$admin" --catalogue "$new" "$@" >>"$log" 2>&1 || {
    status=$?
    echo "build-catalogue.sh: $* ended with status $status:" >&2
    tail -n 20 "$log" >&2
    exit 1
  }
}

# The value of "key: value" in the head of a text file.
value() {
  sed -n "/^---\$/q; s/^$1: //p" "$2"
}

mkdir -p "$(dirname "$out")"
: >"$log"
run init
run thesaurus import "$src/subjects.ttl"
run import "$src/publications.mrk" --format mrk
run import "$src/grants.csv" --format grants-csv

for disc in "$src"/discs/*/disc.txt; do
  name=$(basename "$(dirname "$disc")")
  run disc add "$build/$name.iso" --title "$(value title "$disc")" --shelfmark "$(value shelfmark "$disc")"
done

for text in "$src"/documents/*.txt; do
  run document add "$(value record "$text")" "$build/$(basename "$text" .txt).pdf"
done
run document index

rm -rf "$out"
mv "$new" "$out"
mv "$log" "$out.log"
