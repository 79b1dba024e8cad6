"""Reads a journal's segments as FORMAT.md describes them, and checks each record against its own hashes."""

import hashlib
import os
import re
import struct
import uuid

SEGMENT = struct.Struct(">8sHHI16sQQ12sI")
# Of each format version: the record's header, how much of it the leaf hash covers.
RECORD = {
    1: (struct.Struct(">4sHHIIQQQQ32sII32sII"), 80),
    2: (struct.Struct(">4sHHIIQQQQ32sQ32sII32sII"), 120),
}
ENCODED, MORE_FOLLOWS = 1, 2
MAX_META, MAX_CONTENT = 16 << 20, 1 << 40


def _table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = (n >> 1) ^ 0x82F63B78 if n & 1 else n >> 1
        table.append(n)
    return table


CRC_TABLE = _table()


def crc32c(data):
    crc = 0xFFFFFFFF
    table = CRC_TABLE
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


class Record:
    """A record whose own checksums and hashes are right."""

    def __init__(self, segment, offset, fields, version, meta, content_at, end):
        self.segment, self.offset, self.end = segment, offset, end
        self.kind, self.flags, self.sequence = fields[1], fields[3], fields[6]
        self.leaf, self.meta = fields[-3], meta
        self.received_length, self.received_sha256 = (
            (fields[10], fields[11]) if version == 2 else (fields[5], fields[9])
        )
        self.content_at = content_at


class Journal:
    """Walks all records; `problems` are (segment, offset, sequence, what)."""

    def __init__(self, folder):
        self.folder = folder
        self.names = sorted(n for n in os.listdir(folder) if re.fullmatch(r"[0-9]{20}\.tpj", n))
        with open(os.path.join(folder, "JOURNAL"), encoding="ascii") as file:
            self.id = uuid.UUID(file.read().split()[-1])
        self.problems = []
        self.expected = 0
        self.good = 0

    def records(self):
        """Yields the whole records, in order."""
        pending = []
        for name, following in zip(self.names, self.names[1:] + [None]):
            with open(os.path.join(self.folder, name), "rb") as file:
                data = file.read()
            for record in self._segment(name, data, int(following[:20]) if following else None):
                # Records of one commit count only together.
                pending.append(record)
                if not record.flags & MORE_FOLLOWS:
                    yield from pending
                    pending = []
            if following:
                yield from pending
                pending = []
        if pending:
            self._problem(pending[0].segment, pending[0].offset, pending[0].sequence, "the last commit is not whole")
            self.good -= len(pending)
            self.expected = pending[0].sequence

    def _problem(self, name, offset, sequence, what):
        self.problems.append((name, offset, sequence, what))

    def _missing(self, name, offset, found):
        if self.expected < found:
            self._problem(name, offset, self.expected, f"records {self.expected} to {found - 1} are missing")
            self.expected = found

    def _segment(self, name, data, next_first):
        first = int(name[:20])
        version = self._version(name, data, first)
        self._missing(name, 64, first)
        layout = RECORD[version][0]
        last, offset = first - 1, 64
        while offset < len(data):
            what, resume, record = self._record(name, data, offset, version, last)
            if what:
                found = self._search(data, resume, layout, last)
                if next_first is None or self.expected < next_first:
                    self._problem(name, offset, self.expected, what)
                offset = found
                continue
            offset = record.end
            last = record.sequence
            if next_first is not None and record.sequence >= next_first:
                continue  # void
            self._missing(name, record.offset, record.sequence)
            self.expected = record.sequence + 1
            self.good += 1
            yield record
        if next_first is not None:
            self._missing(name, -1, next_first)

    def _version(self, name, data, first):
        if len(data) >= 64:
            magic, version, length, zero, journal, begun, _, _, crc = SEGMENT.unpack_from(data)
            good = (magic, length, zero) == (b"TPJSEG\r\n", 64, 0) and version in RECORD and crc == crc32c(data[:60])
            if good and journal == self.id.bytes and begun == first:
                return version
            self._problem(name, 0, first, "bad segment header")
            if good:
                return version
            if self._header(data, 64, RECORD[1][0], -1):
                return 1
            return 2
        self._problem(name, 0, first, "no segment header")
        return 2

    def _header(self, data, offset, layout, last):
        """The fields of a header whose checksum is right and whose sequence is higher than the last; else nothing."""
        if len(data) - offset < layout.size:
            return None
        fields = layout.unpack_from(data, offset)
        if fields[0] != b"TPRC" or fields[-1] != crc32c(self.id.bytes + data[offset : offset + layout.size - 4]):
            return None
        if fields[4] > MAX_META or fields[5] > MAX_CONTENT or fields[6] <= last:
            return None
        return fields

    def _search(self, data, resume, layout, last):
        at = data.find(b"TPRC", resume)
        while at >= 0:
            if self._header(data, at, layout, last):
                return at
            at = data.find(b"TPRC", at + 1)
        return len(data)

    def _record(self, name, data, offset, version, last):
        """What is wrong, where to look for the next record, and the record if nothing is wrong."""
        layout, covered = RECORD[version]
        if len(data) - offset < layout.size:
            return "a record's header is cut off", len(data), None
        fields = self._header(data, offset, layout, last)
        known = ENCODED | MORE_FOLLOWS if version == 2 else 0
        if not fields or fields[3] & ~known or fields[-2]:
            return "no record header, or a wrong checksum in it", offset + 1, None
        meta_length, length, sha = fields[4], fields[5], fields[9]
        at = offset + layout.size
        end = at + meta_length + length
        if end > len(data):
            return f"record {fields[6]} is cut off", offset + 1, None
        meta = data[at : at + meta_length]
        content = memoryview(data)[at + meta_length : end]
        content_crc, meta_crc, leaf = fields[-5:-2]
        record = Record(name, offset, fields, version, meta, at + meta_length, end)
        if crc32c(meta) != meta_crc or crc32c(content) != content_crc:
            return "bad checksum", end, None
        if hashlib.sha256(content).digest() != sha:
            return "bad content hash", end, None
        if not fields[3] & ENCODED and (record.received_length, record.received_sha256) != (length, sha):
            return "what was received is not what is stored", end, None
        if hashlib.sha256(b"\0" + data[offset : offset + covered] + meta).digest() != leaf:
            return "bad leaf hash", end, None
        return None, end, record
