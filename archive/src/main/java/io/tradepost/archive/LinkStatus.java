package io.tradepost.archive;

import java.util.Locale;

/** How sure a {@link Link} is. */
public enum LinkStatus {
    LINKED,
    SUGGESTED,
    REJECTED;

    /** The word used in JSON: {@code linked}, {@code suggested}, {@code rejected}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
