package io.tradepost.console.http;

/** A limit that lets through bursts of some size and a steady trickle after that. */
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double capacity;
    private final double perNano;
    private double level;
    private long updated;

    /**
     * Full at first.
     *
     * @param now from the same source as all later ones
     */
    TokenBucket(double capacity, double perSecond, long now) {
        this.capacity = capacity;
        this.perNano = perSecond / NANOS;
        this.level = capacity;
        this.updated = now;
    }

    /** Takes one; false if there is none. */
    synchronized boolean take(long now) {
        fill(now);
        if (level < 1) {
            return false;
        }
        level -= 1;
        return true;
    }

    /** Whether one could be taken. */
    synchronized boolean holdsOne(long now) {
        fill(now);
        return level >= 1;
    }

    /** Whole seconds until there is one again, at least 1. */
    synchronized int secondsToWait(long now) {
        fill(now);
        return (int) Math.max(1, Math.ceil((1 - level) / perNano / NANOS));
    }

    private void fill(long now) {
        level = Math.min(capacity, level + (now - updated) * perNano);
        updated = now;
    }
}
