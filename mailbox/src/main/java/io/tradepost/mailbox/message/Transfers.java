package io.tradepost.mailbox.message;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.mailbox.MailboxSession;

/**
 * Which message became which in the copying and moving of one session. James's managers answer only where messages went; of
 * those that a client named, some may have been gone by then, and UIDPLUS (RFC 4315 section 3) wants pairs.
 */
public final class Transfers {
    private static final String KEY = Transfers.class.getName();

    private final List<Transfer> all = new ArrayList<>();

    private Transfers() {}

    /**
     * A message put into another mailbox, or once more into its own.
     *
     * @param from UID of the original
     * @param to   UID of the new one
     */
    public record Transfer(long from, long to) {}

    /** Notes from now on what this session copies and moves, until this is called again for it. */
    public static Transfers watch(MailboxSession session) {
        Transfers transfers = new Transfers();
        session.getAttributes().put(KEY, transfers);
        return transfers;
    }

    static void note(MailboxSession session, List<Transfer> done) {
        if (session.getAttributes().get(KEY) instanceof Transfers watching) {
            watching.add(done);
        }
    }

    private synchronized void add(List<Transfer> done) {
        all.addAll(done);
    }

    /** All so far, in the order in which they were made. */
    public synchronized List<Transfer> all() {
        return List.copyOf(all);
    }
}
