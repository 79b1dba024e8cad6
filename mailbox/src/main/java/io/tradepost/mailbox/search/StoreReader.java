package io.tradepost.mailbox.search;

import io.tradepost.archive.Content;
import io.tradepost.mailbox.MailboxStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.MessageMapper.FetchType;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;

/** What the index asks of the store, through James's seams, whichever store it is. Failures are temporary. */
@SuppressWarnings("JavaUtilDate") // James's messages carry them.
final class StoreReader {
    private static final int UNLIMITED = -1;
    private static final int NEAR = 10;
    private static final Username NOBODY = Username.of("index");

    private final MailboxSessionMapperFactory mappers;
    private final SessionProvider sessions;
    private final MessageId.Factory ids;

    StoreReader(MailboxSessionMapperFactory mappers, SessionProvider sessions, MessageId.Factory ids) {
        this.mappers = mappers;
        this.sessions = sessions;
        this.ids = ids;
    }

    /** The number that our store gives each message. */
    static long number(MessageId id) {
        return Long.parseLong(id.serialize());
    }

    /** Every mailbox of everybody. */
    List<Mailbox> mailboxes() {
        return within(
                NOBODY,
                session -> Optional.ofNullable(mappers.getMailboxMapper(session)
                                .list()
                                .collectList()
                                .block())
                        .orElse(List.of()));
    }

    /** The mailbox of an id; empty if it is gone. */
    Optional<Mailbox> mailbox(MailboxId id) {
        return within(
                NOBODY,
                session -> mappers.getMailboxMapper(session)
                        .findMailboxById(id)
                        .onErrorResume(MailboxNotFoundException.class, gone -> reactor.core.publisher.Mono.empty())
                        .blockOptional());
    }

    /** Hands out all entries of a mailbox by ascending UID. */
    void entries(Mailbox mailbox, Consumer<EntryTable.Entry> each) {
        messages(mailbox, MessageRange.all(), FetchType.METADATA, message -> each.accept(entry(message)));
    }

    /** The UIDs of the messages of a mailbox that fit. */
    List<Long> uids(Mailbox mailbox, Predicate<MailboxMessage> fits) {
        List<Long> uids = new ArrayList<>();
        messages(mailbox, MessageRange.all(), FetchType.METADATA, message -> {
            if (fits.test(message)) {
                uids.add(message.getUid().asLong());
            }
        });
        return uids;
    }

    /** Takes a message's bytes, which can be read until it returns. */
    interface Sink {
        void accept(long uid, Content content);
    }

    /**
     * Hands out messages, as far as they are there.
     *
     * @param uids       ascending
     * @param headerOnly whether only their headers are wanted, which cost far less
     */
    void contents(Mailbox mailbox, long[] uids, boolean headerOnly, Sink sink) {
        FetchType type = headerOnly ? FetchType.HEADERS : FetchType.FULL;
        for (int from = 0; from < uids.length; ) {
            int to = from + 1;
            // One walk over a few that nobody asked for is cheaper than two.
            while (to < uids.length && uids[to] - uids[to - 1] <= NEAR) {
                to++;
            }
            MessageRange range = MessageRange.range(MessageUid.of(uids[from]), MessageUid.of(uids[to - 1]));
            messages(mailbox, range, type, message -> {
                long uid = message.getUid().asLong();
                if (Arrays.binarySearch(uids, uid) >= 0) {
                    sink.accept(uid, headerOnly ? header(message) : content(message));
                }
            });
            from = to;
        }
    }

    /** Whether a message is in any mailbox. */
    boolean exists(long message) {
        List<MessageId> wanted = List.of(ids.fromString(Long.toString(message)));
        return within(
                NOBODY,
                session -> !mappers.getMessageIdMapper(session)
                        .find(wanted, FetchType.METADATA)
                        .isEmpty());
    }

    private void messages(Mailbox mailbox, MessageRange range, FetchType type, Consumer<MailboxMessage> each) {
        within(mailbox.getUser(), session -> {
            Iterator<MailboxMessage> messages =
                    mappers.getMessageMapper(session).findInMailbox(mailbox, range, type, UNLIMITED);
            messages.forEachRemaining(each);
            return true;
        });
    }

    static EntryTable.Entry entry(MailboxMessage message) {
        var flags = message.createFlags();
        return new EntryTable.Entry(
                message.getUid().asLong(),
                number(message.getMessageId()),
                message.getModSeq().asLong(),
                FlagBits.of(flags),
                FlagBits.keywords(flags),
                message.getInternalDate().getTime(),
                message.getSaveDate().map(java.util.Date::getTime).orElse(EntryTable.Entry.NEVER),
                message.getFullContentOctets());
    }

    private static Content content(MailboxMessage message) {
        return new Content() {
            @Override
            public long size() {
                return message.getFullContentOctets();
            }

            @Override
            public InputStream open() throws IOException {
                return message.getFullContent();
            }
        };
    }

    private static Content header(MailboxMessage message) {
        return new Content() {
            @Override
            public long size() {
                return message.getHeaderOctets();
            }

            @Override
            public InputStream open() throws IOException {
                return message.getHeaderContent();
            }
        };
    }

    /** Something asked in a session of its own. */
    private interface Question<T> {
        T ask(MailboxSession session) throws MailboxException;
    }

    private <T> T within(Username user, Question<T> question) {
        MailboxSession session = sessions.createSystemSession(user);
        try {
            return question.ask(session);
        } catch (MailboxException e) {
            throw MailboxStoreException.temporary("the mailbox store can't be read for the index", e);
        } finally {
            mappers.endProcessingRequest(session);
        }
    }
}
