package io.tradepost.mailbox.message;

import io.tradepost.mailbox.message.Counters.Change;
import io.tradepost.mailbox.message.Counters.Counter;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.ModSeqProvider;

/** Mod-sequences (RFC 7162) for whoever needs one apart from a change that takes its own. */
public final class CounterModSeqs implements ModSeqProvider {
    private final MailRoom room;

    /** Of the mailboxes in this room. */
    public CounterModSeqs(MailRoom room) {
        this.room = room;
    }

    @Override
    public ModSeq nextModSeq(Mailbox mailbox) throws MailboxException {
        return nextModSeq(mailbox.getMailboxId());
    }

    @Override
    public ModSeq nextModSeq(MailboxId mailbox) throws MailboxException {
        long number = MailboxNumber.of(mailbox);
        return ModSeq.of(room.database().change(connection -> {
            Counter counter = room.locked(connection, number);
            long next = counter.highestModSeq() + 1;
            room.counters().change(connection, number, new Change(counter.lastUid(), next, 0, 0, 0));
            return next;
        }));
    }

    @Override
    public ModSeq highestModSeq(Mailbox mailbox) throws MailboxException {
        return highestModSeq(mailbox.getMailboxId());
    }

    @Override
    public ModSeq highestModSeq(MailboxId mailbox) throws MailboxException {
        return room.database()
                .read(connection -> room.counters().look(connection, MailboxNumber.of(mailbox)))
                .map(Counter::highestModSeq)
                .map(ModSeq::of)
                .orElseThrow(() -> new MailboxNotFoundException(mailbox));
    }
}
