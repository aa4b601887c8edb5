#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a catalogue of N made-up records with the generator of ../shared/bench, once, and prints how long the import took.
#   large-catalogue.sh ADMIN FOLDER [N]
set -euo pipefail
admin=$1 folder=$2 n=${3:-200000}
# One that an older program made is not what is measured.
[ -f "$folder/catalogue/catalogue.db" ] && "$admin" --catalogue "$folder/catalogue" search --limit 1 water >/dev/null 2>&1 && exit 0
"$RC_SOURCE_ROOT/tests/benchmarks/records.sh" "$folder" "$n" mrc
rm -rf "$folder/catalogue"
"$admin" --catalogue "$folder/catalogue" --json import "$folder/records.mrc"
rm -f "$folder/records.mrc"
