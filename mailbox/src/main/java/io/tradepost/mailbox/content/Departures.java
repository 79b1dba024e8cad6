package io.tradepost.mailbox.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.BeforeShred;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that content goes when, and only when, no message needs it any more: what mailboxes let go of leaves the
 * mailboxes' journal, and what the archive is about to destroy is taken over into it while somebody still has it.
 *
 * <p>Each step is durable before the next, and can be repeated: a copy that nobody came to refer to is found and let go of by
 * {@link #mend}.
 */
public final class Departures implements BeforeShred {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
    /** Records asked for in one question to the database. */
    private static final int BATCH = 1000;

    private final OwnMail own;
    private final References references;
    private final Underway underway = new Underway();
    private final Set<Long> leavingOwn = ConcurrentHashMap.newKeySet();
    /** Stays marked: what is destroyed never comes back, and what is not yet destroyed soon is. */
    private final Set<Long> leavingArchive = ConcurrentHashMap.newKeySet();

    /** For what these rows refer to. */
    public Departures(OwnMail own, References references) {
        this.own = own;
        this.references = references;
    }

    /** From now until it is closed nothing goes that was handed out meanwhile. */
    MailContents.Hold hold() {
        return underway.begin();
    }

    /** Whether a message may still come to refer to this record; asked under a {@link #hold}. */
    boolean stays(StoredMail.Place place, long sequence) {
        return switch (place) {
            case ARCHIVE -> !leavingArchive.contains(sequence);
            case MAILBOX -> !leavingOwn.contains(sequence);
        };
    }

    /**
     * Lets go of those of these records of the mailboxes' journal that no message refers to. One at a time: of two that look
     * at the same record, the first to be done would hand it out again under the other's eyes.
     */
    synchronized void release(Collection<Long> sequences) {
        leavingOwn.addAll(sequences);
        try {
            underway.awaitEarlier();
            List<Long> going = new ArrayList<>(sequences);
            going.removeAll(references.inUse(StoredMail.Place.MAILBOX, sequences));
            if (!going.isEmpty()) {
                own.release(going);
            }
        } finally {
            // One that went is not handed out: its key is not found.
            leavingOwn.removeAll(Set.copyOf(sequences));
        }
    }

    @Override
    public void leaving(List<Leaving> leaving) {
        List<Long> sequences = leaving.stream().map(Leaving::sequence).toList();
        leavingArchive.addAll(sequences);
        underway.awaitEarlier();
        Set<Long> needed = references.inUse(StoredMail.Place.ARCHIVE, sequences);
        for (Leaving one : leaving) {
            if (needed.contains(one.sequence())) {
                takeOver(one);
            }
        }
    }

    private void takeOver(Leaving one) {
        long copy;
        int messages;
        // Until the rows refer to the copy, it looks like one that nobody needs.
        try (MailContents.Hold hold = hold()) {
            copy = own.takenOver(one.sequence(), found -> stays(StoredMail.Place.MAILBOX, found))
                    .orElseGet(() -> own.takeOver(one.sequence(), one.content()));
            messages = references.move(one.sequence(), copy);
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            // It was destroyed or damaged before; the mailbox can't get worse by going on.
            LOG.error("record {} of the archive is in a mailbox and cannot be read any more", one.sequence(), e);
            return;
        }
        if (messages == 0) {
            release(List.of(copy));
        }
        LOG.atInfo()
                .addKeyValue("archived", one.sequence())
                .addKeyValue("own", copy)
                .addKeyValue("messages", messages)
                .log("taken over before disposal");
    }

    /**
     * Lets go of messages in the mailboxes' journal that no message refers to: of such as were kept right before a crash,
     * and no row was written. Looks at what was kept since the start before this one. Mail flows on meanwhile; whoever
     * interrupts the thread ends it, and the next start begins where this one did.
     */
    public void mend() {
        long end = own.end();
        for (long at = own.mended(); at < end; at += BATCH) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            List<Long> living = own.living(at, Math.min(end, at + BATCH));
            if (!living.isEmpty()) {
                release(living);
            }
        }
        own.mended(end);
    }
}
