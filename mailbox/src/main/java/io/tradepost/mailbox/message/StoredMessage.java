package io.tradepost.mailbox.message;

import com.github.luben.zstd.Zstd;
import io.tradepost.mailbox.content.StoredMail;
import java.util.Optional;

/**
 * A message: a row of {@code mb_message}.
 *
 * @param mail      where its bytes are
 * @param bodyStart octets of its header, with the empty line
 * @param header    those octets compressed; empty when they are too many to keep beside the content
 * @param facts     see {@link Facts}
 * @param structure see {@link Structure}; empty where there are no parts, or it was never parsed
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record StoredMessage(
        long id, StoredMail mail, long bodyStart, Optional<byte[]> header, byte[] facts, Optional<byte[]> structure) {
    /** A header longer than this stays in the content only; a usual one has a few thousand octets. */
    static final int LONGEST_HEADER = 256 * 1024;

    private static final int LEVEL = 3;

    /** Compresses a header for the row. */
    static byte[] compress(byte[] header) {
        return Zstd.compress(header, LEVEL);
    }

    /** The octets of the header, if they are kept here. */
    Optional<byte[]> headerBytes() {
        return header.map(compressed -> Zstd.decompress(compressed, Math.toIntExact(bodyStart)));
    }
}
