package io.tradepost.domain.account;

import io.tradepost.domain.text.Phrase;
import io.tradepost.domain.text.Words;
import java.util.Locale;

/**
 * A mistake in a file to import.
 *
 * @param line from 1, as an editor counts; 0 if it is about the whole file
 * @param what the mistake, in no language yet
 */
public record ImportProblem(int line, Phrase what) {
    static ImportProblem of(int line, String key, Object... arguments) {
        return new ImportProblem(line, Phrase.of(key, arguments));
    }

    /** The mistake in English. */
    public String message() {
        return Words.ENGLISH.say(what);
    }

    /** The mistake in a language. */
    public String message(Locale locale) {
        return Words.in(locale).say(what);
    }

    @Override
    public String toString() {
        return line == 0 ? message() : "line " + line + ": " + message();
    }
}
