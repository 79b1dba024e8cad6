package io.tradepost.mailbox.folder;

import io.tradepost.mailbox.database.Database;
import java.util.List;
import org.apache.james.core.Username;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.SubscriptionException;
import org.apache.james.mailbox.store.user.SubscriptionMapper;
import org.apache.james.mailbox.store.user.model.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which mailboxes a user wants to see, for James. A subscription may outlive its mailbox (RFC 3501 section 6.3.6). */
public final class FolderSubscriptions implements SubscriptionMapper {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSubscriptions.class);

    private final Transactions transactions;

    /** Over this database. */
    public FolderSubscriptions(Database database) {
        this.transactions = new Transactions(database);
    }

    @Override
    public void save(Subscription subscription) throws SubscriptionException {
        try {
            transactions.change(session ->
                    session.merge(new SubscriptionRow(subscription.getUser().asString(), subscription.getMailbox())));
        } catch (Transactions.KeyTakenException e) {
            // Another session of the same user did it meanwhile.
            LOG.debug("the subscription is there already", e);
        } catch (MailboxException e) {
            throw new SubscriptionException(e);
        }
    }

    @Override
    public List<Subscription> findSubscriptionsForUser(Username user) throws SubscriptionException {
        try {
            return transactions.read(session -> session
                    .createSelectionQuery("from SubscriptionRow s where s.owner = :user", SubscriptionRow.class)
                    .setParameter("user", user.asString())
                    .getResultList()
                    .stream()
                    .map(row -> new Subscription(user, row.mailbox()))
                    .toList());
        } catch (MailboxException e) {
            throw new SubscriptionException(e);
        }
    }

    @Override
    public void delete(Subscription subscription) throws SubscriptionException {
        try {
            transactions.change(session -> session.createMutationQuery(
                            "delete from SubscriptionRow s where s.owner = :user and s.mailbox = :mailbox")
                    .setParameter("user", subscription.getUser().asString())
                    .setParameter("mailbox", subscription.getMailbox())
                    .executeUpdate());
        } catch (MailboxException e) {
            throw new SubscriptionException(e);
        }
    }
}
