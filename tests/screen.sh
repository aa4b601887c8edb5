#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command on a virtual display with a session bus and accessibility of its own, and with nothing of the caller's desktop.
#   RC_SCREEN=1280x800 RC_TEXT=100 RC_TOUCH= tests/screen.sh COMMAND…
# RC_TOUCH=1: a display with fingers, for which Xvfb has nothing: Xorg with a screen and an input device that are none. The command finds
# the socket of that device in RC_TOUCH (tests/touch.py). A test is left out where there is no such Xorg, or it may not be started.
set -euo pipefail
home=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$home"' EXIT
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache
mkdir -m 700 "$XDG_RUNTIME_DIR"
# A screen on which nothing happens stands still.
mkdir -p "$XDG_CONFIG_HOME/gtk-4.0"
printf '[Settings]\ngtk-cursor-blink=false\n' >"$XDG_CONFIG_HOME/gtk-4.0/settings.ini"
# Two taps are two taps, however slow the machine.
[ -z "${RC_TOUCH:-}" ] || echo gtk-double-click-time=3000 >>"$XDG_CONFIG_HOME/gtk-4.0/settings.ini"
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
display=(Xvfb -screen 0 "${RC_SCREEN:-1280x800}x24")
if [ -n "${RC_TOUCH:-}" ]; then
  export RC_TOUCH=$home/touch
  modules=/usr/lib/xorg/modules
  if [ ! -e $modules/drivers/dummy_drv.so ] || [ ! -e $modules/input/inputtest_drv.so ]; then
    echo "1..0 # SKIP there is no Xorg with a screen and fingers that are none"
    exit
  fi
  cat >"$home/xorg.conf" <<END
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
Section "InputDevice"
  Identifier "fingers"
  Driver "inputtest"
  Option "DeviceType" "Touch"
  Option "TouchCount" "5"
  Option "SocketPath" "$RC_TOUCH"
EndSection
Section "InputDevice"
  Identifier "keys"
  Driver "inputtest"
  Option "DeviceType" "Keyboard"
  Option "SocketPath" "$home/keys"
EndSection
Section "InputDevice"
  Identifier "mouse"
  Driver "inputtest"
  Option "DeviceType" "PointerAbsolute"
  Option "SocketPath" "$home/mouse"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1024x768"
    Virtual 1024 768
  EndSubSection
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "fingers" "SendCoreEvents"
  InputDevice "keys" "CoreKeyboard"
  InputDevice "mouse" "CorePointer"
EndSection
END
  display=(/usr/lib/xorg/Xorg -config "$home/xorg.conf" -logfile "$home/xorg.log" -novtswitch -sharevts vt7)
fi
"${display[@]}" -displayfd 9 -dpi 96 -nolisten tcp -noreset -auth "$home/server-cookies" \
  9>"$home/number" 2>"$home/server.log" &
server=$!
if ! read -r number <"$home/number"; then
  cat "$home/server.log" >&2
  [ -n "${RC_TOUCH:-}" ] || exit 1
  echo "1..0 # SKIP Xorg cannot be started here"
  exit
fi
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
