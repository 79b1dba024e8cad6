package io.tradepost.archive;

import java.time.Instant;
import java.util.List;

/**
 * The links of one message as decided at one moment. A later event for the same message replaces the earlier one in
 * every answer; the journal keeps both.
 *
 * @param message  which message
 * @param at       when it was decided
 * @param by       who decided: {@code matcher} or an account's address
 * @param basis    what it was decided on, so that it can be derived again: snapshot and rule version
 * @param links    all links of the message; empty if none was found
 */
public record LinkEvent(MessageId message, Instant at, String by, String basis, List<Link> links) {
    public LinkEvent {
        links = List.copyOf(links);
    }
}
