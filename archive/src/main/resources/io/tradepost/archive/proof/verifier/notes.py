"""Signed notes (C2SP signed-note), checkpoints (C2SP tlog-checkpoint), and the row of signing keys."""

import base64
import hashlib
import re

from ed25519 import signed

DASH = "\u2014 "


class BadNote(Exception):
    """Bytes that are no note, or that nobody known has signed."""


class Key:
    """A verifier key: name+hex(id)+base64(0x01 || Ed25519 key)."""

    def __init__(self, text):
        self.text = text.strip()
        try:
            self.name, shown, encoded = self.text.split("+", 2)
            typed = base64.b64decode(encoded, validate=True)
        except ValueError as e:
            raise BadNote("no verifier key") from e
        self.id = hashlib.sha256(self.name.encode() + b"\n" + typed).digest()[:4]
        if typed[:1] != b"\1" or len(typed) != 33 or self.id.hex() != shown:
            raise BadNote("no verifier key")
        self.public = typed[1:]


class Note:
    def __init__(self, data):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as e:
            raise BadNote("a note is UTF-8") from e
        gap = text.rfind("\n\n")
        if gap < 0 or not text.endswith("\n") or re.search("[\0-\x09\x0b-\x1f]", text):
            raise BadNote("no note")
        self.data, self.text = data, text[: gap + 1]
        self.signatures = []
        for line in text[gap + 2 :].splitlines():
            name, _, signature = line.removeprefix(DASH).rpartition(" ")
            if not line.startswith(DASH) or not name:
                raise BadNote("no signature line")
            try:
                self.signatures.append((name, base64.b64decode(signature, validate=True)))
            except ValueError as e:
                raise BadNote("no signature line") from e

    def signers(self, keys):
        """Which of these keys have signed; a wrong signature of one of them makes the note bad."""
        signers = []
        for name, signature in self.signatures:
            same = [key for key in keys if key.name == name and key.id == signature[:4]]
            signer = next((key for key in same if signed(key.public, self.text.encode(), signature[4:])), None)
            if signer:
                signers.append(signer)
            elif same:
                raise BadNote(f"the signature of {name} is wrong")
        return signers


class Checkpoint:
    def __init__(self, data):
        self.note = Note(data)
        lines = self.note.text.split("\n")[:-1]
        if len(lines) < 3 or "" in lines or not re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]):
            raise BadNote("no checkpoint")
        self.origin, self.size = lines[0], int(lines[1])
        try:
            self.head = base64.b64decode(lines[2], validate=True)
        except ValueError as e:
            raise BadNote("no checkpoint") from e
        if len(self.head) != 32:
            raise BadNote("no checkpoint")

    def check(self, keys):
        if not any(key.name == self.origin for key in self.note.signers(keys)):
            raise BadNote(f"the checkpoint of {self.size} records is signed by no key of this journal")


class KeyChain:
    """The signing keys that the journal's key events (kind 9) speak of, each vouched for by the one before."""

    def __init__(self, journal):
        self.journal = journal
        self.keys = []

    def add(self, change):
        key = Key(change["key"])
        note = Note(change["note"].encode())
        previous = self.keys[-1].text if self.keys else ""
        if change["previous"] != previous or note.text != f"tradepost signing key\n{self.journal}\n{key.text}\n":
            raise BadNote("a signing key comes from nowhere")
        needed = [key] + self.keys[-1:]
        if len(note.signers(needed)) < len(needed):
            raise BadNote("nobody vouches for a signing key")
        self.keys.append(key)

    def agrees(self, others):
        return all(a.text == b.text for a, b in zip(self.keys, others))
