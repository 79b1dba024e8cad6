package io.tradepost.archive.catalog;

import io.tradepost.archive.mime.CleanText;

/** Makes a text fit into a column. */
final class Columns {
    private Columns() {}

    /** Cleaned and cut to so many characters. */
    static String fit(String text, int most) {
        return CleanText.shortened(CleanText.of(text), most);
    }
}
