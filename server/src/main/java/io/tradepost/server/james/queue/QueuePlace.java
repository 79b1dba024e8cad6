package io.tradepost.server.james.queue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where accepted mail lies until it is delivered. */
public enum QueuePlace {
    /** Accepted, being handled. */
    SPOOL,
    /** Waiting for another try, for a reason of ours. */
    WAITING,
    /** On its way to other servers, between two attempts perhaps. */
    OUTGOING,
    /** Kept until a person releases it. */
    HELD,
    /** Given up by the spooler; fetched back from there every minute. */
    ERROR;

    /** As written on the command line and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The place of this word, if it is one. */
    public static Optional<QueuePlace> parse(String word) {
        return Arrays.stream(values())
                .filter(place -> place.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    boolean inBroker() {
        return this == SPOOL || this == WAITING || this == OUTGOING;
    }
}
