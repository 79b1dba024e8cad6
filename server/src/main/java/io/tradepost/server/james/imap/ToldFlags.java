package io.tradepost.server.james.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.UpdatedFlags;

/**
 * Which messages a client has to be told new flags of, and which keywords its mailbox knows. What changes while it is being
 * told is told the next time. Safe for many threads.
 */
final class ToldFlags {
    private final TreeSet<MessageUid> changed = new TreeSet<>();
    private final TreeSet<MessageUid> underway = new TreeSet<>();
    private final Flags applicable = new Flags();
    private boolean newKeyword;

    /** What the mailbox knows when it is selected. */
    synchronized void begin(Flags known) {
        applicable.add(known);
    }

    /**
     * News of changed flags.
     *
     * @param ours whether the client's own command changed them, whose answer says so
     * @return messages whose \\Recent changed
     */
    synchronized List<MessageUid> changed(List<UpdatedFlags> all, boolean ours) {
        List<MessageUid> recent = new ArrayList<>();
        for (UpdatedFlags one : all) {
            boolean ofRecent = one.modifiedSystemFlags().contains(Flags.Flag.RECENT);
            if (ofRecent) {
                recent.add(one.getUid());
            }
            // Nobody is told of \\Recent alone: it is another flag in each session.
            boolean ofOthers = one.modifiedSystemFlags().size() > (ofRecent ? 1 : 0)
                    || one.userFlagIterator().hasNext();
            if (ofOthers && !ours) {
                changed.add(one.getUid());
            }
            for (String keyword : one.getNewFlags().getUserFlags()) {
                if (!applicable.contains(keyword)) {
                    applicable.add(keyword);
                    newKeyword = true;
                }
            }
        }
        return recent;
    }

    /** The client is about to be told of these. */
    synchronized Collection<MessageUid> beingTold() {
        underway.addAll(changed);
        changed.clear();
        return List.copyOf(underway);
    }

    /** The client was told. */
    synchronized void told() {
        underway.clear();
    }

    synchronized Flags applicable() {
        return new Flags(applicable);
    }

    /** Whether there is a keyword that the client does not know. */
    synchronized boolean hasNewKeyword() {
        return newKeyword;
    }

    synchronized void keywordsTold() {
        newKeyword = false;
    }
}
