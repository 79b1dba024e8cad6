package io.tradepost.archive.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may stand before a colon. */
enum QueryField {
    /** No field given: subject, body, attachments and people. */
    ANY,
    FROM,
    TO,
    CC,
    BCC,
    PARTICIPANT,
    DOMAIN,
    SUBJECT,
    BODY,
    ATTACHMENT,
    FILENAME,
    CUSTOMER,
    ORDER,
    ACCOUNT,
    DIRECTION,
    DATE,
    BEFORE,
    AFTER,
    SIZE,
    HAS,
    TAG,
    HOLD,
    ID;

    /** As typed, without the colon. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<QueryField> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field != ANY && field.word().equals(lower))
                .findFirst();
    }

    /** The field whose name is nearest to a mistyped one, if any is near. */
    static Optional<QueryField> nearest(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field != ANY && distance(field.word(), lower) <= Math.max(1, lower.length() / 3))
                .min(java.util.Comparator.comparingInt(field -> distance(field.word(), lower)));
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
