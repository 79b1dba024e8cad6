package io.tradepost.domain.dns.spf;

import io.tradepost.domain.DomainAdminException;
import io.tradepost.domain.text.Phrase;
import io.tradepost.domain.text.Words;
import java.io.Serial;

/** A text that breaks the grammar of RFC 7208 section 12, and where. */
public final class SpfSyntaxException extends DomainAdminException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int position;
    private final transient Phrase problem;

    SpfSyntaxException(int position, Phrase problem) {
        super(false, Words.ENGLISH.say(problem));
        this.position = position;
        this.problem = problem;
    }

    /** Characters before the place of the error, from 0. */
    public int position() {
        return position;
    }

    /** What is wrong there. */
    public Phrase problem() {
        return problem;
    }
}
