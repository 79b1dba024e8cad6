package io.tradepost.mailbox.search;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.james.mailbox.model.SearchQuery.DateComparator;
import org.apache.james.mailbox.model.SearchQuery.DateOperator;
import org.apache.james.mailbox.model.SearchQuery.DateResolution;

/** Compares points in time as finely as a search asks for. */
@SuppressWarnings("JavaUtilDate") // James and mime4j speak in them.
final class Days {
    private static final long SECOND = 1_000;

    private Days() {}

    /** Whether a point in time, in milliseconds since 1970 as it stands on the clock that counts, fits. */
    static boolean fit(DateOperator wanted, long millis) {
        DateResolution resolution = wanted.getDateResultion();
        long order =
                Long.compare(coarse(millis, resolution), coarse(wanted.getDate().getTime(), resolution));
        DateComparator comparator = wanted.getType();
        return switch (comparator) {
            case BEFORE -> order < 0;
            case AFTER -> order > 0;
            case ON -> order == 0;
        };
    }

    /** Whether days or more are compared, which each clock has its own of. */
    static boolean byDay(DateOperator wanted) {
        return switch (wanted.getDateResultion()) {
            case Second, Minute, Hour -> false;
            case Day, Month, Year -> true;
        };
    }

    private static long coarse(long millis, DateResolution resolution) {
        return switch (resolution) {
            case Second -> Math.floorDiv(millis, SECOND);
            case Minute -> Math.floorDiv(millis, 60 * SECOND);
            case Hour -> Math.floorDiv(millis, 3_600 * SECOND);
            case Day -> Math.floorDiv(millis, 86_400 * SECOND);
            case Month -> date(millis).getYear() * 12L + date(millis).getMonthValue();
            case Year -> date(millis).getYear();
        };
    }

    private static OffsetDateTime date(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
