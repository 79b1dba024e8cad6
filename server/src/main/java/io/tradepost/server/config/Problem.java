package io.tradepost.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is wrong with a configuration.
 *
 * @param where     the place to look at; empty when no place holds it (a value that is missing)
 * @param key       name of the sentence in the bundle {@code config.messages}
 * @param arguments for the sentence; never a secret
 */
public record Problem(Optional<Source> where, String key, List<Object> arguments) {
    private static final String BUNDLE = "io.tradepost.server.config.messages";

    public Problem {
        arguments = List.copyOf(arguments);
    }

    static Problem at(Source where, String key, Object... arguments) {
        return new Problem(Optional.of(where), key, List.of(arguments));
    }

    static Problem nowhere(String key, Object... arguments) {
        return new Problem(Optional.empty(), key, List.of(arguments));
    }

    /** One line for a person. */
    public String text(Locale locale) {
        String sentence = Wording.of(BUNDLE, locale).text(key, arguments);
        return where.map(source -> source + ": " + sentence).orElse(sentence);
    }
}
