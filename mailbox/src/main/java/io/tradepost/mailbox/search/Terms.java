package io.tradepost.mailbox.search;

/**
 * The terms of the index, told apart by their first letter. A text is cut into a row of them from which it could be made
 * again, so that a substring of it is a row of terms side by side, with part of one at either end:
 *
 * <ul>
 *   <li>a word and up to three characters of what stands between it and the next are one term: {@code "price, "}. So a space
 *       costs no place of its own, and where a word ends and how is known from the term. What more stands there is a term
 *       of its own: as many words as there are, each with all the lines and spaces that follow it somewhere, would be
 *       twice as many;
 *   <li>in running text each character is a term together with the next one, or alone at the run's end; what follows
 *       the run up to the next word is a term, too;
 *   <li>what would be longer than {@value #LONGEST} characters is written as pieces that overlap, all at one place.
 * </ul>
 */
final class Terms {
    /** A word with what stands behind it. The kinds from here on are looked through for what is inside them. */
    static final char WHOLE = 'w';
    /** The first piece of a long one. */
    static final char HEAD = 'x';
    /** A piece in its middle. */
    static final char INNER = 'y';
    /** Its last piece. */
    static final char TAIL = 'z';

    static final char RUNNING = 'c';
    /** The name of a header field; see {@link TextField#NAMES}. */
    static final char NAMED_FIELD = 'm';

    static final int LONGEST = 200;
    /** By how much one piece stands behind the one before: whatever is no longer than this is inside one of them. */
    static final int STEP = 100;

    private Terms() {}

    /** The term of a header field's name, folded. */
    static String named(String name) {
        return NAMED_FIELD + name.substring(0, border(name, Math.min(name.length(), LONGEST)));
    }

    /** A place between two code points of a text, here or one before. */
    static int border(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
