package io.tradepost.archive.search;

import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.mime.CleanText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cuts out the place of a text that a query matched. */
final class Snippets {
    private static final int BEFORE = 60;

    private final List<List<TextTokens.Token>> wanted = new ArrayList<>();
    private final Set<String> joined = new HashSet<>();

    Snippets(QueryNode query) {
        collect(query);
    }

    /** Whether the query has words that a text could hold. */
    boolean looksForWords() {
        return !wanted.isEmpty();
    }

    /** At most 200 characters around the first match; empty if there is none. */
    Optional<String> cut(String text) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<TextTokens.Token> tokens = TextTokens.of(text);
        for (int i = 0; i < tokens.size(); i++) {
            TextTokens.Token token = tokens.get(i);
            if (joined.contains(token.term()) || begins(tokens, i)) {
                return Optional.of(around(text, token.start()));
            }
        }
        return Optional.empty();
    }

    private boolean begins(List<TextTokens.Token> tokens, int from) {
        return wanted.stream().anyMatch(sequence -> matches(tokens, from, sequence));
    }

    private static boolean matches(List<TextTokens.Token> tokens, int from, List<TextTokens.Token> sequence) {
        int shift = tokens.get(from).position() - sequence.getFirst().position();
        int i = from;
        for (TextTokens.Token wanted : sequence) {
            int position = wanted.position() + shift;
            while (i < tokens.size()
                    && (tokens.get(i).position() < position
                            || (tokens.get(i).position() == position
                                    && !tokens.get(i).term().equals(wanted.term())))) {
                i++;
            }
            if (i >= tokens.size() || tokens.get(i).position() != position) {
                return false;
            }
        }
        return true;
    }

    private static String around(String text, int at) {
        int from = Math.max(0, at - BEFORE);
        while (from > 0 && from < at && !Character.isWhitespace(text.charAt(from - 1)) && at - from < 2 * BEFORE) {
            from--;
        }
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from--;
        }
        int to = Math.min(text.length(), from + 4 * DerivedMessage.SNIPPET);
        String line = CleanText.line(text.substring(from, to));
        return CleanText.shortened(from > 0 ? "…" + line : line, DerivedMessage.SNIPPET);
    }

    private void collect(QueryNode node) {
        switch (node) {
            case QueryNode.And and -> and.parts().forEach(this::collect);
            case QueryNode.Or or -> or.parts().forEach(this::collect);
            case QueryNode.Words words -> {
                if (words.field() == QueryField.ANY
                        || words.field() == QueryField.BODY
                        || words.field() == QueryField.ATTACHMENT) {
                    List<TextTokens.Token> tokens = TextTokens.of(CleanText.of(words.words()));
                    if (!tokens.isEmpty()) {
                        wanted.add(TermSequence.of(tokens));
                        TermSequence.joinedWhole(tokens).ifPresent(joined::add);
                    }
                }
            }
            case QueryNode.Not not -> {
                // What must not be there can't be shown.
            }
            case QueryNode.Range range -> {
                // Not in the text.
            }
            case QueryNode.Keyword keyword -> {
                // Not in the text.
            }
            case QueryNode.Everything all -> {
                // Nothing in particular.
            }
        }
    }
}
