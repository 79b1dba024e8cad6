#!/usr/bin/env python3
"""Checks a journal as FORMAT.md describes it, with nothing but the standard library.

Usage: verify_journal.py FOLDER. Prints "intact N records" and exits with 0, or prints each problem as
"SEGMENT OFFSET SEQUENCE what" and exits with 1.
"""

import hashlib
import os
import re
import struct
import sys
import uuid

SEGMENT = struct.Struct(">8sHHI16sQQ12sI")
# Of each format version: the record's header, how much of it the leaf hash covers.
RECORD = {
    1: (struct.Struct(">4sHHIIQQQQ32sII32sII"), 80),
    2: (struct.Struct(">4sHHIIQQQQ32sQ32sII32sII"), 120),
}
ENCODED, MORE_FOLLOWS = 1, 2

CRC_TABLE = []
for n in range(256):
    for _ in range(8):
        n = (n >> 1) ^ 0x82F63B78 if n & 1 else n >> 1
    CRC_TABLE.append(n)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CRC_TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.names = sorted(n for n in os.listdir(folder) if re.fullmatch(r"[0-9]{20}\.tpj", n))
        with open(os.path.join(folder, "JOURNAL"), encoding="ascii") as file:
            self.journal = uuid.UUID(file.read().split()[-1]).bytes
        self.problems = []
        self.records = 0
        self.expected = 0
        self.unfinished = False

    def problem(self, name, offset, what):
        self.problems.append(f"{name} {offset} {self.expected} {what}")

    def run(self):
        for name, following in zip(self.names, self.names[1:] + [None]):
            with open(os.path.join(self.folder, name), "rb") as file:
                data = file.read()
            self.segment(name, data, int(following[:20]) if following else None)
        if self.unfinished:
            self.problem(self.names[-1], -1, "the last commit is not whole")
        return self.problems

    def segment(self, name, data, next_first):
        first = int(name[:20])
        if len(data) < 64:
            return self.problem(name, 0, "no segment header")
        magic, version, length, zero, journal, begun, _, pad, crc = SEGMENT.unpack_from(data)
        good = (magic, length, zero, pad) == (b"TPJSEG\r\n", 64, 0, bytes(12)) and version in RECORD
        if not good or journal != self.journal or begun != first or crc != crc32c(data[:60]):
            self.problem(name, 0, "bad segment header")
        if first != self.expected:
            self.problem(name, 64, f"records up to {first - 1} are missing")
            self.expected = first
        offset = 64
        while offset < len(data):
            if next_first is not None and self.expected >= next_first:
                return None  # what follows is void
            end, what = self.record(data, offset, version if version in RECORD else 2)
            if what:
                self.problem(name, offset, what)
                return None
            self.records += 1
            self.expected += 1
            offset = end
        if next_first is not None and self.expected < next_first:
            self.problem(name, offset, f"records up to {next_first - 1} are missing")
        return None

    def record(self, data, offset, version):
        layout, covered = RECORD[version]
        if len(data) - offset < layout.size:
            return offset, "a record's header is cut off"
        header = data[offset : offset + layout.size]
        fields = list(layout.unpack(header))
        magic, _, _, flags, meta_length, length, sequence, _, _, sha = fields[:10]
        received_length, received_sha = fields[10:12] if version == 2 else (length, sha)
        content_crc, meta_crc, leaf, zero, crc = fields[-5:]
        known = ENCODED | MORE_FOLLOWS if version == 2 else 0
        if magic != b"TPRC" or crc != crc32c(self.journal + header[:-4]) or flags & ~known or zero:
            return offset, "bad record header"
        if sequence != self.expected:
            return offset, f"sequence {sequence}"
        at = offset + layout.size
        meta = data[at : at + meta_length]
        content = data[at + meta_length : at + meta_length + length]
        if len(meta) != meta_length or len(content) != length:
            return offset, "cut off"
        if crc32c(meta) != meta_crc or crc32c(content) != content_crc:
            return offset, "bad checksum"
        if hashlib.sha256(content).digest() != sha:
            return offset, "bad content hash"
        if not flags & ENCODED and (received_length, received_sha) != (length, sha):
            return offset, "what was received is not what is stored"
        if hashlib.sha256(b"\0" + header[:covered] + meta).digest() != leaf:
            return offset, "bad leaf hash"
        self.unfinished = bool(flags & MORE_FOLLOWS)
        return at + meta_length + length, None


def main():
    checker = Checker(sys.argv[1])
    problems = checker.run()
    if problems:
        print("\n".join(problems))
        return 1
    print(f"intact {checker.records} records")
    return 0


if __name__ == "__main__":
    sys.exit(main())
