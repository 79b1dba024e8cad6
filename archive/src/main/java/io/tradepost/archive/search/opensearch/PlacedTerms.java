package io.tradepost.archive.search.opensearch;

import io.tradepost.archive.search.IndexQuery;
import io.tradepost.archive.search.TextTokens;
import java.util.List;

/**
 * Writes terms with their positions as text that the cluster takes apart again: one word per position, its terms with
 * {@code |} between them. Terms are letters and digits, so neither sign stands in one; the few letters that fold to several
 * words (U+FDFA) get a sign that no term has.
 */
final class PlacedTerms {
    /** Stands for a position of a phrase that says nothing. */
    static final String HOLE = "_";

    /** What the cluster's pattern takes for one term. */
    static final String PATTERN = "([^|]+)";

    private PlacedTerms() {}

    /** One value of a text field. */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length() * 2);
        int[] at = {-1};
        TextTokens.of(text, 0, token -> {
            if (!token.kept()) {
                return;
            }
            if (at[0] >= 0) {
                out.append(token.position() == at[0] ? '|' : ' ');
            }
            at[0] = token.position();
            out.append(term(token.term()));
        });
        return out.toString();
    }

    /** A phrase. */
    static String of(List<IndexQuery.Placed> terms) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (IndexQuery.Placed placed : terms) {
            for (; next < placed.position(); next++) {
                out.append(HOLE).append(' ');
            }
            out.append(term(placed.term())).append(' ');
            next = placed.position() + 1;
        }
        return out.toString().strip();
    }

    /** A term as it stands there. */
    static String term(String term) {
        StringBuilder out = new StringBuilder(term.length());
        term.codePoints().forEach(c -> out.appendCodePoint(Character.isWhitespace(c) || c == '|' ? '\u00b6' : c));
        return out.toString();
    }
}
