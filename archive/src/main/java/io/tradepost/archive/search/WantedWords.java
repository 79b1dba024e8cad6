package io.tradepost.archive.search;

import io.tradepost.archive.Highlight;
import io.tradepost.archive.mime.CleanText;
import io.tradepost.archive.search.TextTokens.Kind;
import io.tradepost.archive.search.TextTokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of a query that a text can hold, and where it holds them. */
final class WantedWords {
    private final List<List<Token>> sequences = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private final Set<String> joined = new HashSet<>();

    WantedWords(QueryNode query) {
        collect(query);
    }

    boolean isEmpty() {
        return sequences.isEmpty();
    }

    /** Where the first of them begins. */
    Optional<Integer> first(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (endOfMatch(tokens, i) > 0) {
                return Optional.of(tokens.get(i).start());
            }
        }
        return Optional.empty();
    }

    /** All places, in order, none within another. */
    List<Highlight> all(List<Token> tokens) {
        List<Highlight> found = new ArrayList<>();
        int covered = 0;
        for (int i = 0; i < tokens.size(); i++) {
            int start = Math.max(covered, tokens.get(i).start());
            int end = endOfMatch(tokens, i);
            if (end <= start) {
                continue;
            }
            if (start == covered && !found.isEmpty()) {
                found.add(new Highlight(found.removeLast().start(), end));
            } else {
                found.add(new Highlight(start, end));
            }
            covered = end;
        }
        return found;
    }

    /** Offset behind the longest match that begins with this token; 0 if none does. */
    private int endOfMatch(List<Token> tokens, int from) {
        Token token = tokens.get(from);
        int end = joined.contains(token.term()) ? token.end() : 0;
        for (String prefix : prefixes) {
            if (token.term().startsWith(prefix)) {
                end = Math.max(end, token.end());
            }
        }
        for (List<Token> sequence : sequences) {
            end = Math.max(end, endOf(tokens, from, sequence));
        }
        return end;
    }

    private static int endOf(List<Token> tokens, int from, List<Token> sequence) {
        Token first = tokens.get(from);
        if (sequence.size() == 1 && sequence.getFirst().kind() == Kind.CHARACTER) {
            // Inside a run a character is only seen as the beginning of a pair.
            String wanted = sequence.getFirst().term();
            boolean alone = first.kind() == Kind.CHARACTER && first.term().equals(wanted);
            boolean begins = first.kind() == Kind.PAIR && first.term().startsWith(wanted);
            return alone ? first.end() : begins ? first.start() + wanted.length() : 0;
        }
        int shift = first.position() - sequence.getFirst().position();
        int i = from;
        int end = 0;
        for (Token wanted : sequence) {
            int position = wanted.position() + shift;
            while (i < tokens.size() && before(tokens.get(i), position, wanted)) {
                i++;
            }
            if (i >= tokens.size() || tokens.get(i).position() != position) {
                return 0;
            }
            end = tokens.get(i).end();
        }
        return end;
    }

    private static boolean before(Token token, int position, Token wanted) {
        return token.position() < position
                || (token.position() == position && !token.term().equals(wanted.term()));
    }

    private void collect(QueryNode node) {
        switch (node) {
            case QueryNode.And and -> and.parts().forEach(this::collect);
            case QueryNode.Or or -> or.parts().forEach(this::collect);
            case QueryNode.Words words -> {
                if (words.field() == QueryField.ANY
                        || words.field() == QueryField.BODY
                        || words.field() == QueryField.ATTACHMENT) {
                    add(words);
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

    private void add(QueryNode.Words words) {
        List<Token> tokens = TextTokens.of(CleanText.of(words.words()));
        if (tokens.isEmpty()) {
            return;
        }
        List<Token> sequence = TermSequence.of(tokens);
        Optional<String> whole = TermSequence.joinedWhole(tokens);
        sequences.add(sequence);
        if (words.prefix()) {
            prefixes.add(whole.orElse(sequence.getFirst().term()));
        }
        whole.ifPresent(joined::add);
    }
}
