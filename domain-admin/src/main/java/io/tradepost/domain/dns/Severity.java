package io.tradepost.domain.dns;

import java.util.Locale;

/** How much a problem found by a check matters. */
public enum Severity {
    /** Mail must not be sent until it is mended: receivers would refuse it or forge-proofing would fail. */
    GATE,
    ERROR,
    WARNING,
    INFORMATION;

    /** As JSON has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
