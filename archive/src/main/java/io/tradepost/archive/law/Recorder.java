package io.tradepost.archive.law;

import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import io.tradepost.archive.RefusedException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Records what was looked at or refused; what was done has a record of its own kind. */
public final class Recorder {
    private final ToLongFunction<AuditEvent> audit;
    private final Clock clock;

    /**
     * Onto this.
     *
     * @param audit makes an event durable before it returns, and tells its sequence
     */
    public Recorder(ToLongFunction<AuditEvent> audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Records that something was done. */
    public void done(Reader by, String action, String target, Map<String, String> details) {
        record(by, action, target, "done", details);
    }

    /** Does it; where it is refused, that is recorded before it is said. */
    public <T> T orRefused(Reader by, String action, String target, Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException e) {
            refused(by, action, target, String.valueOf(e.getMessage()));
            throw e;
        } catch (QueryException e) {
            refused(by, action, target, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void refused(Reader by, String action, String target, String reason) {
        record(by, action, target, "refused", Map.of("reason", reason));
    }

    private void record(Reader by, String action, String target, String outcome, Map<String, String> details) {
        by.receipt().recorded(audit.applyAsLong(AuditEvent.of(clock.instant(), by, action, target, outcome, details)));
    }
}
