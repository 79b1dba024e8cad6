package io.tradepost.archive.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Deals out the waiting messages to threads, each to one at a time. The index shows a message as waiting for a moment longer
 * than it does; so what was done lately is not dealt out again.
 */
final class Backlog {
    private static final int SLICE = 200;
    private static final long SETTLES_NANOS = 20_000_000_000L;
    private static final long NOT_AGAIN = Long.MAX_VALUE;

    private final WaitingMessages messages;
    private final LongSupplier nanoTime;
    private final Deque<Long> next = new ArrayDeque<>();
    private final Set<Long> inHand = new HashSet<>();
    /** When what was done may be dealt out again, should it still be waiting. */
    private final Map<Long, Long> done = new HashMap<>();

    Backlog(WaitingMessages messages, LongSupplier nanoTime) {
        this.messages = messages;
        this.nanoTime = nanoTime;
    }

    /** The next message to look at; empty if there is none now. */
    synchronized OptionalLong take() {
        if (next.isEmpty()) {
            refill();
        }
        Long sequence = next.poll();
        if (sequence == null) {
            return OptionalLong.empty();
        }
        inHand.add(sequence);
        return OptionalLong.of(sequence);
    }

    /** It was looked at, and the index was asked to write it again. */
    synchronized void done(long sequence) {
        inHand.remove(sequence);
        done.put(sequence, nanoTime.getAsLong() + SETTLES_NANOS);
    }

    /** It can't be looked at now; later. */
    synchronized void giveBack(long sequence) {
        inHand.remove(sequence);
    }

    /** It can't be looked at, ever. */
    synchronized void hopeless(long sequence) {
        inHand.remove(sequence);
        done.put(sequence, NOT_AGAIN);
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        List<Long> waiting = messages.waiting(inHand.size() + done.size() + SLICE);
        done.keySet().retainAll(new HashSet<>(waiting));
        for (Long sequence : waiting) {
            if (!inHand.contains(sequence) && due(done.get(sequence), now)) {
                next.add(sequence);
            }
        }
    }

    private static boolean due(@Nullable Long notBefore, long now) {
        return notBefore == null || (notBefore != NOT_AGAIN && notBefore - now <= 0);
    }
}
