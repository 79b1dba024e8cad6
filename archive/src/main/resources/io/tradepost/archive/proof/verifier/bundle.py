"""A proof that one record stands in a journal, or that a journal only grew, as `archive prove` gives it."""

import base64
import hashlib
import json
import struct

from notes import BadNote, Checkpoint, Key
from stamps import Stamps
from tree import consistent, included, leaf_hash


def check(arguments):
    with open(arguments.bundle, encoding="utf-8") as file:
        bundle = json.load(file)
    try:
        keys = trusted(bundle, arguments.key)
        if "sequence" in bundle:
            inclusion(bundle, keys, arguments.message)
        else:
            consistency(bundle, keys)
    except (BadNote, ValueError, KeyError) as e:
        print(f"no proof: {e}")
        return 1
    return 0


def trusted(bundle, wanted):
    keys = [Key(text) for text in bundle["keys"]]
    if wanted:
        if keys[0].text != wanted:
            raise BadNote("the first key of the bundle is not the one that is trusted")
    else:
        print(f"trusting {keys[0].text}")
    return keys


def inclusion(bundle, keys, message):
    checkpoint = Checkpoint(bundle["checkpoint"].encode())
    checkpoint.check(keys)
    head = base64.b64decode(bundle["header"])
    leaf = leaf_hash(head + base64.b64decode(bundle["metadata"]))
    path = [base64.b64decode(value) for value in bundle["path"]]
    if struct.unpack_from(">Q", head, 24)[0] != bundle["sequence"]:
        raise BadNote("the header is another record's")
    if not included(leaf, bundle["sequence"], checkpoint.size, path, checkpoint.head):
        raise BadNote("the path does not lead to the signed head")
    if message:
        with open(message, "rb") as file:
            content = file.read()
        length, digest = struct.unpack_from(">Q32s", head, 80) if len(head) == 120 else (
            struct.unpack_from(">Q", head, 16)[0],
            head[48:80],
        )
        if len(content) != length or hashlib.sha256(content).digest() != digest:
            raise BadNote("the message is not the one that was received")
    if bundle.get("timestamp"):
        Stamps(None).check(base64.b64decode(bundle["timestamp"]), checkpoint.note.data)
    print(f"record {bundle['sequence']} stands in the first {checkpoint.size} records of {checkpoint.origin}")


def consistency(bundle, keys):
    first, second = (Checkpoint(bundle[name].encode()) for name in ("from", "to"))
    for checkpoint in (first, second):
        checkpoint.check(keys)
    hashes = [base64.b64decode(value) for value in bundle["hashes"]]
    if not consistent(first.size, first.head, second.size, second.head, hashes):
        raise BadNote("the later head does not continue the earlier one")
    print(f"the {second.size} records of {second.origin} continue its first {first.size}")
