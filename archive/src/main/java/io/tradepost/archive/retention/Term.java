package io.tradepost.archive.retention;

import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long, and from when: {@code 5y}, {@code 18m}, {@code 90d}, or {@code year-end+6y} where the law counts from the end of
 * the calendar year (§ 147 Abs. 4 AO). Days end at midnight of the archive's zone.
 *
 * @param amount  1 or more, at most 100 years
 * @param unit    of it
 * @param yearEnd whether it begins with the end of the year in which the mail came
 */
public record Term(int amount, Unit unit, boolean yearEnd) {
    private static final Pattern FORM = Pattern.compile("(year-end\\+)?([0-9]{1,5})([ymd])");
    private static final String YEAR_END = "year-end+";

    /** What an amount counts. */
    public enum Unit {
        YEARS("y", ChronoUnit.YEARS, 100),
        MONTHS("m", ChronoUnit.MONTHS, 1200),
        DAYS("d", ChronoUnit.DAYS, 36_500);

        private final String letter;
        private final ChronoUnit chrono;
        private final int most;

        Unit(String letter, ChronoUnit chrono, int most) {
            this.letter = letter;
            this.chrono = chrono;
            this.most = most;
        }
    }

    public Term {
        if (amount < 1 || amount > unit.most) {
            throw new RefusedException(Reason.TERM_FORM, amount + unit.letter);
        }
    }

    /** Reads what {@link #toString} writes. */
    public static Term parse(String typed) {
        Matcher form = FORM.matcher(typed.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new RefusedException(Reason.TERM_FORM, typed);
        }
        Unit unit = switch (form.group(3)) {
            case "y" -> Unit.YEARS;
            case "m" -> Unit.MONTHS;
            default -> Unit.DAYS;
        };
        return new Term(Integer.parseInt(form.group(2)), unit, form.group(1) != null);
    }

    /** The first moment at which mail that came then is not kept by this term any more. */
    public Instant until(Instant received, ZoneId zone) {
        LocalDate day = received.atZone(zone).toLocalDate();
        LocalDate begin = yearEnd ? LocalDate.of(day.getYear(), 12, 31) : day;
        return begin.plus(amount, unit.chrono).plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The last day on which mail may have come that is past this term now; a little later counts as well. */
    public LocalDate latestPast(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return today.minus(amount, unit.chrono).plusDays(1);
    }

    /** Whether this keeps all mail at least as long as the other does. */
    public boolean atLeast(Term other) {
        // Both kinds of month and year differ in length, so the two are tried on every day of four years.
        LocalDate day = LocalDate.of(2023, 1, 1);
        ZoneId utc = ZoneOffset.UTC;
        for (int i = 0; i < 4 * 366; i++) {
            Instant received = day.plusDays(i).atStartOfDay(utc).toInstant();
            if (until(received, utc).isBefore(other.until(received, utc))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return (yearEnd ? YEAR_END : "") + amount + unit.letter;
    }
}
