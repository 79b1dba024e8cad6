package io.tradepost.mailbox.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The terms of one field of one message with their places. The lowest bit of a place says whether a space stands before: too
 * many terms end with one to look for them all when somebody searches for a space and a word.
 */
final class TermRow {
    /** Of what stands behind a word, so many characters are in its term; {@code ://} has three. */
    private static final int BEHIND = 3;

    private final List<String> terms = new ArrayList<>();
    private int[] places = new int[64];
    private int next;

    List<String> terms() {
        return terms;
    }

    /** The terms, each once. */
    List<String> distinct() {
        return List.copyOf(new LinkedHashSet<>(terms));
    }

    /** By how much a term's place is above that of the one before it. */
    int step(int index) {
        return index == 0 ? places[0] + 1 : places[index] - places[index - 1];
    }

    /** Adds a text; nothing is found across the border of two texts. */
    void text(String folded) {
        next++;
        walk(folded, false);
    }

    /** Adds the value of a header field, which stands behind a space. */
    void value(String folded) {
        next++;
        boolean between = !folded.isEmpty() && Letters.of(folded.codePointAt(0)) == Letters.BETWEEN;
        walk(between ? " " + folded : folded, !between);
    }

    private void walk(String text, boolean behindSpace) {
        boolean space = behindSpace;
        int at = 0;
        while (at < text.length()) {
            Letters kind = Letters.of(text.codePointAt(at));
            int end = end(text, at);
            if (kind == Letters.RUNNING) {
                running(text, at, end, space);
            } else {
                int head = head(text, at, end);
                token(text.substring(at, head), 2 * next++ + (space ? 1 : 0));
                if (head < end) {
                    boolean spaceInside = text.charAt(head - 1) == ' ';
                    token(text.substring(head, end), 2 * next++ + (spaceInside ? 1 : 0));
                }
            }
            space = text.charAt(end - 1) == ' ';
            at = end;
        }
    }

    /** Where the piece that begins here ends: a run of running text, or a word with what stands between it and the next. */
    static int end(String text, int from) {
        Letters kind = Letters.of(text.codePointAt(from));
        int end = runEnd(text, from, kind);
        return kind == Letters.WORD ? runEnd(text, end, Letters.BETWEEN) : end;
    }

    /** Where the first term of a piece that is no running text ends: what stands behind a word is cut where it is long. */
    static int head(String text, int from, int end) {
        int wordEnd = runEnd(text, from, Letters.WORD);
        return wordEnd == end ? end : wordEnd + longestBehind(text.substring(wordEnd, end), end - wordEnd);
    }

    /** How much of what a text begins with stays with the word before it. */
    static int longestBehind(String between, int length) {
        int end = 0;
        for (int i = 0; i < BEHIND && end < length; i++) {
            end += Character.charCount(between.codePointAt(end));
        }
        return end;
    }

    private static int runEnd(String text, int from, Letters kind) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Letters.of(c) != kind) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private void token(String token, int place) {
        if (token.length() <= Terms.LONGEST) {
            add(Terms.WHOLE + token, place);
            return;
        }
        add(Terms.HEAD + token.substring(0, Terms.border(token, Terms.LONGEST)), place);
        for (int from = Terms.STEP; from + Terms.LONGEST < token.length(); from += Terms.STEP) {
            int to = from + Terms.LONGEST;
            add(Terms.INNER + token.substring(Terms.border(token, from), Terms.border(token, to + 1)), place);
        }
        add(Terms.TAIL + token.substring(Terms.border(token, token.length() - Terms.LONGEST)), place);
    }

    private void running(String text, int from, int to, boolean behindSpace) {
        boolean space = behindSpace;
        for (int at = from; at < to; ) {
            int second = at + Character.charCount(text.codePointAt(at));
            int end = second < to ? second + Character.charCount(text.codePointAt(second)) : second;
            add(Terms.RUNNING + text.substring(at, end), 2 * next++ + (space ? 1 : 0));
            space = false;
            at = second;
        }
    }

    private void add(String term, int place) {
        if (terms.size() == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[terms.size()] = place;
        terms.add(term);
    }
}
