package io.tradepost.mailbox.message;

import com.google.common.collect.ImmutableMap;
import io.tradepost.mailbox.MailboxStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.mailbox.ApplicableFlagBuilder;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.ComposedMessageId;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxCounters;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.FlagsUpdateCalculator;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Messages of a mailbox, for James and one of its sessions. */
public final class EntryMapper implements MessageMapper {
    private static final int UID_BATCH = 20_000;

    private final MailRoom room;
    private final FlagDesk flags;
    private final MailboxSession session;

    /** Over everything that the room holds. */
    public EntryMapper(MailRoom room, MailboxSession session) {
        this.room = room;
        this.session = session;
        this.flags = new FlagDesk(room);
    }

    @Override
    public Iterator<MailboxMessage> findInMailbox(Mailbox mailbox, MessageRange set, FetchType type, int limit) {
        return new EntryWalk(room, id(mailbox), set, type, limit);
    }

    @Override
    public Flux<MailboxMessage> findInMailboxReactive(Mailbox mailbox, MessageRange set, FetchType type, int limit) {
        return Flux.fromIterable(() -> findInMailbox(mailbox, set, type, limit))
                .onErrorMap(MailboxStoreException.class, e -> new MailboxException(e.getMessage(), e))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Flux<ComposedMessageIdWithMetaData> listMessagesMetadata(Mailbox mailbox, MessageRange set) {
        return findInMailboxReactive(mailbox, set, FetchType.METADATA, UNLIMITED)
                .map(message -> new ComposedMessageIdWithMetaData(
                        new ComposedMessageId(message.getMailboxId(), message.getMessageId(), message.getUid()),
                        message.createFlags(),
                        message.getModSeq(),
                        message.getThreadId()));
    }

    @Override
    public List<MessageUid> retrieveMessagesMarkedForDeletion(Mailbox mailbox, MessageRange range)
            throws MailboxException {
        return uidsWith(mailbox, FlagSet.DELETED, range);
    }

    @Override
    public long countMessagesInMailbox(Mailbox mailbox) throws MailboxException {
        return counter(mailbox).messages();
    }

    @Override
    public MailboxCounters getMailboxCounters(Mailbox mailbox) throws MailboxException {
        Counters.Counter counter = counter(mailbox);
        return MailboxCounters.builder()
                .mailboxId(mailbox.getMailboxId())
                .count(counter.messages())
                .unseen(counter.unseen())
                .build();
    }

    @Override
    public void delete(Mailbox mailbox, MailboxMessage message) throws MailboxException {
        room.delete(id(mailbox), List.of(message.getUid().asLong()));
    }

    @Override
    public Map<MessageUid, MessageMetaData> deleteMessages(Mailbox mailbox, List<MessageUid> uids)
            throws MailboxException {
        return room.delete(id(mailbox), uids.stream().map(MessageUid::asLong).toList()).stream()
                .collect(ImmutableMap.toImmutableMap(entry -> MessageUid.of(entry.uid()), Entry::metaData));
    }

    @Override
    public @Nullable MessageUid findFirstUnseenMessageUid(Mailbox mailbox) throws MailboxException {
        return room.database()
                .read(connection -> Entries.lowestWithout(connection, id(mailbox), FlagSet.SEEN))
                .map(MessageUid::of)
                .orElse(null);
    }

    @Override
    public List<MessageUid> findRecentMessageUidsInMailbox(Mailbox mailbox) throws MailboxException {
        return uidsWith(mailbox, FlagSet.RECENT, MessageRange.all());
    }

    @Override
    public MessageMetaData add(Mailbox mailbox, MailboxMessage message) throws MailboxException {
        Entry added = room.add(id(mailbox), message);
        message.setUid(MessageUid.of(added.uid()));
        message.setModSeq(ModSeq.of(added.modSeq()));
        message.setSaveDate(Date.from(Instant.ofEpochMilli(added.saveMillis())));
        return added.metaData();
    }

    @Override
    public Iterator<UpdatedFlags> updateFlags(Mailbox mailbox, FlagsUpdateCalculator calculator, MessageRange set)
            throws MailboxException {
        return flags.update(id(mailbox), set, calculator).iterator();
    }

    @Override
    public List<UpdatedFlags> resetRecent(Mailbox mailbox) throws MailboxException {
        return flags.resetRecent(id(mailbox));
    }

    @Override
    public MessageMetaData copy(Mailbox mailbox, MailboxMessage original) throws MailboxException {
        return only(copy(mailbox, List.of(original)), mailbox);
    }

    @Override
    public List<MessageMetaData> copy(Mailbox mailbox, List<MailboxMessage> originals) throws MailboxException {
        return transferred(room.copy(id(mailbox), entries(originals)));
    }

    @Override
    public MessageMetaData move(Mailbox mailbox, MailboxMessage original) throws MailboxException {
        return only(move(mailbox, List.of(original)), mailbox);
    }

    @Override
    public List<MessageMetaData> move(Mailbox mailbox, List<MailboxMessage> originals) throws MailboxException {
        return transferred(room.move(id(mailbox), entries(originals)));
    }

    /** All in one transaction; James would make one for each. */
    @Override
    public Mono<List<MessageMetaData>> moveReactive(Mailbox mailbox, List<MailboxMessage> originals) {
        return Mono.fromCallable(() -> move(mailbox, originals)).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Optional<MessageUid> getLastUid(Mailbox mailbox) throws MailboxException {
        return Optional.of(counter(mailbox).lastUid()).filter(uid -> uid > 0).map(MessageUid::of);
    }

    @Override
    public ModSeq getHighestModSeq(Mailbox mailbox) throws MailboxException {
        return ModSeq.of(counter(mailbox).highestModSeq());
    }

    @Override
    public Flags getApplicableFlag(Mailbox mailbox) throws MailboxException {
        ApplicableFlagBuilder builder = ApplicableFlagBuilder.builder();
        Collection<String> keywords =
                room.database().read(connection -> room.counters().keywords(connection, id(mailbox)));
        Flags known = new Flags();
        keywords.forEach(known::add);
        return builder.add(known).build();
    }

    @Override
    public Flux<MessageUid> listAllMessageUids(Mailbox mailbox) {
        return Mono.fromCallable(() -> {
                    List<MessageUid> uids = new ArrayList<>();
                    List<Long> batch;
                    long from = 1;
                    do {
                        long first = from;
                        batch = room.database()
                                .read(connection -> Entries.uidsFrom(connection, id(mailbox), first, UID_BATCH));
                        batch.forEach(uid -> uids.add(MessageUid.of(uid)));
                        from = batch.isEmpty() ? from : batch.getLast() + 1;
                    } while (batch.size() == UID_BATCH);
                    return uids;
                })
                .flatMapIterable(uids -> uids)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private List<MessageUid> uidsWith(Mailbox mailbox, int flag, MessageRange range) throws MailboxException {
        return room
                .database()
                .read(connection -> Entries.uidsWhere(connection, id(mailbox), flag, true, range, Integer.MAX_VALUE))
                .stream()
                .map(MessageUid::of)
                .toList();
    }

    private Counters.Counter counter(Mailbox mailbox) throws MailboxException {
        return room.database()
                .read(connection -> room.counters().look(connection, id(mailbox)))
                .orElseThrow(() -> new MailboxNotFoundException(mailbox.getMailboxId()));
    }

    private static List<Entry> entries(List<MailboxMessage> messages) {
        return messages.stream()
                .map(message -> MailRoom.entry(MailboxNumber.of(message.getMailboxId()), message, 0))
                .toList();
    }

    private List<MessageMetaData> transferred(List<MailRoom.Transferred> all) {
        Transfers.note(
                session,
                all.stream()
                        .map(one -> new Transfers.Transfer(
                                one.from().uid(), one.to().uid()))
                        .toList());
        return all.stream().map(one -> one.to().metaData()).toList();
    }

    private static MessageMetaData only(List<MessageMetaData> one, Mailbox mailbox) throws MailboxException {
        if (one.isEmpty()) {
            throw new MailboxException(
                    "the message is not there any more, so it cannot go to " + mailbox.getMailboxId());
        }
        return one.getFirst();
    }

    private static long id(Mailbox mailbox) {
        return MailboxNumber.of(mailbox.getMailboxId());
    }
}
