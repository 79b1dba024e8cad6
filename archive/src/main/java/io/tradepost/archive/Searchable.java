package io.tradepost.archive;

import java.util.Locale;

/** Whether the text of an attachment can be searched. */
public enum Searchable {
    /** All of it, or it is of a kind that holds no text. */
    YES,
    /** Some of it. */
    PARTLY,
    NO,
    /** Not yet; it is still to be read. */
    WAITING;

    /** For programs, lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this word; what is not known is taken as {@link #YES}. */
    public static Searchable of(String word) {
        for (Searchable one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        return YES;
    }
}
