#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What goes out with the program is valid: Flatpak manifest, desktop files, metainfo.
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
echo 1..4
check 1 "the Flatpak manifest reads" flatpak-builder --show-manifest flatpak/kz.unesco.ResourceCentre.yml
check 2 "the visitor's desktop file is valid" desktop-file-validate data/kz.unesco.ResourceCentre.desktop
check 3 "the desk's desktop file is valid" desktop-file-validate data/kz.unesco.ResourceCentre.Desk.desktop
check 4 "the metainfo is valid" appstreamcli validate --no-net data/kz.unesco.ResourceCentre.metainfo.xml
