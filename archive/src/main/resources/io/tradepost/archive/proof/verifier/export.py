"""An export of a mail archive, folder or ZIP, against its own sums, manifest and signed head."""

import base64
import hashlib
import json
import os
import re
import struct
import zipfile

from notes import BadNote, Checkpoint, Key
from tree import included

SUMS, MANIFEST, MBOX = "SHA256SUMS", "manifest.jsonl", "mail-mboxrd.mbox"
# Where a record's header says what: offset of the content's SHA-256 and of its length, by version of the format.
CONTENT = {1: (48, 16, 80), 2: (88, 80, 120)}
CHECKPOINT, KEYS = "checkpoint.txt", "keys.txt"
DISGUISED = re.compile(rb"^>(>*From )", re.MULTILINE)


class Folder:
    def __init__(self, path):
        self.path = path

    def names(self):
        for at, folders, files in os.walk(self.path):
            folders[:] = [name for name in folders if not os.path.islink(os.path.join(at, name))]
            for name in files:
                yield os.path.relpath(os.path.join(at, name), self.path).replace(os.sep, "/")

    def open(self, name):
        path = os.path.join(self.path, *name.split("/"))
        if os.path.islink(path):
            raise OSError("is a link")
        return open(path, "rb")


class Zip:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)

    def names(self):
        return (name for name in self.zip.namelist() if not name.endswith("/"))

    def open(self, name):
        return self.zip.open(name)


class ExportCheck:
    def __init__(self, bundle):
        self.bundle = bundle
        self.problems = 0
        self.messages = 0
        self.missing = 0

    def problem(self, where, what):
        self.problems += 1
        print(f"{where}: {what}")

    def digest(self, name):
        digest, size = hashlib.sha256(), 0
        with self.bundle.open(name) as file:
            while chunk := file.read(1 << 16):
                digest.update(chunk)
                size += len(chunk)
        return digest.hexdigest(), size

    def run(self):
        try:
            self.sums()
            self.manifest()
        except (OSError, KeyError, ValueError, BadNote, zipfile.BadZipFile) as error:
            self.problem("bundle", f"can't be checked to the end: {error!r}")

    def sums(self):
        listed = set()
        with self.bundle.open(SUMS) as lines:
            for line in lines:
                match = re.fullmatch(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]*)\n", line.decode("ascii"))
                if not match or ".." in match.group(2):
                    self.problem(SUMS, "a line that can't be understood")
                    continue
                wanted, name = match.groups()
                if name in listed:
                    self.problem(name, "is listed twice")
                listed.add(name)
                try:
                    if self.digest(name)[0] != wanted:
                        self.problem(name, "is not what was exported: its SHA-256 differs")
                except (OSError, KeyError, zipfile.BadZipFile) as error:
                    self.problem(name, f"is missing or broken: {error!r}")
        for name in self.bundle.names():
            if name not in listed and name != SUMS:
                self.problem(name, "is no part of the export")
        for name in (MANIFEST, "export.json"):
            if name not in listed:
                self.problem(name, "is not listed")

    def read(self, name):
        with self.bundle.open(name) as file:
            return file.read()

    def checkpoint(self):
        """The signed head of the tree: size and root hash."""
        head = Checkpoint(self.read(CHECKPOINT))
        try:
            head.check([Key(line) for line in self.read(KEYS).decode().splitlines()])
        except BadNote:
            self.problem(CHECKPOINT, "is not signed by the archive's keys")
        return head.size, head.head

    def manifest(self):
        self.size, self.root = self.checkpoint()
        with self.bundle.open("export.json") as file:
            plan = json.load(file)
        mbox = self.bundle.open(MBOX) if "mbox" in plan["formats"] else None
        last, end = "", 0
        with self.bundle.open(MANIFEST) as lines:
            for line in lines:
                entry = json.loads(line)
                name = entry["message"]
                if name <= last:
                    self.problem(name, "stands in the wrong order")
                last = name
                self.messages += 1
                if "missing" in entry:
                    self.missing += 1
                    continue
                self.record(name, entry)
                if "eml" in plan["formats"]:
                    self.eml(name, entry)
                if mbox:
                    if entry["mbox"]["offset"] != end:
                        self.problem(name, "does not follow the message before in the mbox")
                    end = entry["mbox"]["offset"] + entry["mbox"]["length"]
                    self.from_mbox(name, entry, mbox)
        if mbox:
            if mbox.read(1):
                self.problem(MBOX, "holds more than the manifest says")
            mbox.close()
        if self.messages != plan["messages"]:
            self.problem(MANIFEST, f"names {self.messages} messages, but {plan['messages']} were exported")

    def record(self, name, entry):
        record = entry["record"]
        leaf, metadata = bytes.fromhex(record["leafPart"]), base64.b64decode(record["metadata"], validate=True)
        sha_at, size_at, length = CONTENT[record["format"]]
        facts = json.loads(metadata)
        sequence, = struct.unpack_from(">Q", leaf, 24)
        size, = struct.unpack_from(">Q", leaf, size_at)
        meta_length, = struct.unpack_from(">I", leaf, 12)
        if len(leaf) != length or leaf[:6] != b"TPRC\0\1" or meta_length != len(metadata):
            self.problem(name, "its journal record is no delivery")
        if hashlib.sha256(b"\0" + leaf + metadata).hexdigest() != record["leafHash"]:
            self.problem(name, "its journal record does not give the leaf hash")
        path = [bytes.fromhex(one) for one in entry["proof"]["path"]]
        if not included(bytes.fromhex(record["leafHash"]), sequence, self.size, path, self.root):
            self.problem(name, "its journal record does not stand in the signed tree")
        if leaf[sha_at:sha_at + 32].hex() != entry["sha256"] or size != entry["size"]:
            self.problem(name, "the manifest names another hash or size than its journal record")
        if sequence != entry["sequence"] or facts["id"] != name:
            self.problem(name, "its journal record is that of another message")
        if entry["captured"] != (facts["session"]["source"] == "smtp"):
            self.problem(name, "the manifest does not say truly whether it was captured")
        told, known = entry["facts"]["envelope"], facts["envelope"]
        if len(told["to"]) != len(known["to"]):
            self.problem(name, "the manifest names other recipients than its journal record")

    def eml(self, name, entry):
        if self.digest(entry["files"]["eml"]) != (entry["sha256"], entry["size"]):
            self.problem(name, "its file is not the message that was archived")

    def from_mbox(self, name, entry, mbox):
        text = mbox.read(entry["mbox"]["length"])
        separator, _, text = text.partition(b"\n")
        text = text[:-2] if separator.endswith(b" unended") else text[:-1]
        if hashlib.sha256(DISGUISED.sub(rb"\1", text)).hexdigest() != entry["sha256"]:
            self.problem(name, "the mbox does not give it back")


def check_export(path):
    """Prints each problem on a line of its own, or that all is right; the exit code."""
    check = ExportCheck(Folder(path) if os.path.isdir(path) else Zip(path))
    check.run()
    if check.problems:
        print(f"NOT RIGHT: {check.problems} problems in {check.messages} messages")
        return 1
    without = f", {check.missing} of them without content, as the manifest says" if check.missing else ""
    print(f"All is right: {check.messages} messages{without}.")
    return 0
