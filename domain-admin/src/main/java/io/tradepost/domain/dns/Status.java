package io.tradepost.domain.dns;

import java.util.Locale;

/** What came of a check. */
public enum Status {
    FINE,
    PROBLEM,
    /** No answer, or nothing to judge by. Never taken for either of the others. */
    UNDECIDED;

    /** As JSON has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
