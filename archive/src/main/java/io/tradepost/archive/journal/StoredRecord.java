package io.tradepost.archive.journal;

import io.tradepost.archive.Content;
import java.util.Optional;

/**
 * A durable record, its header and metadata checked.
 *
 * @param header  fixed part
 * @param meta    metadata
 * @param content as it was received; reading it to the end checks its SHA-256 and fails when it is damaged
 * @param stored  the bytes behind the metadata, checked in the same way
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
public record StoredRecord(RecordHeader header, byte[] meta, Content content, Content stored) {
    /** What it is, if this version knows. */
    public Optional<RecordKind> kind() {
        return RecordKind.of(header.kind());
    }

    /** Place in the journal. */
    public long sequence() {
        return header.sequence();
    }

    /** The part of the header that the leaf hash covers: {@code SHA-256(0x00 || this || metadata)} is the leaf hash. */
    public byte[] leafPart() {
        return header.leafPart();
    }

    /** SHA-256 of the content as it was received, lower-case hexadecimal. */
    public String contentSha256() {
        return header.contentSha256Hex();
    }
}
