#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes N made-up records with the generator of ../shared/bench: FOLDER/records.mrc, FOLDER/records.tsv. Ends with 77, which skips,
# where there is none.
#   records.sh FOLDER N mrc|tsv…
set -euo pipefail
folder=$1 n=$2
shift 2
generator=$RC_SOURCE_ROOT/../shared/bench/generate-catalogue.c
[ -f "$generator" ] || { echo "There is no ../shared/bench: no records can be made."; exit 77; }
mkdir -p "$folder"
cc -O2 -w -o "$folder/generate" "$generator" -lm
wanted=()
for form in "$@"; do
  case $form in
    mrc) wanted+=(--marc "$folder/records.mrc") ;;
    tsv) wanted+=(--tsv "$folder/records.tsv") ;;
  esac
done
"$folder/generate" -n "$n" "${wanted[@]}"
rm "$folder/generate"
