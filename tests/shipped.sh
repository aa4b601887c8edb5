#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What goes out with the program is valid: the Flatpak manifest (desktop files and metainfo are checked in data/).
set -u
cd "$RC_SOURCE_ROOT"
check () { # number, name, command…
  local number=$1 name=$2 out
  shift 2
  if ! command -v "$1" >/dev/null; then
    echo "ok $number - $name # SKIP $1 is not installed"
  elif out=$("$@" 2>&1); then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    sed 's/^/# /' <<<"$out"
  fi
}
echo 1..1
check 1 "the Flatpak manifest reads" flatpak-builder --show-manifest flatpak/kz.unesco.ResourceCentre.yml
