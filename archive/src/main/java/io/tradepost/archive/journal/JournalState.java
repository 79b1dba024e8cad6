package io.tradepost.archive.journal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** What writer and readers share: the segments, and how far the journal is durable. */
final class JournalState {
    private final UUID journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile List<Segment> segments;
    private volatile long nextSequence;
    private volatile String failure = "";

    JournalState(UUID journal, List<Segment> segments, long nextSequence) {
        this.journal = journal;
        this.segments = List.copyOf(segments);
        this.nextSequence = nextSequence;
    }

    UUID journal() {
        return journal;
    }

    List<Segment> segments() {
        return segments;
    }

    Optional<Segment> last() {
        List<Segment> all = segments;
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The sequence behind the last durable record. */
    long nextSequence() {
        return nextSequence;
    }

    /** Why the last write failed; empty if it did not. */
    String failure() {
        return failure;
    }

    void failed(String why) {
        failure = why;
    }

    /** A new segment; one that began at the same sequence holds nothing and is replaced. */
    void begun(Segment segment) {
        segments = Stream.concat(segments.stream().filter(old -> old.first() != segment.first()), Stream.of(segment))
                .toList();
    }

    /** Everything below this sequence is durable. */
    void durable(long next) {
        failure = "";
        lock.lock();
        try {
            nextSequence = next;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the journal reaches beyond this sequence, at most so long; whether it does. */
    boolean awaitBeyond(long sequence, long millis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (nextSequence <= sequence && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            return nextSequence > sequence;
        } finally {
            lock.unlock();
        }
    }

    /** The segment that would hold this sequence. */
    Optional<Segment> holding(long sequence) {
        List<Segment> all = segments;
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).first() <= sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(all.get(low - 1));
    }
}
