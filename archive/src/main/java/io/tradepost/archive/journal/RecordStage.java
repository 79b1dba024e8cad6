package io.tradepost.archive.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Turns records into bytes and hands them to the file in large pieces. */
final class RecordStage {
    private static final int STAGE_BYTES = 1 << 20;
    private static final int CHUNK = 64 << 10;

    /** The source of a record's content failed, not our disk. */
    static final class SourceException extends IOException {
        private static final long serialVersionUID = 1L;

        SourceException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final UUID journal;
    private final ByteBuffer stage = ByteBuffer.allocateDirect(STAGE_BYTES);
    private final byte[] chunk = new byte[CHUNK];
    private JournalFiles.@Nullable Output file;
    private long stagedAt;
    private long written;

    RecordStage(UUID journal) {
        this.journal = journal;
    }

    /** From here on everything goes to this file, from this offset. */
    void begin(JournalFiles.Output to, long offset) {
        file = to;
        stage.clear();
        stagedAt = offset;
        written = offset;
    }

    /**
     * Puts one record behind what came before. After a {@link SourceException} its beginning must be taken back.
     *
     * @param moreFollows whether the next record belongs to the same commit
     */
    void put(PreparedRecord prepared, boolean moreFollows, long sequence, Instant now) throws IOException {
        NewRecord record = prepared.record();
        PreparedContent content = prepared.content();
        RecordHeader.Stored stored = new RecordHeader.Stored(content.length(), content.sha256(), content.crc());
        int more = moreFollows ? RecordHeader.MORE_FOLLOWS : 0;
        RecordHeader header = new RecordHeader(
                RecordFormat.NEWEST,
                record.kind().code(),
                record.payloadVersion(),
                switch (record.form()) {
                    case NewRecord.AsReceived same -> more;
                    case NewRecord.Encoded other -> more | RecordHeader.ENCODED;
                },
                record.meta().length,
                prepared.receivedLength(),
                prepared.receivedSha256(),
                stored,
                sequence,
                ChronoUnit.MICROS.between(Instant.EPOCH, now),
                record.fingerprint(),
                0,
                new byte[0]);
        byte[] head = RecordHeader.encode(journal, header, record.meta());
        put(head, head.length);
        put(record.meta(), record.meta().length);
        copy(content);
    }

    /** Forgets everything staged or written from this offset on. */
    void takeBack(long offset) {
        if (offset >= stagedAt) {
            stage.position((int) (offset - stagedAt));
        } else {
            stage.clear();
            stagedAt = offset;
        }
    }

    /** Hands on what is left; the file then ends at this offset. */
    void finish(long end) throws IOException {
        flush();
        if (written > end) {
            Objects.requireNonNull(file).truncate(end);
        }
    }

    private void copy(PreparedContent content) throws IOException {
        CRC32C crc = new CRC32C();
        long left = content.length();
        try (Source in = new Source(content)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (n > left) {
                    throw new SourceException("it became longer", new IllegalStateException("changed"));
                }
                crc.update(chunk, 0, n);
                put(chunk, n);
                left -= n;
            }
        }
        if (left != 0 || (int) crc.getValue() != content.crc()) {
            throw new SourceException("it gave other bytes the second time", new IllegalStateException("changed"));
        }
    }

    /** Tells failures of the source from those of our disk. */
    private static final class Source implements AutoCloseable {
        private final InputStream in;

        Source(PreparedContent content) throws SourceException {
            try {
                in = content.source().open();
            } catch (IOException | RuntimeException e) {
                throw new SourceException(String.valueOf(e.getMessage()), e);
            }
        }

        int read(byte[] chunk) throws SourceException {
            try {
                return in.read(chunk);
            } catch (IOException | RuntimeException e) {
                throw new SourceException(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() throws SourceException {
            try {
                in.close();
            } catch (IOException | RuntimeException e) {
                throw new SourceException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void put(byte[] bytes, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (!stage.hasRemaining()) {
                flush();
            }
            int n = Math.min(stage.remaining(), length - done);
            stage.put(bytes, done, n);
            done += n;
        }
    }

    private void flush() throws IOException {
        stage.flip();
        int n = stage.remaining();
        if (n > 0) {
            Objects.requireNonNull(file).write(stage, stagedAt);
        }
        stagedAt += n;
        written = Math.max(written, stagedAt);
        stage.clear();
    }
}
