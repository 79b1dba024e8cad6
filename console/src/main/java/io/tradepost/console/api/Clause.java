package io.tradepost.console.api;

import java.util.regex.Pattern;

/** Pieces of the archive's query language. */
final class Clause {
    /** What opens and closes quotes there; there is no way to write one inside quotes. */
    private static final Pattern QUOTES = Pattern.compile("[\"“”]");

    private Clause() {}

    /**
     * A field that must be this value. Quotes in the value become spaces: the archive compares codes and numbers without
     * their signs, and nothing in a value may end the quotes and go on as a query.
     */
    static String field(String name, String value) {
        return name + ":\"" + QUOTES.matcher(value).replaceAll(" ") + "\"";
    }
}
