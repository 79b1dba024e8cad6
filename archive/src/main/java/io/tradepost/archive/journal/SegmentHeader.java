package io.tradepost.archive.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes of a segment file.
 *
 * @param format        how its records are laid out
 * @param journal       which journal it belongs to
 * @param firstSequence lowest sequence that it may hold; its file is named after it
 * @param micros        when it was begun, microseconds since 1970 UTC
 */
record SegmentHeader(RecordFormat format, UUID journal, long firstSequence, long micros) {
    static final int LENGTH = 64;

    private static final byte[] MAGIC = "TPJSEG\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CRC_AT = 60;
    private static final Pattern NAME = Pattern.compile("([0-9]{20})\\.tpj");

    byte[] encode() {
        byte[] bytes = new byte[LENGTH];
        ByteBuffer.wrap(bytes)
                .put(MAGIC)
                .putShort((short) format.version())
                .putShort((short) LENGTH)
                .putInt(0)
                .put(bytesOf(journal))
                .putLong(firstSequence)
                .putLong(micros);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_AT);
        ByteBuffer.wrap(bytes).putInt(CRC_AT, (int) crc.getValue());
        return bytes;
    }

    static Optional<SegmentHeader> decode(byte[] bytes) {
        if (bytes.length < LENGTH) {
            return Optional.empty();
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_AT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        Optional<RecordFormat> format = RecordFormat.of(Short.toUnsignedInt(in.getShort()));
        boolean ours = java.util.Arrays.equals(magic, MAGIC)
                && format.isPresent()
                && in.getShort() == LENGTH
                && in.getInt() == 0
                && ByteBuffer.wrap(bytes).getInt(CRC_AT) == (int) crc.getValue();
        return ours
                ? Optional.of(new SegmentHeader(
                        format.get(), new UUID(in.getLong(), in.getLong()), in.getLong(), in.getLong()))
                : Optional.empty();
    }

    static String fileName(long firstSequence) {
        return String.format(java.util.Locale.ROOT, "%020d.tpj", firstSequence);
    }

    /** The first sequence that a file's name speaks of, if it is a segment's name. */
    static OptionalLong firstSequenceOf(Path file) {
        Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    static byte[] bytesOf(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
