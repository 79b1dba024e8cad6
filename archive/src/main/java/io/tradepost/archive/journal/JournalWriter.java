package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final int BATCH_RECORDS = 1024;
    private static final long BATCH_BYTES = 16L << 20;

    /** Records on their way, to be written all or none; {@code first} gives the sequence of the first. */
    private record Pending(List<PreparedRecord> records, CompletableFuture<Long> first) {
        long bytes() {
            return records.stream().mapToLong(PreparedRecord::totalLength).sum();
        }
    }

    /** Tells the thread to end once it has written what came before. */
    private static final Pending END = new Pending(List.of(), new CompletableFuture<>());

    private record Placed(long sequence, long offset, long fingerprint) {}

    /** What was written and is to be made durable together. */
    private record Batch(List<Placed> placed, List<Runnable> told, long end) {}

    private final JournalSettings settings;
    private final JournalState state;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>(8 * BATCH_RECORDS);
    private final RecordStage stage;
    private final WritableSegment writable;
    private final Thread thread = new Thread(this::run, "journal-writer");
    private final AtomicBoolean closing = new AtomicBoolean();

    JournalWriter(JournalSettings settings, JournalState state, boolean appendToLast) throws IOException {
        this.settings = settings;
        this.state = state;
        this.stage = new RecordStage(state.journal());
        this.writable = new WritableSegment(settings, state, appendToLast);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the records are durable, all of them or none; the sequence of the first, the others follow it. */
    long append(List<PreparedRecord> records) {
        Pending pending = new Pending(records, new CompletableFuture<>());
        enqueue(pending);
        try {
            return pending.first.join();
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
        writable.close();
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
            boolean end = batch.remove(END);
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
                writable.giveUp();
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
        JournalFiles.Output file = writable.file();
        Segment segment = writable.segment();
        Batch written;
        try {
            written = writeAll(file, batch, segment.end());
        } catch (IOException | RuntimeException | Error e) {
            writable.cutBack();
            throw e;
        }
        try {
            if (!written.placed.isEmpty()) {
                file.sync(false);
            }
        } catch (IOException e) {
            writable.cutBack();
            writable.giveUp();
            throw e;
        }
        publish(segment, written);
    }

    /** Writes the records behind {@code start}. Those that come with one whose source fails are left out. */
    private Batch writeAll(JournalFiles.Output file, List<Pending> batch, long start) throws IOException {
        List<Placed> placed = new ArrayList<>(batch.size());
        List<Runnable> told = new ArrayList<>(batch.size());
        long end = start;
        stage.begin(file, start);
        for (Pending pending : batch) {
            long first = state.nextSequence() + placed.size();
            try {
                placed.addAll(write(pending.records, first, end));
                end += pending.bytes();
                told.add(() -> pending.first.complete(first));
            } catch (RecordStage.SourceException e) {
                pending.first.completeExceptionally(
                        ArchiveException.temporary("the message could not be read: " + e.getMessage(), e));
                stage.takeBack(end);
            }
        }
        stage.finish(end);
        return new Batch(placed, told, end);
    }

    private List<Placed> write(List<PreparedRecord> records, long first, long offset) throws IOException {
        List<Placed> placed = new ArrayList<>(records.size());
        long at = offset;
        for (PreparedRecord one : records) {
            long sequence = first + placed.size();
            boolean moreFollows = placed.size() + 1 < records.size();
            stage.put(one, moreFollows, sequence, settings.clock().instant());
            placed.add(new Placed(sequence, at, one.record().fingerprint()));
            at += one.totalLength();
        }
        return placed;
    }

    private void publish(Segment segment, Batch written) {
        MemoryTable table = (MemoryTable) segment.table();
        written.placed.forEach(one -> table.add(one.sequence, one.offset, one.fingerprint));
        segment.extendTo(written.end);
        state.durable(state.nextSequence() + written.placed.size());
        written.told.forEach(Runnable::run);
    }

    private static void failAll(List<Pending> batch, ArchiveException failure) {
        batch.forEach(pending -> pending.first.completeExceptionally(failure));
    }
}
