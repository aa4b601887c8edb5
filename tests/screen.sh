#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on a virtual display with a session bus and accessibility of its own, and with nothing of the caller's desktop.
#   RC_SCREEN=1280x800 RC_TEXT=100 tests/screen.sh COMMAND…
set -euo pipefail
home=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$home"' EXIT
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache
mkdir -m 700 "$XDG_RUNTIME_DIR"
# A screen on which nothing happens stands still.
mkdir -p "$XDG_CONFIG_HOME/gtk-4.0"
printf '[Settings]\ngtk-cursor-blink=false\n' >"$XDG_CONFIG_HOME/gtk-4.0/settings.ini"
unset WAYLAND_DISPLAY DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=${GTK_A11Y-atspi} GSETTINGS_BACKEND=memory ADW_DISABLE_PORTAL=1 NO_AT_BRIDGE=0
export LC_ALL=${LC_ALL-C.UTF-8} LIBGL_ALWAYS_SOFTWARE=1 XAUTHORITY=$home/xauthority
# A machine of people has a locale of its own, and without one the C library of Debian 13 (2.41; that of 12 is 2.36) translates
# nothing.
locale=()
if [ "$LC_ALL" = C.UTF-8 ] && [[ ! $(getconf GNU_LIBC_VERSION) =~ \ 2\.(3[0-7])$ ]]; then
  mkdir "$home/locale"
  cp -r /usr/lib/locale/C.utf8 "$home/locale/en_US.UTF-8"
  locale=(LOCPATH="$home/locale" LC_ALL=en_US.UTF-8)
fi
if [ -z "$GTK_A11Y" ]; then unset GTK_A11Y; fi

# The server looks for a free number itself, as several tests may start at once, and stays when a first client leaves.
cookie=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
touch "$XAUTHORITY" "$home/server-cookies"
xauth -q -f "$home/server-cookies" add :0 . "$cookie"
mkfifo "$home/number"
Xvfb -displayfd 9 -screen 0 "${RC_SCREEN:-1280x800}x24" -dpi 96 -nolisten tcp -noreset -auth "$home/server-cookies" \
  9>"$home/number" 2>"$home/server.log" &
server=$!
read -r number <"$home/number" || { cat "$home/server.log" >&2; exit 1; }
export DISPLAY=:$number
xauth -q add "$DISPLAY" . "$cookie"
# Letters of three scripts; xdotool finds the layout that has each.
setxkbmap -layout us,kz,ara
# In percent. GTK takes the size of text from here alone: without a daemon of settings neither GSettings nor its own file count.
if [ -n "${RC_TEXT:-}" ]; then
  xprop -root -f RESOURCE_MANAGER 8s -set RESOURCE_MANAGER "Xft.dpi:	$((96 * RC_TEXT / 100))"
fi
# The daemons of the session talk too; standard output is the command's alone.
dbus-run-session -- env "${locale[@]}" bash -c 'exec "$@" >&8 8>&-' - "$@" 8>&1 >&2
