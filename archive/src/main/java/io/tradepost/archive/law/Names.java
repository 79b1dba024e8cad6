package io.tradepost.archive.law;

import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of schedules and holds, which people type on command lines and in queries. */
public final class Names {
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    private Names() {}

    /** The name in lower case; letters, digits, dots, dashes and underscores, 1 to 64 of them. */
    public static String checked(String typed) {
        String name = typed.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(name).matches()) {
            throw new RefusedException(Reason.NAME_FORM, typed);
        }
        return name;
    }

    /** A text that must not be blank, stripped. */
    public static String needed(String what, String typed) {
        if (typed.isBlank()) {
            throw new RefusedException(Reason.MISSING, what);
        }
        return typed.strip();
    }
}
