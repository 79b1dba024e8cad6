package io.tradepost.archive.search;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.lang.Character.UnicodeScript;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes alike what a searcher takes as alike: case, width and compatibility forms (NFKC_Casefold, Unicode UAX 31),
 * diacritics of Latin and Greek, traditional and simplified Chinese (ICU's character table). Works code point by code
 * point, so that a place in the folded text is a place in the original.
 */
final class Folding {
    private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 DECOMPOSE = Normalizer2.getNFDInstance();
    private static final int FIRST_HAN = 0x3400;
    private static final int LAST_HAN = 0x9fff;
    private static final String[] SIMPLIFIED = simplified();
    private static final @Nullable String[] KNOWN = new String[0x10000];

    /** Letters that Unicode does not decompose though people write them without the stroke. */
    private static final Map<Character, String> STROKES = Map.of(
            'ø', "o", 'đ', "d", 'ł', "l", 'æ', "ae", 'œ', "oe", 'þ', "th", 'ð', "d", 'ı', "i", 'ħ', "h", 'ŧ', "t");

    private Folding() {}

    /** A whole string folded. */
    static String fold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c < 0x80) {
                // NFKC_Casefold changes nothing else below U+0080; this is most of all mail.
                out.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
                i++;
            } else {
                int point = text.codePointAt(i);
                out.append(fold(point));
                i += Character.charCount(point);
            }
        }
        return out.toString();
    }

    /** What a code point folds to; empty for what only modifies. */
    static String fold(int codePoint) {
        if (codePoint >= KNOWN.length) {
            return compute(codePoint);
        }
        String known = KNOWN[codePoint];
        if (known == null) {
            // Two threads may both compute it; they get the same.
            known = compute(codePoint);
            KNOWN[codePoint] = known;
        }
        return known;
    }

    private static String compute(int codePoint) {
        String folded = CASEFOLD.normalize(Character.toString(codePoint));
        StringBuilder out = new StringBuilder(folded.length());
        folded.codePoints().forEach(c -> {
            if (c >= FIRST_HAN && c <= LAST_HAN) {
                out.append(SIMPLIFIED[c - FIRST_HAN]);
            } else if (c > 0x7f && stripsMarks(c)) {
                strip(c, out);
            } else if (kana(c)) {
                // A voicing mark is a character of its own in half-width text, so it is one everywhere.
                out.append(DECOMPOSE.normalize(Character.toString(c)));
            } else if (!combiningDiacritic(c)) {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean stripsMarks(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        return script == UnicodeScript.LATIN || script == UnicodeScript.GREEK;
    }

    private static void strip(int c, StringBuilder out) {
        DECOMPOSE.normalize(Character.toString(c)).codePoints().forEach(part -> {
            String plain = part <= 0xffff ? STROKES.get((char) part) : null;
            if (plain != null) {
                out.append(plain);
            } else if (Character.getType(part) != Character.NON_SPACING_MARK) {
                out.appendCodePoint(part);
            }
        });
    }

    private static boolean kana(int c) {
        return c >= 0x3040 && c <= 0x30ff;
    }

    private static boolean combiningDiacritic(int c) {
        return c >= 0x300 && c <= 0x36f;
    }

    /** One character a line, since the table must be that of characters and not of the words they might form. */
    private static String[] simplified() {
        StringBuilder lines = new StringBuilder();
        for (int c = FIRST_HAN; c <= LAST_HAN; c++) {
            lines.append((char) c).append('\n');
        }
        return Transliterator.getInstance("Traditional-Simplified")
                .transliterate(lines.toString())
                .split("\n", -1);
    }
}
