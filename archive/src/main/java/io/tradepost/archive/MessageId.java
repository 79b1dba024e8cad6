package io.tradepost.archive;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The archive's own name of one archived delivery: a ULID (48 bits of milliseconds, 80 random bits, Crockford base 32,
 * 26 characters), so that it sorts by time and stays unique across machines. Not the {@code Message-ID} header, which
 * its sender chooses and may repeat (law L4).
 *
 * @param value 26 upper-case characters
 */
public record MessageId(String value) implements Comparable<MessageId> {
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    public MessageId {
        value = value.toUpperCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an archive id (26 letters and digits): " + value);
        }
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
