package io.tradepost.mailbox;

import io.tradepost.mailbox.message.StructuredResult;
import java.time.Clock;
import javax.mail.Flags;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxPathLocker;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.store.BatchSizes;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.MessageFactory;
import org.apache.james.mailbox.store.MessageStorer;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.ResultUtils;
import org.apache.james.mailbox.store.StoreMessageManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.mail.FetchGroupConverter;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.reactivestreams.Publisher;

/** James's manager of one mailbox over our mappers: any keyword is kept, attachments are parts of the message's bytes. */
final class StaffMailbox extends StoreMessageManager {
    private final MailboxSessionMapperFactory mappers;

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
        this.mappers = mappers;
    }

    /** As James does it, with structures that are kept. Of what was only listed, nothing is loaded. */
    @Override
    public Publisher<MessageResult> getMessagesReactive(MessageRange set, FetchGroup group, MailboxSession session) {
        MessageMapper.FetchType type = FetchGroupConverter.getFetchType(group);
        boolean structured = group.profiles().contains(FetchGroup.Profile.MIME_DESCRIPTOR);
        return mappers.getMessageMapper(session)
                .findInMailboxReactive(getMailboxEntity(), set, type, MessageMapper.UNLIMITED)
                .<MessageResult>handle((message, results) -> {
                    try {
                        results.next(
                                structured
                                        ? StructuredResult.of(message, group)
                                        : ResultUtils.loadMessageResult(message, group));
                    } catch (MailboxException e) {
                        results.error(e);
                    }
                });
    }

    @Override
    public Flags getPermanentFlags(MailboxSession session) {
        Flags flags = super.getPermanentFlags(session);
        flags.add(Flags.Flag.USER);
        return flags;
    }
}
