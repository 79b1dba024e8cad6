package io.tradepost.archive.search;

import io.tradepost.archive.Highlight;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.mime.CleanText;
import java.util.List;
import java.util.Optional;

/** Cuts out the place of a text that a query matched, and marks in it all that it matched. */
final class Snippets {
    private static final int BEFORE = 60;

    private final WantedWords wanted;

    Snippets(QueryNode query) {
        this.wanted = new WantedWords(query);
    }

    /**
     * A piece of a text.
     *
     * @param text  at most 200 characters, on one line
     * @param marks what matched
     */
    record Cut(String text, List<Highlight> marks) {}

    /** Whether the query has words that a text could hold. */
    boolean looksForWords() {
        return !wanted.isEmpty();
    }

    /** The place of a message's texts that matched. */
    Optional<Cut> cut(DerivedMessage message) {
        return cut(message.parsed().text())
                .or(() -> cut(message.parsed().alternativeText()))
                .or(() -> message.attachmentTexts().stream()
                        .flatMap(text -> cut(text).stream())
                        .findFirst());
    }

    private Optional<Cut> cut(String text) {
        return wanted.first(TextTokens.of(text)).map(at -> {
            String line = around(text, at);
            return new Cut(line, wanted.all(TextTokens.of(line)));
        });
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
}
