package io.tradepost.mailbox;

import java.time.Clock;
import java.util.EnumSet;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.MailboxManagerConfiguration;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.StoreMailboxAnnotationManager;
import org.apache.james.mailbox.store.StoreMailboxManager;
import org.apache.james.mailbox.store.StoreMessageManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.search.MessageSearchIndex;

/** James's manager of mailboxes over our mappers. */
public class StaffMailboxes extends StoreMailboxManager {
    private static final EnumSet<MailboxCapabilities> MAILBOXES = EnumSet.of(
            MailboxCapabilities.Annotation,
            MailboxCapabilities.Move,
            MailboxCapabilities.Namespace,
            MailboxCapabilities.UserFlag,
            MailboxCapabilities.ACL,
            MailboxCapabilities.Quota);
    static final EnumSet<MessageCapabilities> MESSAGES = EnumSet.of(MessageCapabilities.UniqueID);

    /** Everything that James's manager works with. */
    @SuppressWarnings("TooManyParameters") // James's, all of them.
    public StaffMailboxes(
            SessionMappers mappers,
            SessionProvider sessions,
            MailboxPathLocker locker,
            MessageParser parser,
            MessageId.Factory messageIds,
            EventBus events,
            StoreMailboxAnnotationManager annotations,
            StoreRightManager rights,
            QuotaComponents quotas,
            MessageSearchIndex index,
            PreDeletionHooks beforeDeletion,
            ThreadIdGuessingAlgorithm threads,
            Clock clock) {
        super(
                mappers,
                sessions,
                locker,
                parser,
                messageIds,
                annotations,
                events,
                rights,
                quotas,
                index,
                MailboxManagerConfiguration.DEFAULT,
                beforeDeletion,
                threads,
                clock);
    }

    @Override
    protected StoreMessageManager createMessageManager(Mailbox mailbox, MailboxSession session) {
        return new StaffMailbox(
                getMapperFactory(),
                getMessageSearchIndex(),
                getEventBus(),
                getLocker(),
                mailbox,
                getQuotaComponents(),
                getMessageIdFactory(),
                configuration.getBatchSizes(),
                getStoreRightManager(),
                getPreDeletionHooks(),
                getThreadIdGuessingAlgorithm(),
                getClock());
    }

    @Override
    public EnumSet<MailboxCapabilities> getSupportedMailboxCapabilities() {
        return EnumSet.copyOf(MAILBOXES);
    }

    @Override
    public EnumSet<MessageCapabilities> getSupportedMessageCapabilities() {
        return EnumSet.copyOf(MESSAGES);
    }
}
