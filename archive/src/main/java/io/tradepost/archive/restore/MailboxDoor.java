package io.tradepost.archive.restore;

import io.tradepost.archive.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mailboxes as far as a restore needs them. This room knows no mail server; whoever runs one opens the door. */
public interface MailboxDoor {
    /**
     * A folder.
     *
     * @param mailbox address of the account that it belongs to
     * @param name    with {@code .} between its levels
     */
    record Place(String mailbox, String name) {}

    /**
     * A message in a folder.
     *
     * @param uid  its UID, RFC 9051 section 2.3.1.1
     * @param size bytes
     */
    record Held(long uid, long size) {}

    /** A folder that is there. Every failure is an {@link io.tradepost.archive.ArchiveException}. */
    interface OpenFolder {
        /** UIDVALIDITY. */
        long validity();

        /** What it holds now. */
        List<Held> messages();

        /** The bytes of a message, if it is still there. */
        Optional<Content> content(long uid);

        /** Adds a message, unread, with this INTERNALDATE; its UID. */
        long append(Content content, Instant internalDate);

        /** Removes messages. */
        void remove(List<Long> uids);
    }

    /** The folder, made if it is not there and {@code make} says so; empty if it is not there. */
    Optional<OpenFolder> open(Place place, boolean make);
}
