package io.tradepost.archive.export;

import io.tradepost.archive.MessageId;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A named collection of messages.
 *
 * @param name     what it is called
 * @param reason   what it is about, in the words of whoever opened it
 * @param by       who opened it
 * @param at       when
 * @param messages what was put into it and not taken out again
 */
public record Case(CaseName name, String reason, String by, Instant at, NavigableSet<MessageId> messages) {
    public Case {
        messages = Collections.unmodifiableNavigableSet(new TreeSet<>(messages));
    }
}
