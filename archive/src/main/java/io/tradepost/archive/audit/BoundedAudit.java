package io.tradepost.archive.audit;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records refusals, but not so many that a stranger could fill the disk with them: after a burst, one every ten seconds,
 * which says how many were left out before it. At 400 bytes each that is less than 4 MB a day.
 */
public final class BoundedAudit {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedAudit.class);
    private static final double PER_SECOND = 0.1;
    private static final double NANOS = 1e9;

    private final Consumer<AuditEvent> audit;
    private final LongSupplier nanos;
    private final double burst;
    private double level;
    private long filledAt;
    private final AtomicLong leftOut = new AtomicLong();

    /**
     * With the whole burst to spend.
     *
     * @param audit makes an event durable
     * @param burst so many at once
     * @param nanos a clock that never jumps, such as {@link System#nanoTime}
     */
    public BoundedAudit(Consumer<AuditEvent> audit, int burst, LongSupplier nanos) {
        this.audit = audit;
        this.nanos = nanos;
        this.burst = burst;
        this.level = burst;
        this.filledAt = nanos.getAsLong();
    }

    /** Records it, or counts it among those left out. */
    public void record(AuditEvent event) {
        if (!take()) {
            leaveOut();
            return;
        }
        long missing = leftOut.getAndSet(0);
        Map<String, String> details = new LinkedHashMap<>(event.details());
        if (missing > 0) {
            details.put("leftOutBefore", Long.toString(missing));
        }
        try {
            audit.accept(new AuditEvent(
                    event.at(),
                    event.who(),
                    event.role(),
                    event.origin(),
                    event.action(),
                    event.target(),
                    event.outcome(),
                    details));
        } catch (ArchiveException e) {
            // The caller is refused whether or not this can be recorded; what was refused shows nothing (law L7).
            leftOut.addAndGet(missing + 1);
            LOG.warn("a refusal could not be recorded", e);
        }
    }

    /** One of the burst, which fills up again by a trickle. */
    private synchronized boolean take() {
        long now = nanos.getAsLong();
        level = Math.min(burst, level + (now - filledAt) * PER_SECOND / NANOS);
        filledAt = now;
        if (level < 1) {
            return false;
        }
        level -= 1;
        return true;
    }

    /** Counts one that is not even offered. */
    public void leaveOut() {
        leftOut.incrementAndGet();
    }
}
