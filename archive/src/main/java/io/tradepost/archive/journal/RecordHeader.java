package io.tradepost.archive.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The fixed part of a record, big-endian; {@code archive/FORMAT.md} has the table.
 *
 * <p>The leaf hash covers the header up to its hashes of the content and the metadata, so it commits to the content both as
 * it was received and as it is stored: a Merkle tree over leaf hashes can be checked without any content, and the stored
 * bytes by whoever has no key to them, or may no longer have one.
 *
 * <p>The header's own checksum is seeded with the journal's id. Bytes that look like a record but were brought in as mail, perhaps a
 * copy of another journal, are thus never mistaken for one of ours when a damaged region is searched for its end; and the
 * fixed part is enough to tell, so that a hostile content can't make that search slow.
 *
 * @param format         how it is laid out
 * @param kind           {@link RecordKind#code}
 * @param payloadVersion version of the metadata's form
 * @param flags          {@link #ENCODED}, {@link #MORE_FOLLOWS}; others are 0
 * @param metaLength     bytes of metadata
 * @param contentLength  bytes of the content as it was received
 * @param contentSha256  of the content as it was received
 * @param stored         the content as it stands in the segment
 * @param sequence       place in the journal, from 0
 * @param micros         when it was written, microseconds since 1970 UTC
 * @param fingerprint    of the delivery key; 0 for none
 * @param metaCrc        CRC32C of the metadata
 * @param leafHash       RFC 9162 section 2.1.1
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
public record RecordHeader(
        RecordFormat format,
        int kind,
        int payloadVersion,
        int flags,
        int metaLength,
        long contentLength,
        byte[] contentSha256,
        Stored stored,
        long sequence,
        long micros,
        long fingerprint,
        int metaCrc,
        byte[] leafHash) {
    /** Flag: the content is not stored as it was received. */
    public static final int ENCODED = 1;
    /** Flag: the next record was written in the same commit; without it, this one is not there either. */
    public static final int MORE_FOLLOWS = 2;

    static final int MAGIC = 0x54505243; // "TPRC"
    static final int MAX_META = 16 << 20;
    static final long MAX_CONTENT = 1L << 40;

    private static final int KNOWN_FLAGS = ENCODED | MORE_FOLLOWS;

    /**
     * Content as it stands in the segment.
     *
     * @param length in bytes
     * @param sha256 of these bytes
     * @param crc    CRC32C of these bytes
     */
    public record Stored(long length, byte[] sha256, int crc) {}

    /** Bytes of the whole record on disk. */
    public long totalLength() {
        return format.headerLength() + (long) metaLength + stored.length;
    }

    /** When it was written. */
    public Instant time() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Whether the content must be decoded to be what was received. */
    public boolean encoded() {
        return (flags & ENCODED) != 0;
    }

    /** Whether the next record belongs to the same commit. */
    public boolean moreFollows() {
        return (flags & MORE_FOLLOWS) != 0;
    }

    /** SHA-256 of the content as it was received, lower-case hexadecimal. */
    public String contentSha256Hex() {
        return HexFormat.of().formatHex(contentSha256);
    }

    /** The bytes of the header that the leaf hash covers. */
    byte[] leafPart() {
        // Neither the journal's id nor the metadata stand in that part, and the formats begin alike.
        return Arrays.copyOf(encode(new UUID(0, 0), this, new byte[0]), format.leafCovers());
    }

    /** The header's bytes for this metadata, in the newest format; the leaf hash is computed, not taken. */
    static byte[] encode(UUID journal, RecordHeader header, byte[] meta) {
        RecordFormat format = RecordFormat.NEWEST;
        byte[] bytes = new byte[format.headerLength()];
        ByteBuffer.wrap(bytes)
                .putInt(MAGIC)
                .putShort((short) header.kind)
                .putShort((short) header.payloadVersion)
                .putInt(header.flags)
                .putInt(header.metaLength)
                .putLong(header.stored.length)
                .putLong(header.sequence)
                .putLong(header.micros)
                .putLong(header.fingerprint)
                .put(header.stored.sha256)
                .putLong(header.contentLength)
                .put(header.contentSha256)
                .putInt(header.stored.crc)
                .putInt(crcOf(meta))
                .put(leafHash(format, bytes, meta));
        ByteBuffer.wrap(bytes).putInt(format.checksumAt(), checksum(format, journal, bytes));
        return bytes;
    }

    /** The header in these bytes, if its checksum fits; says nothing of the metadata and the content. */
    static Optional<RecordHeader> decode(RecordFormat format, UUID journal, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < format.headerLength()
                || in.getInt() != MAGIC
                || in.getInt(format.checksumAt()) != checksum(format, journal, bytes)) {
            return Optional.empty();
        }
        int kind = Short.toUnsignedInt(in.getShort());
        int version = Short.toUnsignedInt(in.getShort());
        int flags = in.getInt();
        int metaLength = in.getInt();
        long storedLength = in.getLong();
        long sequence = in.getLong();
        long micros = in.getLong();
        long fingerprint = in.getLong();
        byte[] storedSha = take(in);
        boolean one = format == RecordFormat.V1;
        long contentLength = one ? storedLength : in.getLong();
        byte[] contentSha = one ? storedSha : take(in);
        Stored stored = new Stored(storedLength, storedSha, in.getInt());
        int metaCrc = in.getInt();
        byte[] leaf = take(in);
        if (!plausible(metaLength, RecordHeader.MAX_META)
                || !plausible(storedLength, MAX_CONTENT)
                || !plausible(contentLength, MAX_CONTENT)
                || (flags & ~(one ? 0 : KNOWN_FLAGS)) != 0) {
            return Optional.empty();
        }
        return Optional.of(new RecordHeader(
                format,
                kind,
                version,
                flags,
                metaLength,
                contentLength,
                contentSha,
                stored,
                sequence,
                micros,
                fingerprint,
                metaCrc,
                leaf));
    }

    /** Whether the metadata are those that the header speaks of, by checksum. */
    boolean fits(byte[] meta) {
        return meta.length == metaLength && crcOf(meta) == metaCrc;
    }

    /** Whether the leaf hash in these header bytes fits them and the metadata. */
    static boolean leafFits(RecordFormat format, byte[] header, byte[] meta) {
        byte[] stands = Arrays.copyOfRange(header, format.leafAt(), format.leafAt() + Digests.LENGTH);
        return MessageDigest.isEqual(stands, leafHash(format, header, meta));
    }

    private static byte[] leafHash(RecordFormat format, byte[] header, byte[] meta) {
        MessageDigest digest = Digests.sha256();
        digest.update(Digests.LEAF_PREFIX);
        digest.update(header, 0, format.leafCovers());
        return digest.digest(meta);
    }

    private static int checksum(RecordFormat format, UUID journal, byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(SegmentHeader.bytesOf(journal));
        crc.update(header, 0, format.checksumAt());
        return (int) crc.getValue();
    }

    private static byte[] take(ByteBuffer in) {
        byte[] hash = new byte[Digests.LENGTH];
        in.get(hash);
        return hash;
    }

    private static boolean plausible(long length, long most) {
        return length >= 0 && length <= most;
    }

    private static int crcOf(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
