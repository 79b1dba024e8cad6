package io.tradepost.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * The candidate nearest to a word, if any is near enough to be worth saying: at most a third of its letters wrong.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String plain = plain(word);
        int allowed = Math.max(1, plain.length() / 3);
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(plain, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(plain, plain(candidate)) <= allowed);
    }

    /** {@code maxMessageSize}, {@code max_message_size} and {@code max-message-size} are the same to a person. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Edits between two words, a swap of neighbours counting once (optimal string alignment distance). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
