package io.tradepost.mailets;

import java.time.Duration;
import java.util.List;

/**
 * How long a mail waits before it is tried again.
 *
 * @param waits the first wait, the second …; the last one is repeated without end, since a mail that was accepted is never
 *              given up for a fault of ours (law L1)
 */
public record RetrySchedule(List<Duration> waits) {
    public RetrySchedule {
        waits = List.copyOf(waits);
        if (waits.isEmpty()) {
            throw new IllegalArgumentException("at least one wait is needed");
        }
    }

    /** The wait before attempt number {@code count}, counted from 1. */
    public Duration waitBefore(int count) {
        return waits.get(Math.clamp(count - 1L, 0, waits.size() - 1));
    }
}
