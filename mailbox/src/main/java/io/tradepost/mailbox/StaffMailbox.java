package io.tradepost.mailbox;

import java.time.Clock;
import javax.mail.Flags;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.BatchSizes;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.MessageFactory;
import org.apache.james.mailbox.store.MessageStorer;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.StoreMessageManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.search.MessageSearchIndex;

/** James's manager of one mailbox over our mappers: any keyword is kept, attachments are parts of the message's bytes. */
final class StaffMailbox extends StoreMessageManager {
    StaffMailbox(
            MailboxSessionMapperFactory mappers,
            MessageSearchIndex index,
            EventBus events,
            MailboxPathLocker locker,
            Mailbox mailbox,
            QuotaComponents quotas,
            MessageId.Factory messageIds,
            BatchSizes batchSizes,
            StoreRightManager rights,
            PreDeletionHooks beforeDeletion,
            ThreadIdGuessingAlgorithm threads,
            Clock clock) {
        super(
                StaffMailboxes.MESSAGES,
                mappers,
                index,
                events,
                locker,
                mailbox,
                quotas.getQuotaManager(),
                quotas.getQuotaRootResolver(),
                batchSizes,
                rights,
                beforeDeletion,
                new MessageStorer.WithoutAttachment(
                        mappers, messageIds, new MessageFactory.StoreMessageFactory(), threads, clock));
    }

    @Override
    public Flags getPermanentFlags(MailboxSession session) {
        Flags flags = super.getPermanentFlags(session);
        flags.add(Flags.Flag.USER);
        return flags;
    }
}
