package io.tradepost.archive.search;

import io.tradepost.archive.search.TextTokens.Kind;
import io.tradepost.archive.search.TextTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fewest terms that say the same as a text: pairs where there are pairs, since they are rarer than characters. */
final class TermSequence {
    private TermSequence() {}

    /** Terms in order of position. A phrase of them matches exactly the texts that hold these parts in a row. */
    static List<Token> of(List<Token> tokens) {
        List<Token> pairs = tokens.stream().filter(t -> t.kind() == Kind.PAIR).toList();
        List<Token> chosen = new ArrayList<>();
        for (Token token : tokens) {
            switch (token.kind()) {
                case WORD, PAIR -> chosen.add(token);
                case CHARACTER -> {
                    // Said already by the pair that begins here, or the one that ends here.
                    boolean said = pairs.stream()
                            .anyMatch(p -> p.position() == token.position() || p.position() == token.position() - 1);
                    if (!said) {
                        chosen.add(token);
                    }
                }
                case JOINED, ECHO -> {
                    // An alternative to the parts, not one of them.
                }
            }
        }
        return chosen;
    }

    /** The joined form that stands for the whole text, if there is one. */
    static Optional<String> joinedWhole(List<Token> tokens) {
        int first = tokens.getFirst().start();
        int last = tokens.stream().mapToInt(Token::end).max().orElse(0);
        boolean charactersToo = tokens.stream().anyMatch(t -> t.kind() == Kind.CHARACTER);
        return charactersToo
                ? Optional.empty()
                : tokens.stream()
                        .filter(t -> (t.kind() == Kind.JOINED || t.kind() == Kind.ECHO)
                                && t.start() == first
                                && t.end() == last)
                        .map(Token::term)
                        .findFirst();
    }
}
