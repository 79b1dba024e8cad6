package io.tradepost.archive.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The fixed part of a record, 128 bytes, big-endian; {@code archive/FORMAT.md} has the table.
 *
 * <p>The leaf hash covers the header up to the content's SHA-256 and the metadata, so it commits to the content through
 * that hash: a Merkle tree over leaf hashes can be checked without reading, or even having, any content.
 *
 * <p>The header's own checksum is seeded with the journal's id. Bytes that look like a record but were brought in as mail, perhaps a
 * copy of another journal, are thus never mistaken for one of ours when a damaged region is searched for its end; and 128
 * bytes are enough to tell, so that a hostile content can't make that search slow.
 *
 * @param kind           {@link RecordKind#code}
 * @param payloadVersion version of the metadata's form
 * @param flags          0 in this version of the format
 * @param metaLength     bytes of metadata
 * @param contentLength  bytes of content
 * @param sequence       place in the journal, from 0
 * @param micros         when it was written, microseconds since 1970 UTC
 * @param fingerprint    of the delivery key; 0 for none
 * @param contentSha256  of the content
 * @param contentCrc     CRC32C of the content
 * @param metaCrc        CRC32C of the metadata
 * @param leafHash       RFC 9162 section 2.1.1
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
public record RecordHeader(
        int kind,
        int payloadVersion,
        int flags,
        int metaLength,
        long contentLength,
        long sequence,
        long micros,
        long fingerprint,
        byte[] contentSha256,
        int contentCrc,
        int metaCrc,
        byte[] leafHash) {
    static final int LENGTH = 128;
    static final int MAGIC = 0x54505243; // "TPRC"
    static final int MAX_META = 16 << 20;
    static final long MAX_CONTENT = 1L << 40;

    private static final int LEAF_COVERS = 80;
    private static final int LEAF_AT = 88;
    private static final int CRC_AT = 124;

    /** Bytes of the whole record on disk. */
    public long totalLength() {
        return LENGTH + (long) metaLength + contentLength;
    }

    /** When it was written. */
    public Instant time() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The header's bytes for this metadata; the leaf hash is computed, not taken. */
    static byte[] encode(UUID journal, RecordHeader header, byte[] meta) {
        byte[] bytes = new byte[LENGTH];
        ByteBuffer.wrap(bytes)
                .putInt(MAGIC)
                .putShort((short) header.kind)
                .putShort((short) header.payloadVersion)
                .putInt(header.flags)
                .putInt(header.metaLength)
                .putLong(header.contentLength)
                .putLong(header.sequence)
                .putLong(header.micros)
                .putLong(header.fingerprint)
                .put(header.contentSha256)
                .putInt(header.contentCrc)
                .putInt(crcOf(meta))
                .put(leafHash(bytes, meta));
        ByteBuffer.wrap(bytes).putInt(CRC_AT, checksum(journal, bytes));
        return bytes;
    }

    /** The header in these bytes, if its checksum fits; says nothing of the metadata and the content. */
    static Optional<RecordHeader> decode(UUID journal, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < LENGTH || in.getInt() != MAGIC || in.getInt(CRC_AT) != checksum(journal, bytes)) {
            return Optional.empty();
        }
        int kind = Short.toUnsignedInt(in.getShort());
        int version = Short.toUnsignedInt(in.getShort());
        int flags = in.getInt();
        int metaLength = in.getInt();
        long contentLength = in.getLong();
        if (metaLength < 0 || metaLength > MAX_META || contentLength < 0 || contentLength > MAX_CONTENT) {
            return Optional.empty();
        }
        long sequence = in.getLong();
        long micros = in.getLong();
        long fingerprint = in.getLong();
        byte[] sha = new byte[Digests.LENGTH];
        in.get(sha);
        int contentCrc = in.getInt();
        int metaCrc = in.getInt();
        byte[] leaf = new byte[Digests.LENGTH];
        in.get(leaf);
        return Optional.of(new RecordHeader(
                kind,
                version,
                flags,
                metaLength,
                contentLength,
                sequence,
                micros,
                fingerprint,
                sha,
                contentCrc,
                metaCrc,
                leaf));
    }

    /** Whether the metadata are those that the header speaks of, by checksum. */
    boolean fits(byte[] meta) {
        return meta.length == metaLength && crcOf(meta) == metaCrc;
    }

    /** Whether the leaf hash in these header bytes fits them and the metadata. */
    static boolean leafFits(byte[] header, byte[] meta) {
        byte[] stands = Arrays.copyOfRange(header, LEAF_AT, LEAF_AT + Digests.LENGTH);
        return MessageDigest.isEqual(stands, leafHash(header, meta));
    }

    private static byte[] leafHash(byte[] header, byte[] meta) {
        MessageDigest digest = Digests.sha256();
        digest.update(Digests.LEAF_PREFIX);
        digest.update(header, 0, LEAF_COVERS);
        return digest.digest(meta);
    }

    private static int checksum(UUID journal, byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(SegmentHeader.bytesOf(journal));
        crc.update(header, 0, CRC_AT);
        return (int) crc.getValue();
    }

    private static int crcOf(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
