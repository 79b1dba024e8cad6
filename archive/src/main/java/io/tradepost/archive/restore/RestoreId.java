package io.tradepost.archive.restore;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names one restore for ever: its day and time in UTC, and 30 random bits.
 *
 * @param value such as {@code r20260301-100000-k3x9ab}
 */
public record RestoreId(String value) {
    private static final Pattern FORM = Pattern.compile("r[0-9]{8}-[0-9]{6}-[0-9a-v]{6}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'r'uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RADIX = 32;
    private static final int DIGITS = 6;

    public RestoreId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a restore: " + value);
        }
    }

    static RestoreId next(Instant now) {
        String digits = Integer.toString(RANDOM.nextInt(1 << (5 * DIGITS)), RADIX);
        return new RestoreId(TIME.format(now) + "-" + "0".repeat(DIGITS - digits.length()) + digits);
    }

    @Override
    public String toString() {
        return value;
    }
}
