package io.tradepost.server.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments for people, in the machine's time zone; data for programs stays in UTC. */
final class Times {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XXX", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Times() {}

    /** To the minute, for tables. */
    static String local(Instant instant) {
        return MINUTES.format(instant);
    }

    /** To the second, with the offset. */
    static String exact(Instant instant) {
        return SECONDS.format(instant);
    }
}
