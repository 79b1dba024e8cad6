package io.tradepost.mailbox.search;

/** The ways to thread messages that RFC 5256 section 3 names. */
public enum ThreadAlgorithm {
    /** By subject alone. */
    ORDEREDSUBJECT,
    /** By what messages say that they answer, then by subject. */
    REFERENCES
}
