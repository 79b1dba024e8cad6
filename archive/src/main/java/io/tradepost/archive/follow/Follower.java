package io.tradepost.archive.follow;

import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that feeds the journal's records to a target in batches, with back-off while the target fails. */
public final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int BATCH_RECORDS = 500;
    private static final long BATCH_BYTES = 32L << 20;
    private static final Duration IDLE = Duration.ofMillis(100);
    /** A batch that begins so soon after the one before belongs to a flow. */
    private static final long FLOW_NANOS = 200_000_000;

    private static final long SHORTEST_LINGER_MILLIS = 10;
    private static final long LINGER_STEP_MILLIS = 20;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final Journal journal;
    private final FollowerTarget target;
    private final Linger linger;
    private final Thread thread;
    private volatile boolean closing;
    private volatile long next = -1;
    private volatile String state = "starting";
    private long lingerMillis;
    private long lastBatch;

    /**
     * How long to gather more when only a few records wait. A batch costs its target something whatever its size: a
     * transaction, or files that must be merged later; and a decision on links that comes in the batch of its message does
     * not make that message be written twice. So in a flow each batch gathers twice as long as the one before.
     *
     * @param alone after a quiet time
     * @param flow  at most, when batch follows batch
     */
    public record Linger(Duration alone, Duration flow) {
        /** Never waits. */
        public static final Linger NONE = new Linger(Duration.ZERO, Duration.ZERO);
    }

    /** A follower that has not begun yet. */
    public Follower(Journal journal, FollowerTarget target, Linger linger) {
        this.journal = journal;
        this.target = target;
        this.linger = linger;
        this.lingerMillis = linger.alone().toMillis();
        this.lastBatch = System.nanoTime() - FLOW_NANOS;
        this.thread = new Thread(this::run, "follower-" + target.name());
        thread.setDaemon(true);
    }

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    /** {@code ok}, or in words what keeps it from following. */
    public String state() {
        return state;
    }

    /** The first sequence that the target does not hold yet; -1 while that is not known. */
    public long next() {
        return next;
    }

    /**
     * Ends after the batch at hand. The thread is not interrupted: an interrupt closes the file channel that a thread is
     * in, and with it the embedded database or the index.
     */
    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closing) {
            try {
                if (next < 0) {
                    next = target.next();
                }
                state = "ok";
                step();
                pause = FIRST_PAUSE_MILLIS;
            } catch (InterruptedException e) {
                // Nobody does that; if somebody does, the loop's condition decides.
                LOG.debug("{} woken", target.name(), e);
            } catch (RuntimeException | Error e) {
                if (closing) {
                    return;
                }
                if (state.equals("ok") || state.equals("starting")) {
                    LOG.warn("the {} cannot follow; tried again until it can", target.name(), e);
                }
                state = String.valueOf(e.getMessage());
                next = -1;
                pause(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private void step() throws InterruptedException {
        if (!journal.awaitBeyond(next, IDLE)) {
            target.idle();
            return;
        }
        gather();
        List<StoredRecord> batch = new ArrayList<>();
        long end = journal.nextSequence();
        long at = next;
        long bytes = 0;
        while (at < end && batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES) {
            var record = journal.read(at++);
            if (record.isPresent()) {
                batch.add(record.get());
                bytes += record.get().header().totalLength();
            }
        }
        target.apply(batch, at);
        next = at;
        lastBatch = System.nanoTime();
        if (at >= journal.nextSequence()) {
            target.idle();
        }
    }

    /** Waits for more records as long as a batch is not full. */
    private void gather() throws InterruptedException {
        boolean flows = System.nanoTime() - lastBatch < FLOW_NANOS;
        lingerMillis = flows
                ? Math.min(
                        Math.max(2 * lingerMillis, SHORTEST_LINGER_MILLIS),
                        linger.flow().toMillis())
                : linger.alone().toMillis();
        long end = System.nanoTime() + lingerMillis * 1_000_000;
        boolean full = false;
        for (long left = lingerMillis; left > 0 && !full && !closing; left = (end - System.nanoTime()) / 1_000_000) {
            // In steps, since whoever closes must not wait for it.
            full = journal.awaitBeyond(next + BATCH_RECORDS - 1, Duration.ofMillis(Math.min(left, LINGER_STEP_MILLIS)));
        }
    }

    private void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            while (!closing && System.nanoTime() < end) {
                Thread.sleep(Math.min(millis, 20));
            }
        } catch (InterruptedException e) {
            LOG.debug("{} woken", target.name(), e);
        }
    }
}
