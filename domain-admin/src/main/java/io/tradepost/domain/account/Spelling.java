package io.tradepost.domain.account;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to type. */
final class Spelling {
    private static final int MOST_EDITS = 2;

    private Spelling() {}

    /** The nearest of these words, if one is near enough to be meant. */
    static Optional<String> nearest(String typed, Collection<String> words) {
        String lower = typed.strip().toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String word : words) {
            int edits = edits(lower, word);
            // Half the word changed is no slip of the finger.
            if (edits < least && edits <= MOST_EDITS && edits * 2 <= word.length()) {
                least = edits;
                nearest = Optional.of(word);
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: letters to insert, delete or replace. */
    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(replaced, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[to.length()];
    }
}
