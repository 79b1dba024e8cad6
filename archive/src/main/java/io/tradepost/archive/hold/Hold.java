package io.tradepost.archive.hold;

import io.tradepost.archive.law.Criteria;
import java.time.Instant;
import java.util.Optional;

/**
 * A legal hold.
 *
 * @param name     lower case, unique for ever
 * @param matter   the case or inquiry, in the company's words
 * @param about    which mail; its people are the custodians
 * @param release  how it ended; empty while it holds
 */
public record Hold(
        String name,
        String matter,
        String reason,
        Criteria about,
        Instant madeAt,
        String madeBy,
        Optional<Release> release) {

    /**
     * The end of a hold.
     *
     * @param request the request by which two people agreed
     */
    public record Release(Instant at, String request) {}

    /** Whether it holds. */
    public boolean active() {
        return release.isEmpty();
    }

    Hold released(Release how) {
        return new Hold(name, matter, reason, about, madeAt, madeBy, Optional.of(how));
    }
}
