package io.tradepost.archive.law;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The file that remembers where the register's records stand: after the journal's id, entries of a number and a checksum.
 * A number is a sequence of such a record, or, below zero, {@code -1 - n}: every record below {@code n} was looked at.
 * Derived, so it is never synced: what is torn or missing is found again by reading the journal.
 */
final class RecordPlaces {
    private static final int ID_BYTES = 16;
    private static final int ENTRY_BYTES = 12;

    private final Path file;
    private final UUID journal;

    RecordPlaces(Path file, UUID journal) {
        this.file = file;
        this.journal = journal;
    }

    /**
     * What the file remembers.
     *
     * @param lookedAt first sequence that has to be looked at
     */
    record Remembered(List<Long> sequences, long lookedAt) {}

    /** Reads the file, cutting what is torn off. */
    Remembered read(long journalEnd) {
        try {
            if (!Files.exists(file)) {
                return begin();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            if (bytes.remaining() < ID_BYTES || !new UUID(bytes.getLong(), bytes.getLong()).equals(journal)) {
                return begin();
            }
            List<Long> sequences = new ArrayList<>();
            long lookedAt = 0;
            while (bytes.remaining() >= ENTRY_BYTES) {
                long number = bytes.getLong();
                if (bytes.getInt() != checksum(number)) {
                    return begin();
                }
                if (number >= 0) {
                    sequences.add(number);
                }
                lookedAt = Math.max(lookedAt, number >= 0 ? number + 1 : -1 - number);
            }
            return lookedAt <= journalEnd && !bytes.hasRemaining() ? new Remembered(sequences, lookedAt) : begin();
        } catch (IOException e) {
            throw ArchiveException.temporary("the places of law records cannot be read: " + e.getMessage(), e);
        }
    }

    void found(long sequence) {
        append(sequence);
    }

    void lookedAt(long next) {
        append(-1 - next);
    }

    private Remembered begin() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        ByteBuffer id = ByteBuffer.allocate(ID_BYTES)
                .putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits());
        Files.write(file, id.array());
        return new Remembered(List.of(), 0);
    }

    private void append(long number) {
        ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES).putLong(number).putInt(checksum(number));
        try {
            Files.write(file, entry.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The record itself is durable; the next start looks for it.
            org.slf4j.LoggerFactory.getLogger(RecordPlaces.class).warn("{} cannot be written", file, e);
        }
    }

    private int checksum(long number) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(24)
                .putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits())
                .putLong(number)
                .array());
        return (int) crc.getValue();
    }
}
