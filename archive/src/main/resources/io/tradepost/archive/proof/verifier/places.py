"""Folders that hold evidence: the archive's own `proof` folder, and second places."""

import os
import re

from notes import Checkpoint, Key
from tree import Tree

TILE = 256


def elements(number):
    """1234 as x001/234."""
    groups = []
    while True:
        groups.insert(0, f"{number % 1000:03d}")
        number //= 1000
        if not number:
            return "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])


class Place:
    """Checkpoints, keys and leaves below one folder."""

    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        self._tile = (-1, b"")

    def read(self, path):
        try:
            with open(os.path.join(self.folder, path), "rb") as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def newest(self):
        """The checkpoint over most records of all that are here: the file that names one is replaced, and can be put back."""
        data = self.read("checkpoint/newest")
        said = Checkpoint(data) if data is not None else None
        sizes = self.sizes()
        if sizes and (said is None or said.size < sizes[-1]):
            return self.checkpoint(sizes[-1])
        return said

    def keys(self):
        return [Key(line) for line in (self.read("keys") or b"").decode().splitlines()]

    def sizes(self):
        top = os.path.join(self.folder, "checkpoint")
        sizes = set()
        for folder, _, files in os.walk(top):
            for file in files:
                digits = re.sub("[x/]", "", os.path.relpath(os.path.join(folder, file), top))
                if re.fullmatch("[0-9]{1,18}", digits):
                    sizes.add(int(digits))
        return sorted(sizes)

    def checkpoint(self, size):
        return Checkpoint(self.read("checkpoint/" + elements(size)))

    def token(self, size):
        return self.read("checkpoint/" + elements(size) + ".tst")

    def leaf(self, sequence, size):
        """The leaf hash of this record, of a place whose newest checkpoint has this size."""
        if sequence >= size:
            return None
        index = sequence // TILE
        if self._tile[0] != index:
            width = min(TILE, size - index * TILE)
            path = "tile/0/" + elements(index)
            data = self.read(path + (f".p/{width}" if width < TILE else "")) or self.read(path)
            if data is None or len(data) < width * 32:
                return None
            self._tile = (index, data)
        at = sequence % TILE * 32
        return self._tile[1][at : at + 32]

    def leaves_fit(self, checkpoint):
        """Whether the leaves give the head of this, the newest checkpoint."""
        tree = Tree()
        for sequence in range(checkpoint.size):
            leaf = self.leaf(sequence, checkpoint.size)
            if leaf is None:
                return False
            tree.append(leaf)
        return tree.head(checkpoint.size) == checkpoint.head
