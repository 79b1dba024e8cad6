package io.tradepost.archive.journal;

import io.tradepost.archive.Content;

/**
 * A record to be appended.
 *
 * @param kind           what it is
 * @param payloadVersion version of the metadata's form, 0 to 65535
 * @param fingerprint    {@link Digests#fingerprint} of its key; 0 for none
 * @param meta           metadata, at most 16 MiB
 * @param content        bytes that stand behind the metadata; must give the same bytes each time it is opened
 * @param form           what those bytes are
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
public record NewRecord(
        RecordKind kind, int payloadVersion, long fingerprint, byte[] meta, Content content, Form form) {
    /** What the bytes behind the metadata are. */
    public sealed interface Form {}

    /** The content itself. */
    public record AsReceived() implements Form {}

    /**
     * The content compressed and encrypted.
     *
     * @param length of the content before, in bytes
     * @param sha256 of the content before
     */
    public record Encoded(long length, byte[] sha256) implements Form {}

    /** A record whose content is stored as it is. */
    public NewRecord(RecordKind kind, int payloadVersion, long fingerprint, byte[] meta, Content content) {
        this(kind, payloadVersion, fingerprint, meta, content, new AsReceived());
    }

    /** A record without content and key. */
    public static NewRecord of(RecordKind kind, int payloadVersion, byte[] meta) {
        return new NewRecord(kind, payloadVersion, 0, meta, Content.of(new byte[0]));
    }
}
