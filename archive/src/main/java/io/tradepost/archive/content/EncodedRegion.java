package io.tradepost.archive.content;

import io.tradepost.archive.journal.Digests;
import java.util.HexFormat;

/**
 * A stretch of a message that is the Base64 (RFC 4648 section 4) of something, broken into lines in a regular way, so that
 * it can be made again from what it encodes.
 *
 * @param offset  of its first byte in the message
 * @param length  bytes in the message
 * @param layout  how it is broken into lines
 * @param decoded bytes that it encodes
 * @param sha256  of what it encodes; empty for one too small to be shared
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record EncodedRegion(long offset, long length, Layout layout, long decoded, byte[] sha256) {
    /**
     * Lines.
     *
     * @param lineLength characters in each line but the last; 0 when there is one line only
     * @param end        what stands between lines
     */
    record Layout(int lineLength, LineEnd end) {}

    /** Whether it is worth a record of its own. */
    boolean shareable() {
        return sha256.length > 0;
    }

    /** What a part record with its content is found by. */
    long fingerprint() {
        return fingerprint(sha256);
    }

    static long fingerprint(byte[] sha256) {
        return Digests.fingerprint("part:" + HexFormat.of().formatHex(sha256));
    }
}
