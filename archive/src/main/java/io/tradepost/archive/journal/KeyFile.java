package io.tradepost.archive.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/**
 * The look-up table of a sealed segment, mapped from its {@code .keys} file. It is derived: one that is missing, damaged or
 * made for other bytes is made again from the segment.
 */
final class KeyFile implements SegmentTable {
    private static final byte[] MAGIC = "TPJKEYS\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER = 64;
    private static final int CRC_AT = 60;

    private final long first;
    private final int damagedRegions;
    private final LongBuffer offsets;
    private final LongBuffer keys;
    private final KeyFilter filter;

    private KeyFile(long first, int damagedRegions, LongBuffer offsets, LongBuffer keys) {
        this.first = first;
        this.damagedRegions = damagedRegions;
        this.offsets = offsets;
        this.keys = keys;
        this.filter = new KeyFilter(keys.limit() / 2);
        for (int i = 0; i < keys.limit(); i += 2) {
            filter.add(keys.get(i));
        }
    }

    static Path besides(Path segment) {
        String name = String.valueOf(segment.getFileName());
        return segment.resolveSibling(name.substring(0, name.length() - 4) + ".keys");
    }

    /** Maps the table if it is whole and belongs to a segment of this size. */
    static Optional<KeyFile> load(Path file, UUID journal, long first, long segmentBytes) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < HEADER || channel.size() > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            byte[] head = new byte[HEADER];
            map.get(head);
            ByteBuffer in = ByteBuffer.wrap(head, MAGIC.length, HEADER - MAGIC.length);
            boolean ours = Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                    && ByteBuffer.wrap(head).getInt(CRC_AT) == crc(ByteBuffer.wrap(head, 0, CRC_AT))
                    && in.getShort() == VERSION
                    && in.getShort() == HEADER;
            if (!ours) {
                return Optional.empty();
            }
            int damaged = in.getInt();
            boolean fits = new UUID(in.getLong(), in.getLong()).equals(journal) && in.getLong() == first;
            int offsetCount = in.getInt();
            int keyCount = in.getInt();
            fits = fits && in.getLong() == segmentBytes && in.getInt() == crc(map.duplicate());
            if (!fits || map.remaining() != offsetCount * 8L + keyCount * 16L) {
                return Optional.empty();
            }
            LongBuffer all = map.slice().asLongBuffer();
            return Optional.of(
                    new KeyFile(first, damaged, all.slice(0, offsetCount), all.slice(offsetCount, keyCount * 2)));
        }
    }

    /** Writes a table under a temporary name and renames it once it is durable, so that half a table is never found. */
    static void write(
            JournalFiles files, Path file, UUID journal, MemoryTable table, long segmentBytes, int damagedRegions)
            throws IOException {
        long[] offsets = table.offsets();
        List<long[]> keys = table.sortedKeys();
        ByteBuffer body = ByteBuffer.allocate(Math.toIntExact(offsets.length * 8L + keys.size() * 16L));
        for (long offset : offsets) {
            body.putLong(offset);
        }
        keys.forEach(pair -> body.putLong(pair[0]).putLong(pair[1]));
        body.flip();
        ByteBuffer head = ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .putShort((short) VERSION)
                .putShort((short) HEADER)
                .putInt(damagedRegions)
                .put(SegmentHeader.bytesOf(journal))
                .putLong(table.first())
                .putInt(offsets.length)
                .putInt(keys.size())
                .putLong(segmentBytes)
                .putInt(crc(body.duplicate()));
        head.putInt(crc(head.duplicate().flip())).flip();
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (JournalFiles.Output out = files.create(temporary)) {
            out.write(head, 0);
            out.write(body, HEADER);
            out.sync(true);
        }
        files.rename(temporary, file);
        files.syncFolder(file.toAbsolutePath().resolve("..").normalize());
    }

    /** Regions of the segment that were no records when this table was made. */
    int damagedRegions() {
        return damagedRegions;
    }

    @Override
    public long offsetOf(long sequence) {
        long index = sequence - first;
        return index < 0 || index >= offsets.limit() ? 0 : offsets.get((int) index);
    }

    @Override
    public void matches(long fingerprint, LongConsumer sequences) {
        if (!filter.mayHold(fingerprint)) {
            return;
        }
        int low = 0;
        int high = keys.limit() / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(keys.get(middle * 2), fingerprint) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low * 2; i < keys.limit() && keys.get(i) == fingerprint; i += 2) {
            sequences.accept(keys.get(i + 1));
        }
    }

    @Override
    public long nextSequence() {
        return first + offsets.limit();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
