package io.tradepost.mailbox.message;

import com.google.common.collect.Multimap;
import io.tradepost.mailbox.MailboxStoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageManager.FlagsUpdateMode;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ComposedMessageId;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.mail.MessageIdMapper;
import org.apache.james.mailbox.store.mail.MessageMapper.FetchType;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Messages by what they are, wherever they are, for James. */
public final class CopyMapper implements MessageIdMapper {
    /** A message that moves while it is deleted everywhere is found this often. */
    private static final int ROUNDS = 5;

    private final MailRoom room;
    private final FlagDesk flags;

    /** Over everything that the room holds. */
    public CopyMapper(MailRoom room) {
        this.room = room;
        this.flags = new FlagDesk(room);
    }

    @Override
    public List<MailboxMessage> find(Collection<MessageId> ids, FetchType type) {
        return orFail(() -> room.database().read(connection -> {
            List<MailboxMessage> found = new ArrayList<>();
            for (Entry entry : Entries.ofMessages(connection, numbers(ids))) {
                Optional<StoredMessage> stored = type == FetchType.METADATA
                        ? Optional.empty()
                        : StoredMessages.find(connection, entry.message());
                found.add(new EntryMessage(room.bodies(), entry, stored));
            }
            return found;
        }));
    }

    @Override
    public Flux<MailboxMessage> findReactive(Collection<MessageId> ids, FetchType type) {
        return Mono.fromCallable(() -> find(ids, type))
                .flatMapIterable(found -> found)
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Publisher<ComposedMessageIdWithMetaData> findMetadata(MessageId id) {
        return findReactive(List.of(id), FetchType.METADATA)
                .map(message -> new ComposedMessageIdWithMetaData(
                        new ComposedMessageId(message.getMailboxId(), message.getMessageId(), message.getUid()),
                        message.createFlags(),
                        message.getModSeq(),
                        message.getThreadId()));
    }

    @Override
    public List<MailboxId> findMailboxes(MessageId id) {
        return find(List.of(id), FetchType.METADATA).stream()
                .map(MailboxMessage::getMailboxId)
                .toList();
    }

    @Override
    public void save(MailboxMessage message) throws MailboxException {
        room.save(MailboxNumber.of(message.getMailboxId()), message);
    }

    @Override
    public void copyInMailbox(MailboxMessage message, Mailbox mailbox) throws MailboxException {
        room.save(MailboxNumber.of(mailbox.getMailboxId()), message);
    }

    @Override
    public void delete(MessageId id) {
        for (int round = 0; round < ROUNDS; round++) {
            List<MailboxId> mailboxes = findMailboxes(id);
            if (mailboxes.isEmpty()) {
                return;
            }
            delete(id, mailboxes);
        }
    }

    @Override
    public void delete(MessageId id, Collection<MailboxId> mailboxes) {
        orFail(() -> {
            room.delete(List.of(MessageNumber.of(id)), mailboxNumbers(mailboxes));
            return true;
        });
    }

    @Override
    public Mono<Multimap<MailboxId, UpdatedFlags>> setFlags(
            MessageId id, List<MailboxId> mailboxes, Flags newState, FlagsUpdateMode mode) {
        return Mono.fromCallable(() -> flags.update(MessageNumber.of(id), mailboxNumbers(mailboxes), newState, mode))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static List<Long> numbers(Collection<MessageId> ids) {
        return ids.stream().map(MessageNumber::of).distinct().toList();
    }

    private static Set<Long> mailboxNumbers(Collection<MailboxId> ids) {
        return ids.stream().map(MailboxNumber::of).collect(Collectors.toSet());
    }

    /** Where James declares no exception, ours says that trying again may help. */
    private static <T> T orFail(Reading<T> reading) {
        try {
            return reading.run();
        } catch (MailboxException | SQLException e) {
            throw MailboxStoreException.temporary(String.valueOf(e.getMessage()), e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T run() throws MailboxException, SQLException;
    }
}
