package io.tradepost.domain.account;

import io.tradepost.domain.DomainAdminException;
import io.tradepost.domain.text.Phrase;
import io.tradepost.domain.text.Words;
import java.io.Serial;
import java.util.Locale;

/**
 * A request about accounts that was understood and refused. Its message is meant for the person who asked;
 * {@link #getMessage} has it in English, {@link #sentence} in the person's language.
 */
public final class AccountException extends DomainAdminException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why it was refused; a REST call answers 422, 409 or 404 from it. */
    public enum Kind {
        INVALID,
        CONFLICT,
        NOT_FOUND
    }

    private final Kind kind;
    private final transient Phrase phrase;

    private AccountException(Kind kind, Phrase phrase) {
        super(false, Words.ENGLISH.say(phrase));
        this.kind = kind;
        this.phrase = phrase;
    }

    static AccountException invalid(String key, Object... arguments) {
        return new AccountException(Kind.INVALID, Phrase.of(key, arguments));
    }

    static AccountException conflict(String key, Object... arguments) {
        return new AccountException(Kind.CONFLICT, Phrase.of(key, arguments));
    }

    static AccountException notFound(String key, Object... arguments) {
        return new AccountException(Kind.NOT_FOUND, Phrase.of(key, arguments));
    }

    public Kind kind() {
        return kind;
    }

    /** The message in a language. */
    public String sentence(Locale locale) {
        return Words.in(locale).say(phrase);
    }

    Phrase phrase() {
        return phrase;
    }
}
