package io.tradepost.domain.text;

import java.util.List;

/**
 * A sentence in no language yet.
 *
 * @param key of the resource bundle {@code io.tradepost.domain.text.sentences}
 * @param arguments strings, numbers, or phrases of their own
 */
public record Phrase(String key, List<Object> arguments) {
    public Phrase {
        arguments = List.copyOf(arguments);
    }

    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }
}
