package io.tradepost.archive.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The fixed parts of a ZIP file, little-endian; numbers of sections are those of PKWARE's APPNOTE 6.3.10. */
final class ZipRecords {
    /** From this size on a number stands in the ZIP64 fields, section 4.5.3. */
    static final long LIMIT = 0xffff_ffffL;
    /** Files from this size on get ZIP64 fields in their local header. Deflate can make a file a little longer. */
    static final long LARGE = LIMIT - (16L << 20);

    private static final int MANY = 0xffff;
    private static final short ZIP64_EXTRA = 1;
    private static final short VERSION_ZIP64 = 45;
    private static final short VERSION_DEFLATE = 20;
    private static final short MADE_BY_UNIX = (3 << 8) | VERSION_ZIP64;
    private static final short UTF8_NAMES = 1 << 11;
    private static final short DEFLATED = 8;
    private static final int REGULAR_FILE_0644 = 0100644 << 16;
    private static final int FIRST_DOS_YEAR = 1980;
    private static final int ENOUGH = 512;

    private final short date;
    private final short time;

    /** All entries carry this time, which ZIP keeps to two seconds; UTC, since the format knows no zones. */
    ZipRecords(Instant instant) {
        ZonedDateTime at = instant.atZone(ZoneOffset.UTC);
        int year = Math.clamp(at.getYear() - FIRST_DOS_YEAR, 0, 127);
        this.date = (short) ((year << 9) | (at.getMonthValue() << 5) | at.getDayOfMonth());
        this.time = (short) ((at.getHour() << 11) | (at.getMinute() << 5) | (at.getSecond() / 2));
    }

    /** Section 4.3.7; the same length whatever the numbers are. */
    byte[] local(String name, boolean large, long crc, long compressed, long size) {
        ByteBuffer out = begin();
        out.putInt(0x04034b50).putShort(large ? VERSION_ZIP64 : VERSION_DEFLATE);
        common(out, crc, large ? LIMIT : compressed, large ? LIMIT : size, name);
        out.putShort((short) (large ? 20 : 0)).put(name.getBytes(StandardCharsets.UTF_8));
        if (large) {
            out.putShort(ZIP64_EXTRA).putShort((short) 16).putLong(size).putLong(compressed);
        }
        return bytes(out);
    }

    /** Section 4.3.12. */
    byte[] central(String name, long crc, long compressed, long size, long offset) {
        boolean large = size >= LARGE || compressed >= LIMIT || offset >= LIMIT;
        ByteBuffer out = begin();
        out.putInt(0x02014b50).putShort(MADE_BY_UNIX).putShort(large ? VERSION_ZIP64 : VERSION_DEFLATE);
        common(out, crc, large ? LIMIT : compressed, large ? LIMIT : size, name);
        out.putShort((short) (large ? 28 : 0)); // extra field
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0); // comment, disk, internal attributes
        out.putInt(REGULAR_FILE_0644).putInt((int) (large ? LIMIT : offset));
        out.put(name.getBytes(StandardCharsets.UTF_8));
        if (large) {
            out.putShort(ZIP64_EXTRA).putShort((short) 24);
            out.putLong(size).putLong(compressed).putLong(offset);
        }
        return bytes(out);
    }

    /** Sections 4.3.14 to 4.3.16. */
    byte[] end(long entries, long directory, long offset) {
        boolean large = entries >= MANY || directory >= LIMIT || offset >= LIMIT;
        ByteBuffer out = begin();
        if (large) {
            out.putInt(0x06064b50).putLong(44).putShort(MADE_BY_UNIX).putShort(VERSION_ZIP64);
            out.putInt(0)
                    .putInt(0)
                    .putLong(entries)
                    .putLong(entries)
                    .putLong(directory)
                    .putLong(offset);
            out.putInt(0x07064b50).putInt(0).putLong(offset + directory).putInt(1);
        }
        short few = (short) (large ? MANY : entries);
        out.putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(few)
                .putShort(few);
        out.putInt((int) (large ? LIMIT : directory))
                .putInt((int) (large ? LIMIT : offset))
                .putShort((short) 0);
        return bytes(out);
    }

    private void common(ByteBuffer out, long crc, long compressed, long size, String name) {
        out.putShort(UTF8_NAMES).putShort(DEFLATED).putShort(time).putShort(date);
        out.putInt((int) crc).putInt((int) compressed).putInt((int) size);
        out.putShort((short) name.getBytes(StandardCharsets.UTF_8).length);
    }

    private static ByteBuffer begin() {
        return ByteBuffer.allocate(ENOUGH).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer out) {
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
