#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a catalogue of N made-up records with the generator of ../shared/bench, once, and prints how long the import took.
#   large-catalogue.sh ADMIN FOLDER [N]
set -euo pipefail
admin=$1 folder=$2 n=${3:-200000}
generator=$RC_SOURCE_ROOT/../shared/bench/generate-catalogue.c
[ -f "$folder/catalogue/catalogue.db" ] && exit 0
[ -f "$generator" ] || { echo "There is no ../shared/bench: no large catalogue can be made."; exit 77; }
mkdir -p "$folder"
cc -O2 -w -o "$folder/generate" "$generator" -lm
"$folder/generate" -n "$n" --marc "$folder/records.mrc"
rm -rf "$folder/catalogue"
"$admin" --catalogue "$folder/catalogue" --json import "$folder/records.mrc"
rm -f "$folder/records.mrc" "$folder/generate"
