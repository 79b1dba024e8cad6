package io.tradepost.mailbox.search;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import javax.mail.Flags;
import org.apache.james.events.Event;
import org.apache.james.events.Group;
import org.apache.james.mailbox.MailboxManager.MessageCapabilities;
import org.apache.james.mailbox.MailboxManager.SearchCapabilities;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.events.MailboxEvents.Added;
import org.apache.james.mailbox.events.MailboxEvents.Expunged;
import org.apache.james.mailbox.events.MailboxEvents.FlagsUpdated;
import org.apache.james.mailbox.events.MailboxEvents.MailboxDeletion;
import org.apache.james.mailbox.events.MailboxEvents.MailboxEvent;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.apache.james.mailbox.store.search.ListeningMessageSearchIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** James's seam for searches, over {@link MailboxWatch} and {@link TextIndex}. */
public final class MailboxSearchIndex extends ListeningMessageSearchIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxSearchIndex.class);
    private static final Group GROUP = new SearchGroup();

    private final MessageId.Factory ids;
    private final StoreReader store;
    private final TextIndex index;
    private final MailboxWatch watch;
    private final IndexFeeder feeder;
    private final MailboxQueries queries;

    /** The name of this listener among James's. */
    public static final class SearchGroup extends Group {}

    /**
     * Opens the index; {@link #start} sets it to work.
     *
     * @param ids    of the store, whose written form must be a whole number
     * @param folder of its files; made if it is not there
     */
    public MailboxSearchIndex(
            MailboxSessionMapperFactory mappers, SessionProvider sessions, MessageId.Factory ids, Path folder) {
        super(mappers, Set.of(), sessions);
        this.ids = ids;
        this.store = new StoreReader(mappers, sessions, ids);
        this.index = TextIndex.open(folder);
        this.watch = new MailboxWatch(store);
        Intake intake = new Intake(store, index);
        this.feeder = new IndexFeeder(store, index, intake);
        this.queries = new MailboxQueries(store, index, watch, intake);
    }

    /** Begins to take in what comes, and what it lacks of what is there. The store must be ready. */
    public void start() {
        feeder.start();
    }

    /** Stops taking in, and makes durable what was taken in. Searches fail from now on. */
    @Override
    public void close() {
        feeder.close();
        index.close();
    }

    @Override
    public Group getDefaultGroup() {
        return GROUP;
    }

    @Override
    public EnumSet<SearchCapabilities> getSupportedCapabilities(EnumSet<MessageCapabilities> messages) {
        return EnumSet.of(
                SearchCapabilities.MultimailboxSearch, SearchCapabilities.Text, SearchCapabilities.PartialEmailMatch);
    }

    // What James's class does here reads each message while whoever delivered it waits.
    @Override
    public Mono<Void> reactiveEvent(Event event) {
        return Mono.fromRunnable(() -> {
            try {
                take((MailboxEvent) event);
            } catch (RuntimeException e) {
                LOG.warn("an event was not understood; its mailbox is read anew when it is searched", e);
                watch.forget(((MailboxEvent) event).getMailboxId());
                feeder.missed();
            }
        });
    }

    private void take(MailboxEvent event) {
        MailboxId mailbox = event.getMailboxId();
        switch (event) {
            case Added added ->
                added.getAdded().forEach((uid, message) -> {
                    watch.change(mailbox, Change.Came.of(message));
                    feeder.read(mailbox, uid.asLong(), StoreReader.number(message.getMessageId()));
                });
            case Expunged expunged -> {
                wentAll(mailbox, expunged.getUids());
                expunged.getExpunged()
                        .values()
                        .forEach(message -> feeder.perhapsGone(StoreReader.number(message.getMessageId())));
            }
            case FlagsUpdated flags -> updateAll(mailbox, flags.getUpdatedFlags());
            case MailboxDeletion deletion -> {
                watch.forget(mailbox);
                // Nobody says which messages were in it.
                feeder.compareSoon();
            }
            default -> {
                // Everything else that happens to a mailbox leaves its entries as they are.
            }
        }
    }

    private void wentAll(MailboxId mailbox, Collection<MessageUid> uids) {
        uids.forEach(uid -> watch.change(mailbox, new Change.Went(uid.asLong())));
    }

    private void updateAll(MailboxId mailbox, List<UpdatedFlags> flags) {
        flags.forEach(updated -> watch.change(mailbox, Change.Flagged.of(updated)));
    }

    @Override
    public Mono<Void> add(MailboxSession session, Mailbox mailbox, MailboxMessage message) {
        return Mono.fromRunnable(() -> {
            watch.change(mailbox.getMailboxId(), new Change.Came(StoreReader.entry(message)));
            feeder.read(mailbox.getMailboxId(), message.getUid().asLong(), StoreReader.number(message.getMessageId()));
        });
    }

    @Override
    public Mono<Void> delete(MailboxSession session, MailboxId mailbox, Collection<MessageUid> uids) {
        return Mono.fromRunnable(() -> wentAll(mailbox, uids));
    }

    @Override
    public Mono<Void> deleteAll(MailboxSession session, MailboxId mailbox) {
        return Mono.fromRunnable(() -> watch.forget(mailbox));
    }

    @Override
    public Mono<Void> update(MailboxSession session, MailboxId mailbox, List<UpdatedFlags> flags) {
        return Mono.fromRunnable(() -> updateAll(mailbox, flags));
    }

    @Override
    public Mono<Flags> retrieveIndexedFlags(Mailbox mailbox, MessageUid uid) {
        return Mono.fromCallable(() -> {
            EntryTable.View entries = watch.view(mailbox);
            int entry = entries.from(uid.asLong());
            if (entry >= entries.size() || entries.uid(entry) != uid.asLong()) {
                throw new MailboxException("no message with this UID: " + uid.asLong());
            }
            return FlagBits.flags(entries.flags(entry), entries.keywords(entry));
        });
    }

    @Override
    public Flux<MessageUid> search(MailboxSession session, Mailbox mailbox, SearchQuery query) {
        // The contract of James's seam, which its own callers rely on.
        if (session == null) {
            throw new IllegalArgumentException("'session' is mandatory");
        }
        return doSearch(session, mailbox, query);
    }

    @Override
    protected Flux<MessageUid> doSearch(MailboxSession session, Mailbox mailbox, SearchQuery query) {
        return Mono.fromCallable(() -> queries.find(mailbox, query))
                .flatMapIterable(found -> found.uids())
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Flux<MessageId> search(
            MailboxSession session, Collection<MailboxId> mailboxes, SearchQuery query, long limit) {
        return Mono.fromCallable(() -> {
                    LinkedHashMap<Long, Boolean> found = new LinkedHashMap<>();
                    for (MailboxId id : mailboxes) {
                        Optional<Mailbox> mailbox = store.mailbox(id);
                        if (mailbox.isPresent()) {
                            queries.find(mailbox.get(), query).messages().forEach(message -> found.put(message, true));
                        }
                    }
                    return List.copyOf(found.sequencedKeySet());
                })
                .flatMapIterable(all -> all)
                .take(limit)
                .map(message -> ids.fromString(Long.toString(message)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Puts messages of a mailbox in order.
     *
     * @param uids those to be sorted; what is gone meanwhile is left out
     * @throws MailboxException when the mailbox can't be read
     */
    public List<MessageUid> sorted(MailboxId mailbox, Collection<MessageUid> uids, List<SearchQuery.Sort> sorts)
            throws MailboxException {
        return queries.sorted(mailbox, uids, sorts);
    }

    /**
     * Threads messages of a mailbox.
     *
     * @param uids    those to be threaded; what is gone meanwhile is left out
     * @param numbers what to write for each
     * @return the threads as RFC 5256 section 4 writes them, all in one line; empty if there is no message
     * @throws MailboxException when the mailbox can't be read
     */
    public String threads(
            MailboxId mailbox,
            Collection<MessageUid> uids,
            ThreadAlgorithm algorithm,
            ToLongFunction<MessageUid> numbers)
            throws MailboxException {
        return queries.threads(mailbox, uids, algorithm, numbers);
    }
}
