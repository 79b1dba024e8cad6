package io.tradepost.trade;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * How far one view has been read, by its {@code updated_at}.
 *
 * <p>The database's clock and time zone are not ours, so only its own values are compared with each other. A row may
 * become visible later than its time says (a long transaction, a slow clock): for {@link #OVERLAP} after a newest value
 * was first seen, rows back to {@code newest - OVERLAP} are read again. After that only rows beyond it are, so that an
 * import of a million rows with one time is not read for ever. What slips through even so, the reconciliation finds.
 *
 * @param newest    newest value seen
 * @param firstSeen when, by our clock
 */
record Watermark(LocalDateTime newest, Instant firstSeen) {

    static final Duration OVERLAP = Duration.ofMinutes(2);

    boolean isSettled(Instant now) {
        return Duration.between(firstSeen, now).compareTo(OVERLAP) > 0;
    }

    LocalDateTime since(Instant now) {
        if (newest.equals(LocalDateTime.MIN)) {
            return LocalDateTime.of(1970, 1, 2, 0, 0);
        }
        return isSettled(now) ? newest : newest.minus(OVERLAP);
    }

    Watermark advancedTo(LocalDateTime read, Instant now) {
        return read.isAfter(newest) ? new Watermark(read, now) : this;
    }
}
