package io.tradepost.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to count the messages of an answer. */
public enum Facet {
    /** Address of the From header, else of the envelope. */
    SENDER,
    /** Code of each customer that a message is linked to. */
    CUSTOMER,
    /** Month in which it was received, {@code 2024-05}, in the archive's time zone. */
    MONTH,
    /** What its attachments are: {@code pdf}, {@code image}, {@code spreadsheet} …; {@code none} without any. */
    TYPE,
    /** {@code inbound}, {@code outbound} or {@code internal}. */
    DIRECTION;

    /** As programs spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one spelt so. */
    public static Optional<Facet> of(String word) {
        return Arrays.stream(values())
                .filter(facet -> facet.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
