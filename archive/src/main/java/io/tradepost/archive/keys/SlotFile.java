package io.tradepost.archive.keys;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.JournalFiles;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * 65,536 slots in a file whose size never changes, so that writing one changes nothing but its own bytes. A change of many
 * slots at once is first written beside, to a {@code .rewrap} file; if that is whole, it is carried out, however often,
 * before anything else is written here. The owner sees to it that only one thread writes.
 */
record SlotFile(Path path, long first, JournalFiles files) {
    static final int SLOTS = 1 << 16;

    private static final int HEADER = 64;
    private static final int CRC_AT = 60;
    private static final int BODY = SLOTS * KeySlot.BYTES;
    private static final byte[] MAGIC = "TPKEYS\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WHOLE = "rewrap\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern NAME = Pattern.compile("([0-9]{20})\\.slots");

    /** The files of a folder in order. */
    static List<SlotFile> in(Path folder, JournalFiles files) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.flatMap(path -> {
                        Matcher matcher = NAME.matcher(String.valueOf(path.getFileName()));
                        return matcher.matches()
                                ? Stream.of(new SlotFile(path, Long.parseLong(matcher.group(1)), files))
                                : Stream.empty();
                    })
                    .sorted(Comparator.comparingLong(SlotFile::first))
                    .toList();
        }
    }

    static SlotFile holding(Path folder, long slot, JournalFiles files) {
        long first = slot - slot % SLOTS;
        return new SlotFile(folder.resolve(String.format(java.util.Locale.ROOT, "%020d.slots", first)), first, files);
    }

    /** Makes it, with all slots empty; durable when this returns. */
    void create(UUID journal) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        byte[] header = new byte[HEADER];
        ByteBuffer.wrap(header)
                .put(MAGIC)
                .putShort((short) 1)
                .putShort((short) HEADER)
                .putInt(KeySlot.BYTES)
                .putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits())
                .putLong(first);
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CRC_AT);
        ByteBuffer.wrap(header).putInt(CRC_AT, (int) crc.getValue());
        try (JournalFiles.Output out = files.create(temporary)) {
            out.write(ByteBuffer.wrap(header), 0);
            out.write(ByteBuffer.allocate(BODY), HEADER);
            out.sync(true);
        }
        files.rename(temporary, path);
        files.syncFolder(folder());
    }

    /** Fails permanently when the file is not one of this journal's. */
    void check(UUID journal) throws IOException {
        byte[] header = bytes(0, HEADER);
        ByteBuffer in = ByteBuffer.wrap(header);
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CRC_AT);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        boolean fits = Arrays.equals(magic, MAGIC)
                && in.getLong() == ((1L << 48) | ((long) HEADER << 32) | KeySlot.BYTES)
                && new UUID(in.getLong(), in.getLong()).equals(journal)
                && in.getLong() == first
                && in.getInt(CRC_AT) == (int) crc.getValue();
        if (!fits) {
            throw ArchiveException.permanent(
                    path + " holds no keys of this archive: its header is damaged or another archive's");
        }
    }

    /** The slot; empty if its bytes are damaged or just being written. */
    Optional<KeySlot> read(long slot) throws IOException {
        return KeySlot.read(bytes(HEADER + (slot - first) * KeySlot.BYTES, KeySlot.BYTES), slot);
    }

    /** All slots, one behind the other. */
    byte[] readAll() throws IOException {
        return bytes(HEADER, BODY);
    }

    /** Index of the first slot behind the last that is not empty. */
    int used() throws IOException {
        byte[] all = readAll();
        int last = all.length - 1;
        while (last >= 0 && all[last] == 0) {
            last--;
        }
        return last < 0 ? 0 : last / KeySlot.BYTES + 1;
    }

    /** Writes these slots and syncs; when this returns they are durable, and whatever stood there is gone. */
    void write(Map<Long, KeySlot> slots) throws IOException {
        settle();
        try (JournalFiles.Output out = files.open(path)) {
            ByteBuffer run = ByteBuffer.allocate(slots.size() * KeySlot.BYTES);
            long runStart = -1;
            long expected = -1;
            for (long slot : slots.keySet().stream().sorted().toList()) {
                if (slot != expected && run.position() > 0) {
                    out.write(run.flip(), position(runStart));
                    run.clear();
                }
                runStart = run.position() == 0 ? slot : runStart;
                java.util.Objects.requireNonNull(slots.get(slot)).put(run, slot);
                expected = slot + 1;
            }
            if (run.position() > 0) {
                out.write(run.flip(), position(runStart));
            }
            out.sync(false);
        }
    }

    /** Replaces all slots, in a way that a crash leaves all of them old or, once this file is settled, all new. */
    void replaceAll(byte[] slots) throws IOException {
        settle();
        CRC32C crc = new CRC32C();
        crc.update(slots);
        ByteBuffer end = ByteBuffer.allocate(WHOLE.length + Integer.BYTES)
                .put(WHOLE)
                .putInt((int) crc.getValue())
                .flip();
        try (JournalFiles.Output out = files.create(beside())) {
            out.write(ByteBuffer.wrap(slots), 0);
            out.write(end, slots.length);
            out.sync(true);
        }
        files.syncFolder(folder());
        settle();
    }

    /** Carries out what stands beside, if it is whole, and removes it: overwritten, since it holds keys. */
    void settle() throws IOException {
        Path beside = beside();
        if (!Files.exists(beside)) {
            return;
        }
        byte[] all = Files.readAllBytes(beside);
        if (all.length == BODY + WHOLE.length + Integer.BYTES && isWhole(all)) {
            try (JournalFiles.Output out = files.open(path)) {
                out.write(ByteBuffer.wrap(all, 0, BODY), HEADER);
                out.sync(false);
            }
        }
        try (JournalFiles.Output out = files.open(beside)) {
            // Its end first: what is not whole is never carried out.
            out.truncate(Math.min(all.length, BODY));
            out.write(ByteBuffer.allocate(Math.min(all.length, BODY)), 0);
            out.sync(true);
        }
        files.delete(beside);
        files.syncFolder(folder());
    }

    private static boolean isWhole(byte[] all) {
        CRC32C crc = new CRC32C();
        crc.update(all, 0, BODY);
        return Arrays.equals(all, BODY, BODY + WHOLE.length, WHOLE, 0, WHOLE.length)
                && ByteBuffer.wrap(all).getInt(BODY + WHOLE.length) == (int) crc.getValue();
    }

    private Path beside() {
        return path.resolveSibling(path.getFileName() + ".rewrap");
    }

    private Path folder() {
        return path.toAbsolutePath().resolve("..").normalize();
    }

    private long position(long slot) {
        return HEADER + (slot - first) * KeySlot.BYTES;
    }

    private byte[] bytes(long offset, int length) throws IOException {
        // Not a channel: an interrupt of the reading thread must not close it.
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[length];
            file.seek(offset);
            file.readFully(bytes);
            return bytes;
        } catch (EOFException e) {
            throw ArchiveException.permanent(path + " is cut short", e);
        }
    }
}
