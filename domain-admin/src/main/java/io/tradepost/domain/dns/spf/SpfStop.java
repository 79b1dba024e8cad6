package io.tradepost.domain.dns.spf;

import io.tradepost.domain.text.Phrase;
import java.io.Serial;

/** Ends a whole evaluation with temperror or permerror (RFC 7208 sections 2.6.6 and 2.6.7). The tree so far stays. */
final class SpfStop extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final SpfResult result;
    private final transient Phrase reason;

    SpfStop(SpfResult result, Phrase reason) {
        // Control flow, not a fault: no stack trace.
        super(result.word(), null, false, false);
        this.result = result;
        this.reason = reason;
    }

    /** Marks the step at which the evaluation ends. */
    static SpfStop at(GrowingStep step, SpfResult result, Phrase reason) {
        step.fail(reason);
        return new SpfStop(result, reason);
    }

    SpfResult result() {
        return result;
    }

    Phrase reason() {
        return reason;
    }
}
