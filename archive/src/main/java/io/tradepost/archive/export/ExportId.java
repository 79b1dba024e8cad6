package io.tradepost.archive.export;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names one export for ever: its day and time in UTC, and 30 random bits so that two in one second differ.
 *
 * @param value such as {@code 20260301-100000-k3x9ab}
 */
public record ExportId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-v]{6}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RADIX = 32;
    private static final int DIGITS = 6;

    public ExportId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of an export: " + value);
        }
    }

    /** Whether this is the form of one. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static ExportId next(Instant now) {
        String digits = Integer.toString(RANDOM.nextInt(1 << (5 * DIGITS)), RADIX);
        return new ExportId(TIME.format(now) + "-" + "0".repeat(DIGITS - digits.length()) + digits);
    }

    @Override
    public String toString() {
        return value;
    }
}
