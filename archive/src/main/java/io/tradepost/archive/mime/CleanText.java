package io.tradepost.archive.mime;

import com.ibm.icu.text.Normalizer2;
import java.util.regex.Pattern;

/** Makes any string fit for a database column, an index and JSON. */
public final class CleanText {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2028\\u2029]+");

    private CleanText() {}

    /** In Unicode form C, lone surrogates as U+FFFD, without control characters but tab and line ends. */
    public static String of(String text) {
        return NFC.normalize(repaired(text));
    }

    /** On one line: white space of any kind is one space, none at the ends. */
    public static String line(String text) {
        String clean = of(text);
        return (lined(clean) ? clean : SPACES.matcher(clean).replaceAll(" ")).strip();
    }

    /** Whether its white space is single spaces, as nearly always: a look is many times faster than the pattern. */
    private static boolean lined(String text) {
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ') || c == '\u00a0' || c == '\u2028' || c == '\u2029' || (c == ' ' && space)) {
                return false;
            }
            space = c == ' ';
        }
        return true;
    }

    /** The first characters, cut between code points and marked with an ellipsis when something was left out. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    private static String repaired(String text) {
        int i = firstOdd(text);
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                out.append('\ufffd');
            } else if (!dropped(c)) {
                out.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static int firstOdd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (dropped(c) || Character.isSurrogate(c)) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean dropped(int c) {
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0);
    }
}
