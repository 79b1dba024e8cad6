package io.tradepost.archive.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Cuts text into terms, the same way for messages and for queries.
 *
 * <p>A <em>part</em> is a run of letters or a run of digits, or one character of a script that is written without spaces.
 * Each part takes one position. Where two such characters are neighbours, their <em>pair</em> stands on the position of the
 * first; a character by itself is a term only at either end of a run of them, since inside it begins a pair. On the position
 * of its first part also stands the <em>joined</em> form of a short run of parts that only hyphens, slashes, dots and the
 * like (or, before digits, one space) stand between: {@code SO-2024-00123} is also {@code so2024}, {@code 202400123} and
 * {@code so202400123}.
 */
public final class TextTokens {
    /** How a term came to be. */
    public enum Kind {
        /** A run of letters or digits. */
        WORD,
        /** One character of a script without spaces, first or last of its run. */
        CHARACTER,
        /** Two such characters. */
        PAIR,
        /** Parts without what stood between them. */
        JOINED,
        /**
         * The same where only letters and digits meet, as in {@code so2024}: cut by itself it gives the parts again, so that a
         * row of the parts says as much and no index keeps it. In mail with many hashes these were two thirds of all terms.
         */
        ECHO
    }

    /**
     * A term.
     *
     * @param position of its first part
     * @param start    offset in the text
     * @param end      offset behind it
     */
    public record Token(String term, int position, int start, int end, Kind kind) {
        /** Whether an index keeps it. */
        public boolean kept() {
            return kind != Kind.ECHO;
        }
    }

    /** Longest part; what is longer is cut, since nobody types it and Lucene refuses terms of 32 KB. */
    static final int LONGEST = 64;

    private static final int LONGEST_JOINED = 32;
    private static final int MOST_JOINED = 6;
    private static final int MOST_SPACED = 3;
    private static final int LONGEST_BEFORE_SPACE = 8;
    private static final String JOINERS = "-_/.,#:\\+&'’·–—";
    /** Voicing and length marks, which belong to no script of their own. */
    private static final String KANA_SIGNS = "\u3099\u309a\uff9e\uff9f\u30fc\uff70";

