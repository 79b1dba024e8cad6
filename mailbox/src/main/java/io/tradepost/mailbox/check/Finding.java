package io.tradepost.mailbox.check;

/**
 * Something that was not as it should be.
 *
 * @param kind     what it is
 * @param place    the mailbox as {@code user: name}, or the quota root
 * @param expected what a recount gives; 0 where there is nothing to count
 * @param found    what the tables said; for {@link Kind#CONTENT} and {@link Kind#ENTRY} how many there are
 * @param mended   whether it is right now
 */
public record Finding(Kind kind, String place, long expected, long found, boolean mended) {
    /** What can be wrong. */
    public enum Kind {
        /** A mailbox without counters. */
        COUNTER,
        /** The number of messages in a mailbox. */
        MESSAGES,
        /** The number of unseen messages in a mailbox. */
        UNSEEN,
        /** The octets in a mailbox. */
        OCTETS,
        /** The highest UID given out is lower than one that is in use. */
        UID,
        /** The highest mod-sequence given out is lower than one that is in use. */
        MODSEQ,
        /** Entries of messages that are not there; mending takes them out. */
        ENTRY,
        /** Messages whose bytes cannot be read. That is never mended here: the bytes may be in a backup. */
        CONTENT,
        /** Messages that are in no mailbox; mending lets go of them. */
        UNUSED,
        /** The number of messages that count for a quota. */
        QUOTA_MESSAGES,
        /** The octets that count for a quota. */
        QUOTA_OCTETS
    }
}
