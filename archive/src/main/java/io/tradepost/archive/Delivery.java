package io.tradepost.archive;

import java.time.Instant;
import java.util.List;

/**
 * One message on its way through the server, as handed to {@link Archive#capture}.
 *
 * @param key        names this delivery for ever: the same key handed over twice is archived once. In flow it is the
 *                   mail's name in the queue, which a retry keeps while headers may change; for an import it is derived
 *                   from the bytes and their source
 * @param receivedAt when the server accepted it
 * @param direction  which way it crossed the border
 * @param envelope   every recipient
 * @param session    facts of the session
 * @param accounts   addresses of the company accounts it concerns, groups and aliases resolved; lower case
 * @param content    the bytes as received
 */
public record Delivery(
        String key,
        Instant receivedAt,
        Direction direction,
        Envelope envelope,
        SessionFacts session,
        List<String> accounts,
        Content content) {
    public Delivery {
        accounts = List.copyOf(accounts);
    }
}
