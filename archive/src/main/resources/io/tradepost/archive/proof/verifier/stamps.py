"""RFC 3161 tokens: the imprint by an own walk over the DER, the signature by openssl when a root is given."""

import hashlib
import os
import subprocess
import tempfile

SHA256 = bytes.fromhex("0609608648016503040201")
TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")


def children(data):
    """The (tag, content) pairs in this content; DER of definite length only."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length = int.from_bytes(data[at : at + count], "big")
            at += count
        if at + length > len(data):
            raise ValueError("a time-stamp is cut off")
        yield tag, data[at : at + length]
        at += length


def tst_info(token):
    """The TSTInfo in a TimeStampToken: ContentInfo, SignedData, EncapsulatedContentInfo, OCTET STRING."""
    content_info = next(children(token))[1]
    signed_data = next(children(list(children(content_info))[1][1]))[1]
    encapsulated = [content for tag, content in children(signed_data) if tag == 0x30][0]
    if not encapsulated.startswith(TST_INFO):
        raise ValueError("no time-stamp token")
    octets = next(children(list(children(encapsulated))[1][1]))[1]
    return list(children(next(children(octets))[1]))


class Stamps:
    """Checks tokens. Without a root only what they were given for is checked, not who gave them."""

    def __init__(self, root):
        self.root = root

    def check(self, token, data):
        try:
            imprint = list(children(tst_info(token)[2][1]))
            algorithm, digest = imprint[0][1], imprint[1][1]
        except (IndexError, StopIteration) as e:
            raise ValueError("no time-stamp token") from e
        if not algorithm.startswith(SHA256) or digest != hashlib.sha256(data).digest():
            raise ValueError("a time-stamp was given for something else")
        if self.root:
            self._signature(token, data)

    def _signature(self, token, data):
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("token", "data")]
            for path, content in zip(paths, (token, data)):
                with open(path, "wb") as file:
                    file.write(content)
            command = ["openssl", "ts", "-verify", "-token_in", "-in", paths[0], "-data", paths[1], "-CAfile", self.root]
            if subprocess.run(command, capture_output=True, check=False).returncode:
                raise ValueError("the signature of a time-stamp is wrong")
