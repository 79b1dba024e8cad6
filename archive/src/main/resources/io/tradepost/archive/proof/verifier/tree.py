"""Merkle trees and proofs: RFC 9162 section 2.1."""

import hashlib


def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """Keeps the hash of every complete subtree, so that the head at any earlier size costs a few look-ups."""

    def __init__(self):
        self.levels = [[]]

    def __len__(self):
        return len(self.levels[0])

    def append(self, leaf):
        self.levels[0].append(leaf)
        level = 0
        while len(self.levels[level]) % 2 == 0:
            if len(self.levels) == level + 1:
                self.levels.append([])
            self.levels[level + 1].append(node(*self.levels[level][-2:]))
            level += 1

    def head(self, size):
        if size > len(self):
            raise ValueError("the tree is not that large")
        head, start = None, size
        for level in range(len(self.levels)):
            if size >> level & 1:
                start -= 1 << level
                root = self.levels[level][start >> level]
                head = root if head is None else node(root, head)
        return hashlib.sha256(b"").digest() if head is None else head


def included(leaf, index, size, path, head):
    """RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn, value = index, size - 1, leaf
    for other in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            value = node(other, value)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            value = node(value, other)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and value == head


def consistent(first, first_head, second, second_head, proof):
    """RFC 9162 section 2.1.4.2."""
    if first == second:
        return not proof and first_head == second_head
    if not 0 < first < second:
        return False
    proof = ([first_head] if first & (first - 1) == 0 else []) + list(proof)
    if not proof:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = proof[0]
    for value in proof[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(value, fr), node(value, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, value)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_head and sr == second_head
