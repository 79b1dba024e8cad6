package io.tradepost.archive;

import java.util.Locale;

/** Which way a message crossed the company's border. */
public enum Direction {
    /** From outside to one of us. */
    INBOUND,
    /** From one of us, with at least one recipient outside. */
    OUTBOUND,
    /** From one of us to nobody but us. */
    INTERNAL;

    /** The word used in JSON and in queries: {@code inbound}, {@code outbound}, {@code internal}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
