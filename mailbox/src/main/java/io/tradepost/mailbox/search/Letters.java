package io.tradepost.mailbox.search;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** What a character is to the index: part of a word, a character that stands for itself in running text, or between words. */
enum Letters {
    /** Letters and digits of scripts that part words by spaces. */
    WORD,
    /** Chinese and other scripts without spaces. */
    RUNNING,
    /** Everything else, spaces too. */
    BETWEEN;

    private static final int FIRST_RUNNING = 0x0e00;
    private static final Set<UnicodeScript> SCRIPTS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    static Letters of(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? WORD : BETWEEN;
        }
        if (c >= FIRST_RUNNING && SCRIPTS.contains(UnicodeScript.of(c))) {
            return RUNNING;
        }
        return Character.isLetterOrDigit(c) || mark(c) ? WORD : BETWEEN;
    }

    private static boolean mark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
