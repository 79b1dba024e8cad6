package io.tradepost.mailbox;

import io.tradepost.mailbox.database.Database;
import io.tradepost.mailbox.database.Numbers;
import io.tradepost.mailbox.folder.FolderAnnotations;
import io.tradepost.mailbox.folder.FolderMapper;
import io.tradepost.mailbox.folder.FolderSubscriptions;
import io.tradepost.mailbox.message.CopyMapper;
import io.tradepost.mailbox.message.CounterModSeqs;
import io.tradepost.mailbox.message.CounterUids;
import io.tradepost.mailbox.message.EntryMapper;
import io.tradepost.mailbox.message.MailRoom;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.AnnotationMapper;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.MessageIdMapper;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import org.apache.james.mailbox.store.mail.UidProvider;
import org.apache.james.mailbox.store.user.SubscriptionMapper;

/** Our mappers. But for what a session copies and moves, they keep nothing between two calls, so sessions share them. */
public final class SessionMappers extends MailboxSessionMapperFactory {
    private final FolderMapper folders;
    private final MailRoom room;
    private final CopyMapper copies;
    private final FolderAnnotations annotations;
    private final FolderSubscriptions subscriptions;
    private final CounterUids uids;
    private final CounterModSeqs modSeqs;

    SessionMappers(Database database, MailRoom room, Numbers mailboxNumbers) {
        this.folders = new FolderMapper(database, room, mailboxNumbers);
        this.room = room;
        this.copies = new CopyMapper(room);
        this.annotations = new FolderAnnotations(database);
        this.subscriptions = new FolderSubscriptions(database);
        this.uids = new CounterUids(room);
        this.modSeqs = new CounterModSeqs(room);
    }

    MailboxMapper folders() {
        return folders;
    }

    @Override
    public MailboxMapper createMailboxMapper(MailboxSession session) {
        return folders;
    }

    @Override
    public MessageMapper createMessageMapper(MailboxSession session) {
        return new EntryMapper(room, session);
    }

    @Override
    public MessageIdMapper createMessageIdMapper(MailboxSession session) {
        return copies;
    }

    @Override
    public AnnotationMapper createAnnotationMapper(MailboxSession session) {
        return annotations;
    }

    @Override
    public SubscriptionMapper createSubscriptionMapper(MailboxSession session) {
        return subscriptions;
    }

    @Override
    public UidProvider getUidProvider() {
        return uids;
    }

    @Override
    public ModSeqProvider getModSeqProvider() {
        return modSeqs;
    }
}
