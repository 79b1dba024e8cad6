package io.tradepost.mailbox.content;

import java.util.Arrays;
import java.util.Objects;

/**
 * Where one message's bytes are. The message is {@code top}, then the record's content from octet {@code skip} on.
 *
 * @param place    which journal the record is in
 * @param sequence of the record in that journal, from 0
 * @param top      octets before what the record holds; empty where it holds the whole
 * @param skip     octets of the record's content that the message leaves out at its beginning
 * @param size     octets of the whole message
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never changed.
public record StoredMail(Place place, long sequence, byte[] top, long skip, long size) {
    /** A journal that holds messages. */
    public enum Place {
        /** The archive: the content is that of a captured delivery. */
        ARCHIVE,
        /** The mailboxes' own journal. */
        MAILBOX
    }

    /** Refuses what can't be: negative numbers, and a top longer than the message. */
    public StoredMail {
        if (sequence < 0 || skip < 0 || size < top.length) {
            throw new IllegalArgumentException("no message can be at record " + sequence + ", after " + skip
                    + " of it, " + size + " octets long with " + top.length + " on top");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredMail that
                && place == that.place
                && sequence == that.sequence
                && skip == that.skip
                && size == that.size
                && Arrays.equals(top, that.top);
    }

    @Override
    public int hashCode() {
        return Objects.hash(place, sequence, skip, size, Arrays.hashCode(top));
    }

    @Override
    public String toString() {
        return place + " " + sequence + " (" + top.length + " octets on top, " + skip + " left out, " + size
                + " in all)";
    }
}
