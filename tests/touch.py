# SPDX-License-Identifier: GPL-3.0-or-later
"""Fingers on the display of tests/screen.sh, which RC_TOUCH=1 gives them: by Xorg's driver for tests (inputtestdrv(4))."""
import os
import socket
import struct
import time

VERSION, SYNC, TOUCH = 0, 1, 6
BEGIN, MOVE, END = 18, 19, 20  # as in XI2
N_AXES = 64
FULL = 0xffff  # of an axis


class Fingers:
    def __init__(self, width, height):
        self.size = width, height
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(os.environ["RC_TOUCH"])
        self._ask(VERSION, struct.pack("<HH", 1, 1))

    def _send(self, kind, payload=b""):
        self.socket.sendall(struct.pack("<II", 8 + len(payload), kind) + payload)

    def _ask(self, kind, payload=b""):
        self._send(kind, payload)
        length = struct.unpack("<II", self.socket.recv(8, socket.MSG_WAITALL))[0]
        if length > 8:
            self.socket.recv(length - 8, socket.MSG_WAITALL)

    def event(self, finger, kind, x, y):
        """Comes back when the display has it."""
        where = [x * FULL / self.size[0], y * FULL / self.size[1]] + [0] * (N_AXES - 2)
        self._send(TOUCH, struct.pack("<III8s4x", finger, kind, 0, b"\3") + struct.pack(f"<{2 * N_AXES}d", *where, *[0] * N_AXES))
        self._ask(SYNC)

    def tap(self, x, y):
        self.event(1, BEGIN, x, y)
        self.event(1, END, x, y)

    def hold(self, x, y, until):
        """Stays there until something is seen."""
        self.event(1, BEGIN, x, y)
        try:
            until()
        finally:
            self.event(1, END, x, y)

    def move(self, *ways, steps=20):
        """All fingers at once, each (from x, from y, to x, to y)."""
        for finger, (x, y, _, _) in enumerate(ways):
            self.event(finger + 1, BEGIN, x, y)
        for step in range(1, steps + 1):
            for finger, (x, y, to_x, to_y) in enumerate(ways):
                self.event(finger + 1, MOVE, x + (to_x - x) * step / steps, y + (to_y - y) * step / steps)
        for finger, (_, _, x, y) in enumerate(ways):
            self.event(finger + 1, END, x, y)