    private static final String LETTER_JOINERS = "-'’";
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN,
            UnicodeScript.YI);

    private enum Shape {
        LETTER,
        DIGIT,
        UNSPACED,
        GAP
    }

    /** What stands between a part and the one before. */
    private enum Join {
        NONE,
        DIRECT,
        LETTERS,
        SIGN,
        SPACE
    }

    private record Part(String term, int start, int end, boolean digits, Join join) {}

    private final String text;
    private final Consumer<Token> out;
    private final List<Part> run = new ArrayList<>();
    private int position;
    /** The last character of the run at hand; empty outside of one. */
    private String previous = "";

    private int previousStart;
    private int previousEnd;
    /** Whether it was given by itself already. */
    private boolean previousAlone;

    private TextTokens(String text, int firstPosition, Consumer<Token> out) {
        this.text = text;
        this.position = firstPosition;
        this.out = out;
    }

    /** Gives all terms in order of position; the position behind the last. */
    public static int of(String text, int firstPosition, Consumer<Token> out) {
        TextTokens tokens = new TextTokens(text, firstPosition, out);
        tokens.cut();
        return tokens.position;
    }

    /** All terms of a short text. */
    public static List<Token> of(String text) {
        List<Token> all = new ArrayList<>();
        of(text, 0, all::add);
        return all;
    }

    private void cut() {
        int i = 0;
        int gapFrom = 0;
        boolean gap = true;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            Shape shape = shape(c);
            switch (shape) {
                case GAP -> {
                    if (!gap) {
                        endOfCharacters();
                        gapFrom = i;
                        gap = true;
                    }
                    i += Character.charCount(c);
                }
                case UNSPACED -> {
                    flush();
                    int next = i + Character.charCount(c);
                    character(c, i, next);
                    gap = false;
                    gapFrom = next;
                    i = next;
                }
                case LETTER, DIGIT -> {
                    endOfCharacters();
                    int end = endOfRun(i, shape);
                    part(i, end, shape == Shape.DIGIT, join(gapFrom, i, shape == Shape.DIGIT));
                    gap = false;
                    gapFrom = end;
                    i = end;
                }
            }
        }
        endOfCharacters();
        flush();
    }

    /** A character, as a pair with the one before it, and by itself when it begins a run. */
    private void character(int c, int start, int end) {
        String folded = Folding.fold(c);
        for (int i = 0; i < folded.length(); i += Character.charCount(folded.codePointAt(i))) {
            // One sign may stand for several characters, as U+337F does for a Japanese company.
            String one = Character.toString(folded.codePointAt(i));
            if (previous.isEmpty()) {
                out.accept(new Token(one, position, start, end, Kind.CHARACTER));
                previousAlone = true;
            } else {
                out.accept(new Token(previous + one, position - 1, previousStart, end, Kind.PAIR));
                previousAlone = false;
            }
            previous = one;
            previousStart = start;
            previousEnd = end;
            position++;
        }
    }

    private void endOfCharacters() {
        if (!previous.isEmpty() && !previousAlone) {
            out.accept(new Token(previous, position - 1, previousStart, previousEnd, Kind.CHARACTER));
        }
        previous = "";
    }

    private int endOfRun(int start, Shape shape) {
        int i = start;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            Shape here = shape(c);
            if (here != shape && !(shape == Shape.LETTER && modifies(c))) {
                break;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private Join join(int gapFrom, int start, boolean digits) {
        if (run.isEmpty() || run.getLast().end != gapFrom) {
            return Join.NONE;
        }
        if (gapFrom == start) {
            return Join.DIRECT;
        }
        if (start - gapFrom != 1) {
            return Join.NONE;
        }
        char sign = text.charAt(gapFrom);
        if (sign == ' ' || sign == '\u00a0') {
            boolean near = run.getLast().term.length() <= LONGEST_BEFORE_SPACE;
            return digits && near ? Join.SPACE : Join.NONE;
        }
        if (LETTER_JOINERS.indexOf(sign) >= 0) {
            return Join.LETTERS;
        }
        return JOINERS.indexOf(sign) >= 0 ? Join.SIGN : Join.NONE;
    }

    private void part(int start, int end, boolean digits, Join join) {
        String folded = Folding.fold(text.substring(start, end));
        if (join == Join.NONE) {
            flush();
        }
        if (!folded.isEmpty()) {
            String term = folded.length() > LONGEST ? folded.substring(0, LONGEST) : folded;
            run.add(new Part(term, start, end, digits, join));
            if (run.size() > 4096) {
                flush();
            }
        }
    }

    /** Gives the parts of a run, each followed by the joined forms that begin with it. */
    private void flush() {
        for (int i = 0; i < run.size(); i++) {
            Part first = run.get(i);
            out.accept(new Token(first.term, position, first.start, first.end, Kind.WORD));
            joined(i);
            position++;
        }
        run.clear();
    }

    private void joined(int from) {
        StringBuilder term = new StringBuilder(run.get(from).term);
        boolean digits = run.get(from).digits;
        boolean letters = true;
        boolean spaced = false;
        boolean echo = true;
        for (int i = from + 1; i < run.size() && i - from < MOST_JOINED; i++) {
            Part next = run.get(i);
            spaced |= next.join == Join.SPACE;
            letters &= next.join == Join.LETTERS || next.join == Join.DIRECT;
            digits |= next.digits;
            echo &= next.digits != run.get(i - 1).digits;
            term.append(next.term);
            if (term.length() > LONGEST_JOINED || (spaced && i - from >= MOST_SPACED)) {
                return;
            }
            if (digits || letters) {
                Kind kind = echo ? Kind.ECHO : Kind.JOINED;
                out.accept(new Token(term.toString(), position, run.get(from).start, next.end, kind));
            }
        }
    }

    private static Shape shape(int c) {
        if (c < 0x80) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                return Shape.LETTER;
            }
            return c >= '0' && c <= '9' ? Shape.DIGIT : Shape.GAP;
        }
        if (Character.isDigit(c)) {
            return Shape.DIGIT;
        }
        if (KANA_SIGNS.indexOf(c) >= 0) {
            return Shape.UNSPACED;
        }
        if (!Character.isLetter(c) && Character.getType(c) != Character.COMBINING_SPACING_MARK) {
            // A mark inside an unspaced script is one of its characters; elsewhere endOfRun takes it along.
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK && UNSPACED.contains(UnicodeScript.of(c));
            return mark || squareWord(c) ? Shape.UNSPACED : Shape.GAP;
        }
        return UNSPACED.contains(UnicodeScript.of(c)) ? Shape.UNSPACED : Shape.LETTER;
    }

    /** A sign of the blocks "CJK Compatibility" and "Enclosed CJK" that stands for nothing but ideographs or kana. */
    private static boolean squareWord(int c) {
        return c >= 0x3200
                && c <= 0x33ff
                && Folding.fold(c).codePoints().allMatch(part -> UNSPACED.contains(UnicodeScript.of(part)));
    }

    private static boolean modifies(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || c == 0xad || c == 0x200d;
    }
}
