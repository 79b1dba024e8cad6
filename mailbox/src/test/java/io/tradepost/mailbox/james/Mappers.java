package io.tradepost.mailbox.james;

import io.tradepost.mailbox.SessionMappers;
import io.tradepost.mailbox.kit.StoreOnDisk;
import io.tradepost.mailbox.message.MailboxNumber;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MailboxSessionUtil;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.mail.AttachmentMapper;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.MessageIdMapper;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.model.MapperProvider;

/** Our mappers, handed to James's tests. */
final class Mappers implements MapperProvider {
    private static final MailboxSession SESSION = MailboxSessionUtil.create(Username.of("benwa"));

    private final StoreOnDisk disk;
    /** Far from those that the store gives out itself: James's tests mix both in one mailbox. */
    private final AtomicLong uids = new AtomicLong(1_000_000);

    private final AtomicLong unknown = new AtomicLong(1_000_000_000);

    Mappers(StoreOnDisk disk) {
        this.disk = disk;
    }

    private SessionMappers mappers() {
        return disk.store().mappers();
    }

    @Override
    public List<Capabilities> getSupportedCapabilities() {
        return List.of(
                Capabilities.MESSAGE,
                Capabilities.MAILBOX,
                Capabilities.ANNOTATION,
                Capabilities.MOVE,
                Capabilities.UNIQUE_MESSAGE_ID,
                Capabilities.THREAD_SAFE_FLAGS_UPDATE,
                Capabilities.INCREMENTAL_APPLICABLE_FLAGS,
                Capabilities.ACL_STORAGE);
    }

    @Override
    public MailboxMapper createMailboxMapper() {
        return mappers().createMailboxMapper(SESSION);
    }

    @Override
    public MessageMapper createMessageMapper() {
        return mappers().createMessageMapper(SESSION);
    }

    @Override
    public MessageIdMapper createMessageIdMapper() {
        return mappers().createMessageIdMapper(SESSION);
    }

    @Override
    public AttachmentMapper createAttachmentMapper() {
        throw new UnsupportedOperationException("attachments are parts of messages");
    }

    @Override
    public MailboxId generateId() {
        return new MailboxNumber(unknown.incrementAndGet());
    }

    @Override
    public MessageUid generateMessageUid() {
        return MessageUid.of(uids.incrementAndGet());
    }

    @Override
    public ModSeq generateModSeq(Mailbox mailbox) throws MailboxException {
        try {
            return mappers().getModSeqProvider().nextModSeq(mailbox);
        } catch (org.apache.james.mailbox.exception.MailboxNotFoundException e) {
            // James asks for one of a mailbox that it knows is not there.
            return ModSeq.first();
        }
    }

    @Override
    public ModSeq highestModSeq(Mailbox mailbox) throws MailboxException {
        return mappers().getModSeqProvider().highestModSeq(mailbox);
    }

    @Override
    public boolean supportPartialAttachmentFetch() {
        return false;
    }

    @Override
    public MessageId generateMessageId() {
        return disk.store().messageIds().generate();
    }
}
