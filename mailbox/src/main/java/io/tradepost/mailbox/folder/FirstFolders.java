package io.tradepost.mailbox.folder;

import com.google.common.util.concurrent.Striped;
import io.tradepost.mailbox.database.Database;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.mailbox.model.MailboxPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The folders that an account has to begin with, under the names that mail clients of every language look for. They are given
 * once, whether or not mail came before the person did; after that they are the person's, who may delete them for good.
 */
public final class FirstFolders {
    /** Where mail goes that was sent. */
    public static final String SENT = "Sent";

    /** Where mail is that is still being written. */
    public static final String DRAFTS = "Drafts";

    /** Where mail goes that was deleted. */
    public static final String TRASH = "Trash";

    /** Where mail goes that nobody wants. */
    public static final String JUNK = "Junk";

    /** What {@link #JUNK} was called before: who has it needs no other. */
    public static final String OLD_JUNK = "Spam";

    private static final Logger LOG = LoggerFactory.getLogger(FirstFolders.class);
    private static final int LOCKS = 64;

    private final Transactions transactions;
    private final MailboxManager mailboxes;
    private final SubscriptionManager subscriptions;
    private final Clock clock;

    /** Who has them, as far as this process has looked; it grows no further than there are accounts. */
    private final Set<Username> given = ConcurrentHashMap.newKeySet();

    private final Striped<Lock> locks = Striped.lock(LOCKS);

    /**
     * Over these tables.
     *
     * @param mailboxes     makes the folders
     * @param subscriptions notes that the account wants to see them
     */
    public FirstFolders(Database database, MailboxManager mailboxes, SubscriptionManager subscriptions, Clock clock) {
        this.transactions = new Transactions(database);
        this.mailboxes = mailboxes;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /**
     * Gives them to the account of this session, unless it has had them. INBOX, which nobody can delete, is made if it is
     * missing. Asks the database only at an account's first call in this process.
     *
     * @throws MailboxException when the database fails; what was made stays, and the next call makes the rest
     */
    public void give(MailboxSession session) throws MailboxException {
        Username user = session.getUser();
        if (given.contains(user)) {
            return;
        }
        // Two clients of one person sign in at once: the slower one must not make anew what the faster one has deleted.
        Lock lock = locks.get(user);
        lock.lock();
        try {
            if (!given.contains(user)) {
                if (!noted(user)) {
                    makeAll(session);
                    note(user);
                } else if (!exists(session, MailboxConstants.INBOX)) {
                    make(session, MailboxConstants.INBOX);
                }
                given.add(user);
            }
        } finally {
            lock.unlock();
        }
    }

    private void makeAll(MailboxSession session) throws MailboxException {
        make(session, MailboxConstants.INBOX);
        make(session, SENT);
        make(session, DRAFTS);
        make(session, TRASH);
        make(session, exists(session, OLD_JUNK) ? OLD_JUNK : JUNK);
    }

    private void make(MailboxSession session, String name) throws MailboxException {
        MailboxPath path = path(session, name);
        if (!exists(session, name)) {
            try {
                mailboxes.createMailbox(path, session);
            } catch (MailboxExistsException e) {
                // Mail that came meanwhile made it.
                LOG.debug("{} is there already", name, e);
            }
        }
        subscriptions.subscribe(session, path);
    }

    private boolean exists(MailboxSession session, String name) {
        return Boolean.TRUE.equals(
                Mono.from(mailboxes.mailboxExists(path(session, name), session)).block());
    }

    private static MailboxPath path(MailboxSession session, String name) {
        return MailboxPath.forUser(session.getUser(), name);
    }

    private boolean noted(Username user) throws MailboxException {
        return transactions.read(session -> session.find(FirstFoldersRow.class, user.asString()) != null);
    }

    private void note(Username user) throws MailboxException {
        try {
            transactions.change(session -> session.merge(new FirstFoldersRow(user.asString(), clock.instant())));
        } catch (Transactions.KeyTakenException e) {
            // Another server on these tables was faster.
            LOG.debug("the folders were given already", e);
        }
    }
}
