# SPDX-License-Identifier: GPL-3.0-or-later
"""Files written into an empty volume of UDF that mkudffs made, as the drivers of 1998 wrote them: what is new goes behind what is there, and on
CD-R a new table of blocks behind that."""
import struct

BLOCK = 2048
UNKNOWN_TIME = struct.pack("<hhBBBBBBBB", 0x1000 | 360, 1999, 12, 31, 6, 30, 15, 0, 0, 0)  # half past six in Almaty


def crc(data):
    value = 0
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def tagged(kind, version, place, body):
    """A descriptor: its tag counts the bytes of itself."""
    head = bytearray(struct.pack("<HHBBHHHI", kind, version, 0, 0, 1, crc(body), len(body), place))
    head[4] = sum(head) & 255
    return bytes(head) + body


class Volume:
    def __init__(self, image):
        self.data = bytearray(image)
        at = struct.unpack_from("<I", self.data, 256 * BLOCK + 20)[0]
        self.maps = []
        for block in range(at, at + 16):
            kind, self.version = struct.unpack_from("<HH", self.data, block * BLOCK)[:2]
            if kind == 5:
                self.start, self.length = struct.unpack_from("<II", self.data, block * BLOCK + 188)
            elif kind == 6:
                volume = self.data[block * BLOCK:(block + 1) * BLOCK]
            elif kind == 8:
                break
        n, at = struct.unpack_from("<I", volume, 268)[0], 440
        for _ in range(n):
            self.maps.append("plain" if volume[at] == 1 else bytes(volume[at + 5:at + 28]).rstrip(b"\0").decode().split()[1].lower())
            if self.maps[-1] == "metadata":
                self.metadata = struct.unpack_from("<I", volume, at + 40)[0]
            at += volume[at + 1]
        self.free = self.length - 4000
        if "virtual" in self.maps:
            last = max(n for n in range(len(self.data) // BLOCK) if self.data[n * BLOCK:n * BLOCK + 2] in (b"\5\1", b"\12\1"))
            del self.data[(last + 1) * BLOCK:]
            self.free = last + 1 - self.start
            table = self.contents(last)
            self.new = table[:2] == struct.pack("<H", 152)
            self.head, table = (table[:152], table[152:]) if self.new else (b"", table[:-36])
            self.tail = b"" if self.new else self.contents(last)[-36:]
            self.table = list(struct.unpack(f"<{len(table) // 4}I", table))
        self.names_in = struct.unpack_from("<H", volume, 256)[0]
        fileset = self.find(struct.unpack_from("<I", volume, 252)[0], self.names_in)
        self.top = struct.unpack_from("<I", self.data, fileset * BLOCK + 404)[0]

    def contents(self, block):
        """Of a small file: within its description, or in one extent."""
        entry = self.data[block * BLOCK:(block + 1) * BLOCK]
        at = 176 if entry[:2] == b"\5\1" else 216
        more, size = struct.unpack_from("<II", entry, at - 8)
        length = struct.unpack_from("<Q", entry, 56)[0]
        if entry[34] & 7 == 3:
            return bytes(entry[at + more:at + more + length])
        first = self.start + struct.unpack_from("<I", entry, at + more + 4)[0]
        return bytes(self.data[first * BLOCK:first * BLOCK + length])

    def find(self, block, partition):
        kind = self.maps[partition]
        if kind == "virtual":
            return self.start + self.table[block]
        if kind == "metadata":
            entry = (self.start + self.metadata) * BLOCK
            return self.start + struct.unpack_from("<I", self.data, entry + 216 + struct.unpack_from("<I", self.data, entry + 208)[0] + 4)[0] + block
        return self.start + block

    def put(self, physical, data):
        at = (self.start + physical) * BLOCK
        self.data[len(self.data):] = bytes(max(0, at + BLOCK - len(self.data)))
        self.data[at:at + BLOCK] = data.ljust(BLOCK, b"\0")

    def write(self, data, gap=1):
        """Extents of what is written, of which the second lies elsewhere; one that was never written where there are two blocks of zeros."""
        extents, blocks = [], [data[n:n + BLOCK] for n in range(0, len(data), BLOCK)]
        for part in (blocks[:1], blocks[1:]):
            size = sum(map(len, part))
            if size > BLOCK and not any(map(any, part)):
                extents.append(struct.pack("<IIH6x", size | 1 << 30, 0, 0))
            elif part:
                extents.append(struct.pack("<IIH6x", size, self.free, 0))
                for block in part:
                    self.put(self.free, block)
                    self.free += 1
            self.free += gap
        return b"".join(extents)

    def describe(self, kind, size, extents, place, form=1):
        icb = struct.pack("<IHHHBBIHH", 0, 4, 0, 1, 0, kind, 0, 0, form)
        body = icb + bytes(20) + struct.pack("<QQ", size, 0) + UNKNOWN_TIME * 3 + bytes(4 + 16 + 32 + 8) + struct.pack("<II", 0, len(extents)) + extents
        return tagged(261, self.version, place, body)

    def add_entry(self, kind, size, extents):
        """The description of a file, in the partition of names; returns its number there."""
        here = self.maps[self.names_in]
        if here == "virtual":
            self.table.append(self.free)
            number = len(self.table) - 1
            self.put(self.free, self.describe(kind, size, extents, number))
        elif here == "metadata":
            number = self.spare = getattr(self, "spare", 19) + 1
            self.put(self.find(number, self.names_in) - self.start, self.describe(kind, size, extents, number))
        else:
            number = self.free
            self.put(number, self.describe(kind, size, extents, number))
        self.free += 1
        return number

    def finish(self, files):
        """The image with these files, name to bytes or to size and extents, in its top folder, and one that was deleted."""
        names = self.name("", self.top, 10)
        for name, data in files.items():
            size, extents = data if isinstance(data, tuple) else (len(data), self.write(data))
            names += self.name(name, self.add_entry(5, size, extents), 0)
        names += self.name("gone.txt", 0, 4)
        extents = self.write(names)
        if self.maps[self.names_in] == "virtual":
            self.table[self.top] = self.free
            self.put(self.free, self.describe(4, len(names), extents, self.top))
            self.free += 1
            table = self.head + struct.pack(f"<{len(self.table)}I", *self.table) + self.tail
            extents = self.write(table, 0)
            self.put(self.free, self.describe(248 if self.new else 0, len(table), extents, self.free))
        else:
            self.put(self.find(self.top, self.names_in) - self.start, self.describe(4, len(names), extents, self.top))
        return bytes(self.data)

    def name(self, name, number, flags):
        text = b"" if not name else b"\x10" + name.encode("utf-16-be")
        body = struct.pack("<HBBIIH6xH", 1, flags, len(text), BLOCK, number, self.names_in, 0) + text
        return tagged(257, self.version, number, body + bytes(-(len(body) + 16) % 4))
