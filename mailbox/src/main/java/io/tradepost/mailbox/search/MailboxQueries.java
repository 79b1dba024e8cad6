package io.tradepost.mailbox.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.mime.MailText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.SearchQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is asked of a mailbox, from its entries and the index. */
final class MailboxQueries {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxQueries.class);

    private final StoreReader store;
    private final TextIndex index;
    private final MailboxWatch watch;
    private final Intake intake;

    MailboxQueries(StoreReader store, TextIndex index, MailboxWatch watch, Intake intake) {
        this.store = store;
        this.index = index;
        this.watch = watch;
        this.intake = intake;
    }

    /** What was found in one mailbox, in the order that was asked for. */
    record Found(List<MessageUid> uids, List<Long> messages) {}

    Found find(Mailbox mailbox, SearchQuery query) throws MailboxException {
        EntryTable.View entries = watch.view(mailbox);
        if (CriteriaSearch.asksText(query.getCriteria()) || EntryOrder.asksText(query.getSorts())) {
            takeIn(mailbox, entries);
        }
        return index.ask(searcher -> {
            MailboxText text = new MailboxText(searcher, entries, reader(mailbox, entries));
            CriteriaSearch search = new CriteriaSearch(
                    entries,
                    text,
                    query.getRecentMessageUids(),
                    thread ->
                            store.uids(mailbox, message -> message.getThreadId().equals(thread)));
            BitSet met = search.all(query.getCriteria());
            List<MessageUid> uids = new ArrayList<>();
            List<Long> messages = new ArrayList<>();
            for (int entry : new EntryOrder(entries, text).sorted(met, query.getSorts())) {
                uids.add(MessageUid.of(entries.uid(entry)));
                messages.add(entries.message(entry));
            }
            return new Found(uids, messages);
        });
    }

    List<MessageUid> sorted(MailboxId mailbox, Collection<MessageUid> uids, List<SearchQuery.Sort> sorts)
            throws MailboxException {
        return of(
                mailbox,
                List.of(),
                (entries, text) -> new EntryOrder(entries, text)
                        .sorted(entriesOf(entries, uids), sorts).stream()
                                .map(entry -> MessageUid.of(entries.uid(entry)))
                                .toList());
    }

    String threads(
            MailboxId mailbox,
            Collection<MessageUid> uids,
            ThreadAlgorithm algorithm,
            ToLongFunction<MessageUid> numbers)
            throws MailboxException {
        return of(mailbox, "", (entries, text) -> {
            Threads threads = new Threads(new EntryOrder(entries, text).sent(), text.subjects());
            BitSet found = entriesOf(entries, uids);
            ThreadForest forest = switch (algorithm) {
                case ORDEREDSUBJECT -> threads.bySubject(found);
                case REFERENCES -> threads.byReferences(found, text.links());
            };
            return forest.text(entry -> numbers.applyAsLong(MessageUid.of(entries.uid(entry))));
        });
    }

    /** Something asked of the messages of one mailbox. */
    private interface Question<T> {
        T ask(EntryTable.View entries, MailboxText text) throws IOException;
    }

    private <T> T of(MailboxId id, T ifGone, Question<T> question) throws MailboxException {
        Optional<Mailbox> mailbox = store.mailbox(id);
        if (mailbox.isEmpty()) {
            return ifGone;
        }
        EntryTable.View entries = watch.view(mailbox.get());
        takeIn(mailbox.get(), entries);
        return index.ask(searcher ->
                question.ask(entries, new MailboxText(searcher, entries, reader(mailbox.get(), entries))));
    }

    private static BitSet entriesOf(EntryTable.View entries, Collection<MessageUid> uids) {
        BitSet found = new BitSet(entries.size());
        for (MessageUid uid : uids) {
            int entry = entries.from(uid.asLong());
            if (entry < entries.size() && entries.uid(entry) == uid.asLong()) {
                found.set(entry);
            }
        }
        return found;
    }

    private MailboxText.Reader reader(Mailbox mailbox, EntryTable.View entries) {
        return (unsure, needle, sink) -> {
            long[] uids = unsure.stream().mapToLong(entries::uid).toArray();
            boolean headerOnly = needle.isExact();
            store.contents(mailbox, uids, headerOnly, (uid, content) -> {
                try {
                    if (!headerOnly || !RawHeader.lacks(bytes(content), needle)) {
                        sink.accept(entries.from(uid), MailText.of(content));
                    }
                } catch (UncheckedIOException | ArchiveException e) {
                    // Nobody finds it, and all others are found.
                    LOG.atWarn().addKeyValue("uid", uid).setCause(e).log("a message can't be read for a search");
                }
            });
        };
    }

    private static byte[] bytes(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a message can't be read", e);
        }
    }

    /** Whatever the index lacks of this mailbox it takes in now: who searches does not wait for the thread that feeds it. */
    private void takeIn(Mailbox mailbox, EntryTable.View entries) {
        List<Intake.Message> lacking = new ArrayList<>();
        for (int entry = 0; entry < entries.size(); entry++) {
            if (intake.lacks(entries.message(entry))) {
                lacking.add(new Intake.Message(entries.uid(entry), entries.message(entry)));
            }
        }
        intake.take(mailbox, lacking);
        index.show();
    }
}
