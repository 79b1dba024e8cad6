package io.tradepost.mailbox.search;

import io.tradepost.archive.mime.CleanText;

/**
 * Text as it is compared: one case for all letters, one character for a line's end. Each code point becomes one code
 * point, so that a substring of the text is a substring of what it becomes; this is what i;unicode-casemap (RFC 5051) asks
 * for, over text in form C.
 */
final class Folding {
    private Folding() {}

    /** Text of a message or of a client, ready to be compared. */
    static String of(String text) {
        String clean = CleanText.of(text);
        StringBuilder folded = new StringBuilder(clean.length());
        for (int i = 0; i < clean.length(); ) {
            int c = clean.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                if (i < clean.length() && clean.charAt(i) == '\n') {
                    continue;
                }
                folded.append('\n');
            } else {
                folded.appendCodePoint(one(c));
            }
        }
        return folded.toString();
    }

    private static int one(int c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? c + 32 : c;
        }
        // By way of upper case, which brings together what has one capital: ſ and s, ς and σ.
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
