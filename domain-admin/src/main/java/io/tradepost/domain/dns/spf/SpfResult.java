package io.tradepost.domain.dns.spf;

import java.util.Locale;

/** RFC 7208 section 2.6. */
public enum SpfResult {
    NONE,
    NEUTRAL,
    PASS,
    FAIL,
    SOFTFAIL,
    TEMPERROR,
    PERMERROR;

    /** As the RFC and {@code Authentication-Results} (RFC 8601) write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
