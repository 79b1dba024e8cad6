package io.tradepost.archive.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.follow.FollowerTarget;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The full-text index: follows the journal, and answers queries. Its commits carry the sequence up to which they hold the
 * journal, so that after a crash it goes on from its last commit.
 */
public final class SearchIndex implements FollowerTarget, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);
    private static final long REFRESH_NANOS = 150_000_000L;
    private static final long COMMIT_NANOS = 5_000_000_000L;
    private static final long COMMIT_RECORDS = 50_000;

    private final Journal journal;
    private final Derivations derivations;
    private final IndexStore store;
    private final IndexQueries queries;
    private long applied;
    private long committed;
    /** Records below this may stand in the index though the batch they came with failed. */
    private long triedUpTo;

    private long lastRefresh;
    private long lastCommit;
    private volatile long visible;

    /**
     * Opens the index, or begins a new one if there is none, it is damaged, or it is another journal's.
     *
     * @param zone whose days the dates in queries are
     */
    public SearchIndex(Path folder, Journal journal, Derivations derivations, ZoneId zone) {
        this.journal = journal;
        this.derivations = derivations;
        this.store = new IndexStore(folder, journal);
        this.queries = new IndexQueries(store, journal, derivations, zone);
        fromLastCommit();
    }

    @Override
    public String name() {
        return "index";
    }

    @Override
    public long next() {
        if (store.reopenIfClosed()) {
            fromLastCommit();
        }
        return applied;
    }

    /** The first sequence that searches do not see yet. */
    public long visible() {
        return visible;
    }

    @Override
    public void apply(List<StoredRecord> records, long next) {
        Map<MessageId, Change> changes = new LinkedHashMap<>();
        for (StoredRecord record : records) {
            gather(record, changes);
        }
        boolean again = records.isEmpty() || records.getFirst().sequence() < triedUpTo;
        triedUpTo = Math.max(triedUpTo, next);
        try {
            for (Map.Entry<MessageId, Change> entry : changes.entrySet()) {
                write(entry.getKey(), entry.getValue(), again);
            }
        } catch (IOException e) {
            throw IndexStore.failed(e);
        }
        applied = next;
        refreshSometimes();
        commitSometimes();
    }

    @Override
    public void idle() {
        if (visible < applied) {
            refreshSometimes();
        }
        commitSometimes();
    }

    /**
     * Runs a query. {@link QueryException} if it can't be understood.
     *
     * @param scope what the reader may see
     */
    public SearchHits search(SearchRequest request, Reader.Scope scope) {
        return queries.search(request, scope, visible);
    }

    /** The delivery and newest link decision of a message, if the index shows it. */
    public Optional<SearchHits.Hit> find(MessageId id) {
        return queries.find(id);
    }

    /** Messages with this Message-ID header, newest first, at most so many. */
    public List<SearchHits.Hit> byMessageIdHeader(String header, int most) {
        return queries.byMessageIdHeader(header, most);
    }

    /** Makes everything applied visible now. For the thread that applies. */
    public void refresh() {
        long upTo = applied;
        store.refresh();
        visible = upTo;
        lastRefresh = System.nanoTime();
    }

    /** Forgets everything; the follower, which must not run now, fills it again. */
    public void clear() {
        store.reopenIfClosed();
        try {
            store.writer().deleteAll();
        } catch (IOException e) {
            throw IndexStore.failed(e);
        }
        applied = 0;
        commit();
        refresh();
    }

    @Override
    public void close() {
        try (store) {
            if (store.writer().isOpen() && applied > committed) {
                commit();
            }
        }
    }

    /** What the index must learn of one message. */
    private record Change(StoredRecord delivery, Optional<LinkEvent> links, long linkSequence, boolean fresh) {}

    /** A record whose metadata can't be read is no reason to stop before all that come behind it. */
    private void gather(StoredRecord record, Map<MessageId, Change> changes) {
        try {
            understood(record, changes);
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            LOG.error("the index leaves out record {}", record.sequence(), e);
        }
    }

    private void understood(StoredRecord record, Map<MessageId, Change> changes) {
        if (record.kind().equals(Optional.of(RecordKind.DELIVERY))) {
            MessageId id = Payloads.delivery(record).id();
            changes.put(id, new Change(record, Optional.empty(), -1, true));
        } else if (record.kind().equals(Optional.of(RecordKind.LINK))) {
            LinkEvent event = Payloads.link(record);
            Optional<Change> before =
                    Optional.ofNullable(changes.get(event.message())).or(() -> indexed(event.message()));
            before.ifPresentOrElse(
                    change -> changes.put(
                            event.message(),
                            new Change(change.delivery, Optional.of(event), record.sequence(), change.fresh)),
                    () -> LOG.warn("record {} links a message that is not there", record.sequence()));
        }
    }

    private void write(MessageId id, Change change, boolean again) throws IOException {
        DerivedMessage message = derivations.of(change.delivery);
        Document document =
                IndexDocument.of(message, change.links.map(LinkEvent::links).orElse(List.of()), change.linkSequence);
        if (change.fresh && !again) {
            store.writer().addDocument(document);
        } else {
            store.writer().updateDocument(new Term(Fields.ID, id.value()), document);
        }
    }

    private Optional<Change> indexed(MessageId id) {
        Optional<SearchHits.Hit> hit = find(id);
        if (hit.isEmpty() && visible < applied) {
            refresh();
            hit = find(id);
        }
        return hit.flatMap(found -> journal.read(found.sequence()))
                .map(delivery -> new Change(delivery, Optional.empty(), -1, false));
    }

    private void fromLastCommit() {
        applied = store.committed();
        committed = applied;
        visible = applied;
    }

    private void refreshSometimes() {
        if (System.nanoTime() - lastRefresh >= REFRESH_NANOS) {
            refresh();
        }
    }

    private void commitSometimes() {
        boolean due = System.nanoTime() - lastCommit >= COMMIT_NANOS || applied - committed >= COMMIT_RECORDS;
        if (applied > committed && due) {
            commit();
        }
    }

    private void commit() {
        store.commit(applied);
        committed = applied;
        lastCommit = System.nanoTime();
    }
}
