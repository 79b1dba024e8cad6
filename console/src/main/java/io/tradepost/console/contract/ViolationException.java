package io.tradepost.console.contract;

/** Carries a {@link Violation} to where problems are answered. */
public final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    ViolationException(Violation violation) {
        // No stack: a client can provoke these as fast as it can send.
        super(violation.rule() + " " + violation.parameter(), null, false, false);
        this.violation = violation;
    }

    /** What was broken. */
    public Violation violation() {
        return violation;
    }
}
