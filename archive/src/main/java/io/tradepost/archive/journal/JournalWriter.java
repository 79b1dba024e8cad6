package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all records that wait, writes them, syncs once, and only then tells every waiter
 * (group commit), so that the cost of a sync is shared by as many writers as there are.
 *
 * <p>After a failure the segment is cut back to its last durable byte and every waiter is told that trying again may help.
 * After a failed sync the segment is given up as well: the kernel may have dropped the pages and report the next sync as
 * good (fsync(2), "EIO"; what PostgreSQL learnt in 2018), so nothing more is trusted to it.
 */
final class JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int STAGE_BYTES = 1 << 20;
    private static final int BATCH_RECORDS = 1024;
    private static final long BATCH_BYTES = 16L << 20;

    /** A record on its way. */
    private record Pending(NewRecord record, PreparedContent content, CompletableFuture<Long> sequence, boolean end) {
        long bytes() {
            return RecordHeader.LENGTH + record.meta().length + content.length();
        }
    }

    /** Tells the thread to end once it has written what came before. */
    private static final Pending END = new Pending(
            NewRecord.of(RecordKind.AUDIT, 0, new byte[0]),
            new PreparedContent(io.tradepost.archive.Content.of(new byte[0]), 0, new byte[0], 0),
            new CompletableFuture<>(),
            true);

    private record Placed(Pending pending, long sequence, long offset) {}

    /** The source of a record's content failed, not our disk. */
    private static final class SourceException extends IOException {
        private static final long serialVersionUID = 1L;

        SourceException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final JournalSettings settings;
    private final JournalState state;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>(8 * BATCH_RECORDS);
    private final ByteBuffer stage = ByteBuffer.allocateDirect(STAGE_BYTES);
    private final Thread thread = new Thread(this::run, "journal-writer");
    private final AtomicBoolean closing = new AtomicBoolean();
    private JournalFiles.@Nullable Output out;
    private long stagedAt;
    private long written;

    JournalWriter(JournalSettings settings, JournalState state, boolean appendToLast) throws IOException {
        this.settings = settings;
        this.state = state;
        if (appendToLast) {
            out = settings.files().open(state.last().orElseThrow().file());
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the record is durable; its sequence. */
    long append(NewRecord record, PreparedContent content) {
        if (record.meta().length > RecordHeader.MAX_META || content.length() > RecordHeader.MAX_CONTENT) {
            throw ArchiveException.permanent("too large for one record: " + record.meta().length
                    + " bytes of metadata, " + content.length() + " bytes of content");
        }
        Pending pending = new Pending(record, content, new CompletableFuture<>(), false);
        enqueue(pending);
        try {
            return pending.sequence.join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof ArchiveException failure) {
                // A new one, so that the stack shows who waited.
                String message = String.valueOf(failure.getMessage());
                throw failure.isTemporary()
                        ? ArchiveException.temporary(message, failure)
                        : ArchiveException.permanent(message, failure);
            }
            throw ArchiveException.temporary("the journal could not be written", e);
        }
    }

    /** Writes what waits, then ends. */
    void close() throws IOException {
        closing.set(true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                // Wakes the thread if it waits; if there is no room, it is awake.
                boolean told = queue.offer(END);
                thread.join(told ? 0 : 10);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        failAll(List.copyOf(queue), closed());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (out != null) {
            out.close();
        }
    }

    private void enqueue(Pending pending) {
        boolean interrupted = false;
        try {
            while (true) {
                if (closing.get()) {
                    throw closed();
                }
                try {
                    if (queue.offer(pending, 100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                        break;
                    }
                } catch (InterruptedException e) {
                    // Whether the record becomes durable must not depend on who is interrupted when.
                    interrupted = true;
                }
            }
            if (closing.get() && !thread.isAlive() && queue.remove(pending)) {
                throw closed();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ArchiveException closed() {
        return ArchiveException.temporary("the archive is closed", new IllegalStateException("closed"));
    }

    private void run() {
        while (true) {
            List<Pending> batch = take();
            boolean end = batch.removeIf(Pending::end);
            try {
                if (!batch.isEmpty()) {
                    commit(batch);
                }
            } catch (IOException e) {
                LOG.error("the journal could not be written: {}", e.toString());
                state.failed(e.toString());
                failAll(batch, ArchiveException.temporary("the journal could not be written: " + e.getMessage(), e));
            } catch (RuntimeException | Error e) {
                LOG.error("the journal could not be written", e);
                state.failed(e.toString());
                abandon();
                failAll(batch, ArchiveException.temporary("the journal could not be written", e));
            }
            if (end) {
                return;
            }
        }
    }

    private List<Pending> take() {
        List<Pending> batch = new ArrayList<>();
        try {
            Pending one = queue.take();
            long bytes = 0;
            while (one != null) {
                batch.add(one);
                bytes += one.bytes();
                one = batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES ? queue.poll() : null;
            }
        } catch (InterruptedException e) {
            // Nobody but a debugger interrupts this thread; what waits is taken on the next round.
            LOG.debug("interrupted", e);
        }
        return batch;
    }

    private void commit(List<Pending> batch) throws IOException {
        Segment segment = writable();
        JournalFiles.Output file = java.util.Objects.requireNonNull(out);
        List<Placed> placed = new ArrayList<>(batch.size());
        long end = segment.end();
        try {
            end = writeAll(file, batch, placed, end);
        } catch (IOException | RuntimeException | Error e) {
            cutBack(file, segment);
            throw e;
        }
        try {
            if (!placed.isEmpty()) {
                file.sync(false);
            }
        } catch (IOException e) {
            cutBack(file, segment);
            abandon();
            throw e;
        }
        publish(segment, placed, end);
    }

    /** Writes the records behind {@code start}; the offset behind the last. Records whose source fails are left out. */
    private long writeAll(JournalFiles.Output file, List<Pending> batch, List<Placed> placed, long start)
            throws IOException {
        long end = start;
        stage.clear();
        stagedAt = start;
        written = start;
        for (Pending pending : batch) {
            long sequence = state.nextSequence() + placed.size();
            try {
                write(file, pending, sequence);
                placed.add(new Placed(pending, sequence, end));
                end += pending.bytes();
            } catch (SourceException e) {
                pending.sequence.completeExceptionally(
                        ArchiveException.temporary("the message could not be read: " + e.getMessage(), e));
                takeBack(end);
            }
        }
        flush(file);
        if (written > end) {
            file.truncate(end);
        }
        return end;
    }

    private void write(JournalFiles.Output file, Pending pending, long sequence) throws IOException {
        NewRecord record = pending.record;
        Instant now = settings.clock().instant();
        RecordHeader header = new RecordHeader(
                record.kind().code(),
                record.payloadVersion(),
                0,
                record.meta().length,
                pending.content.length(),
                sequence,
                ChronoUnit.MICROS.between(Instant.EPOCH, now),
                record.fingerprint(),
                pending.content.sha256(),
                pending.content.crc(),
                0,
                new byte[0]);
        put(file, RecordHeader.encode(state.journal(), header, record.meta()), RecordHeader.LENGTH);
        put(file, record.meta(), record.meta().length);
        copyContent(file, pending.content);
    }

    private void copyContent(JournalFiles.Output file, PreparedContent content) throws IOException {
        byte[] chunk = new byte[(int) Math.clamp(content.length() + 1, 1, 64 << 10)];
        CRC32C crc = new CRC32C();
        long left = content.length();
        try (InputStream in = sourceOf(content)) {
            int n = readSource(in, chunk);
            while (n >= 0) {
                if (n > left) {
                    throw new SourceException("it became longer", new IllegalStateException("changed"));
                }
                crc.update(chunk, 0, n);
                put(file, chunk, n);
                left -= n;
                n = readSource(in, chunk);
            }
        }
        if (left != 0 || (int) crc.getValue() != content.crc()) {
            throw new SourceException("it gave other bytes the second time", new IllegalStateException("changed"));
        }
    }

    private static InputStream sourceOf(PreparedContent content) throws SourceException {
        try {
            return content.source().open();
        } catch (IOException | RuntimeException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    private static int readSource(InputStream in, byte[] chunk) throws SourceException {
        try {
            return in.read(chunk);
        } catch (IOException | RuntimeException e) {
            throw new SourceException(String.valueOf(e.getMessage()), e);
        }
    }

    private void put(JournalFiles.Output file, byte[] bytes, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (!stage.hasRemaining()) {
                flush(file);
            }
            int n = Math.min(stage.remaining(), length - done);
            stage.put(bytes, done, n);
            done += n;
        }
    }

    private void flush(JournalFiles.Output file) throws IOException {
        stage.flip();
        int n = stage.remaining();
        file.write(stage, stagedAt);
        stagedAt += n;
        written = Math.max(written, stagedAt);
        stage.clear();
    }

    /** Forgets everything staged or written from this offset on. */
    private void takeBack(long offset) {
        if (offset >= stagedAt) {
            stage.position((int) (offset - stagedAt));
        } else {
            stage.clear();
            stagedAt = offset;
        }
    }

    private void publish(Segment segment, List<Placed> placed, long end) {
        MemoryTable table = (MemoryTable) segment.table();
        placed.forEach(one -> table.add(one.sequence, one.offset, one.pending.record.fingerprint()));
        segment.extendTo(end);
        state.durable(state.nextSequence() + placed.size());
        placed.forEach(one -> one.pending.sequence.complete(one.sequence));
    }

    private Segment writable() throws IOException {
        Optional<Segment> last = state.last();
        if (out != null && last.isPresent()) {
            if (last.get().end() < settings.segmentBytes()) {
                return last.get();
            }
            abandon();
        }
        last.ifPresent(this::seal);
        return begin();
    }

    private Segment begin() throws IOException {
        long first = state.nextSequence();
        java.nio.file.Path path = settings.folder().resolve(SegmentHeader.fileName(first));
        JournalFiles.Output file = settings.files().create(path);
        try {
            long micros =
                    ChronoUnit.MICROS.between(Instant.EPOCH, settings.clock().instant());
            byte[] header = new SegmentHeader(state.journal(), first, micros).encode();
            file.write(ByteBuffer.wrap(header), 0);
            file.sync(true);
            settings.files().syncFolder(settings.folder());
        } catch (IOException e) {
            try (file) {
                settings.files().delete(path);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        Segment segment = new Segment(path, first, new MemoryTable(first), SegmentHeader.LENGTH, 0);
        state.begun(segment);
        out = file;
        return segment;
    }

    /** Gives a full segment its table on disk. Without one it works as well, only from memory. */
    private void seal(Segment segment) {
        if (!(segment.table() instanceof MemoryTable table) || table.nextSequence() == segment.first()) {
            return;
        }
        try {
            java.nio.file.Path keys = KeyFile.besides(segment.file());
            long size = java.nio.file.Files.size(segment.file());
            KeyFile.write(settings.files(), keys, state.journal(), table, size, segment.damagedRegions());
            KeyFile.load(keys, state.journal(), segment.first(), size).ifPresent(segment::replaceTable);
        } catch (IOException e) {
            LOG.warn("cannot write the table of {}; it is kept in memory", segment.name(), e);
        }
    }

    private void cutBack(JournalFiles.Output file, Segment segment) {
        try {
            file.truncate(segment.end());
        } catch (IOException e) {
            // What stands behind the durable end is void once the next segment begins at the same sequence.
            LOG.warn("cannot cut {} back to byte {}; it is given up", segment.name(), segment.end(), e);
            abandon();
        }
    }

    private void abandon() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.warn("a segment could not be closed", e);
            }
            out = null;
        }
    }

    private static void failAll(List<Pending> batch, ArchiveException failure) {
        batch.forEach(pending -> pending.sequence.completeExceptionally(failure));
    }
}
