package io.tradepost.mailbox.content;

import java.util.Collection;
import java.util.Set;

/** Which records the messages of the mailboxes refer to. Every failure is a temporary ArchiveException. */
public interface References {
    /** Those of these records that a message refers to. */
    Set<Long> inUse(StoredMail.Place place, Collection<Long> sequences);

    /**
     * Lets every message that refers to a record of the archive refer to one of the mailboxes' journal; durable on return.
     *
     * @return how many messages there were
     */
    int move(long archived, long own);
}
