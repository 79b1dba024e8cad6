package io.tradepost.archive.retention;

import io.tradepost.archive.law.Criteria;
import java.time.Instant;

/**
 * A promise to keep mail.
 *
 * @param name    lower case, unique
 * @param about   which mail
 * @param minimum how long at least; the newest, raised one
 * @param reason  why, in the company's words
 * @param source  statute and article that it follows; may be empty
 * @param madeAt  when it was made
 * @param madeBy  person, or operator of the command line
 * @param changedAt when its minimum was last raised; else when it was made
 */
public record Schedule(
        String name,
        Criteria about,
        Term minimum,
        String reason,
        String source,
        Instant madeAt,
        String madeBy,
        Instant changedAt) {
    Schedule raised(Term higher, Instant at) {
        return new Schedule(name, about, higher, reason, source, madeAt, madeBy, at);
    }
}
