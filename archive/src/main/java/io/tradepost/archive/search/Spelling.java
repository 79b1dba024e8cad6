package io.tradepost.archive.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Guesses which word a mistyped one was meant to be. */
final class Spelling {
    private Spelling() {}

    /** The nearest of these words, if any is near; a third of the letters may be wrong. */
    static Optional<String> nearest(String word, List<String> known) {
        return known.stream()
                .filter(one -> distance(one, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(one -> distance(one, word)));
    }

    /** Changes of one letter, or swaps of two neighbours, from one word to the other (Damerau 1964, optimal alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
