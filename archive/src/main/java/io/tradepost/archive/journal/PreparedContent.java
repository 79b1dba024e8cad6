package io.tradepost.archive.journal;

import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * Content read once by the thread that hands it over: hashed, and held in memory if small, so that the one writing thread
 * spends its time on the disk. Large content is read a second time while it is written and must give the same bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record PreparedContent(Content source, long length, byte[] sha256, int crc) {
    /** Up to this size content is held in memory until it is durable. */
    static final int HELD_BYTES = 1 << 20;

    private static final int CHUNK = 64 << 10;

    static PreparedContent of(Content content) throws IOException {
        if (content.size() <= HELD_BYTES) {
            try (InputStream in = content.open()) {
                byte[] bytes = in.readNBytes(HELD_BYTES + 1);
                if (bytes.length <= HELD_BYTES) {
                    return ofBytes(bytes);
                }
            }
        }
        MessageDigest sha = Digests.sha256();
        CRC32C crc = new CRC32C();
        long length = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = content.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                sha.update(chunk, 0, n);
                crc.update(chunk, 0, n);
                length += n;
            }
        }
        return new PreparedContent(content, length, sha.digest(), (int) crc.getValue());
    }

    private static PreparedContent ofBytes(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return new PreparedContent(
                Content.of(bytes), bytes.length, Digests.sha256().digest(bytes), (int) crc.getValue());
    }
}
