package io.tradepost.mailbox.message;

import io.tradepost.mailbox.message.Counters.Change;
import io.tradepost.mailbox.message.Counters.Counter;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.UidProvider;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** UIDs for whoever needs one before the message is there. A message that is appended takes its own on the way. */
public final class CounterUids implements UidProvider {
    private final MailRoom room;

    /** Of the mailboxes in this room. */
    public CounterUids(MailRoom room) {
        this.room = room;
    }

    @Override
    public MessageUid nextUid(Mailbox mailbox) throws MailboxException {
        return nextUid(mailbox.getMailboxId());
    }

    @Override
    public MessageUid nextUid(MailboxId mailbox) throws MailboxException {
        return take(mailbox, 1).getFirst();
    }

    @Override
    public Mono<List<MessageUid>> nextUids(MailboxId mailbox, int count) {
        return Mono.fromCallable(() -> take(mailbox, count)).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Optional<MessageUid> lastUid(Mailbox mailbox) throws MailboxException {
        long number = MailboxNumber.of(mailbox.getMailboxId());
        return room.database()
                .read(connection -> room.counters().look(connection, number))
                .map(Counter::lastUid)
                .filter(uid -> uid > 0)
                .map(MessageUid::of);
    }

    private List<MessageUid> take(MailboxId mailbox, int count) throws MailboxException {
        long number = MailboxNumber.of(mailbox);
        long last = room.database().change(connection -> {
            Counter counter = room.locked(connection, number);
            long end = counter.lastUid() + count;
            room.counters().change(connection, number, new Change(end, counter.highestModSeq(), 0, 0, 0));
            return end;
        });
        return LongStream.rangeClosed(last - count + 1, last)
                .mapToObj(MessageUid::of)
                .toList();
    }
}
