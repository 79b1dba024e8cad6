"""Rows of the catalog against the records that they were made of."""

import json
from datetime import datetime, timezone

DELIVERY, LINK, AUDIT = 1, 2, 3


def millis(text):
    """Milliseconds since 1970 of an ISO 8601 time in UTC, cut off, not rounded."""
    whole, _, fraction = text.rstrip("Z").partition(".")
    seconds = int(datetime.fromisoformat(whole + ("" if whole.count(":") == 2 else ":00")).replace(tzinfo=timezone.utc).timestamp())
    return seconds * 1000 + int((fraction + "000")[:3])


class Catalog:
    """Reads lines of tab-separated fields: table, record, then columns. Strings are JSON."""

    def __init__(self, path):
        self.rows = {}
        with open(path, encoding="utf-8") as file:
            for line in file:
                table, record, *columns = line.rstrip("\n").split("\t")
                self.rows.setdefault(int(record), []).append((table, tuple(json.loads(column) for column in columns)))
        self.found = []

    def watch(self, record):
        """Takes note of a record."""
        expected = self._expected(record)
        there = sorted(self.rows.pop(record.sequence, []), key=repr)
        if there != sorted(expected, key=repr):
            self.found.append((record.sequence, "the catalog says something else of it"))

    def problems(self):
        """What does not fit, after all records were seen."""
        return self.found + [(record, "the catalog has a row of it, the journal has none") for record in sorted(self.rows)]

    def _expected(self, record):
        if record.kind not in (DELIVERY, LINK, AUDIT):
            return []
        said = json.loads(record.meta)
        if record.kind == DELIVERY:
            message = (said["id"], millis(said["receivedAt"]), said["direction"], record.received_length,
                       record.received_sha256.hex())
            envelope = [("envelope-from", said["envelope"]["from"])]
            envelope += [("envelope-to", address) for address in said["envelope"]["to"]]
            envelope += [("account", address) for address in said["accounts"]]
            return [("message", message)] + [
                ("address", (role, address.lower())) for role, address in envelope if address
            ]
        if record.kind == LINK:
            links = [("link", (link["kind"], link["key"], link["customer"], link["status"])) for link in said["links"]]
            return [("link-event", (said["message"], millis(said["at"]), said["by"], said["basis"]))] + links
        return [("audit", (millis(said["at"]), said["who"], said["role"], said["origin"], said["action"],
                           said["target"], said["outcome"]))]
