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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The full-text index in Lucene. Its commits carry the sequence up to which they hold the journal. */
public final class SearchIndex implements FollowerTarget, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);
    private static final String NEXT = "next";
    private static final String JOURNAL = "journal";
    /** Changed whenever the same message would be indexed otherwise, so that an older index is made anew. */
    private static final String SHAPE = "shape";

    private static final String SHAPE_NOW = "1";
    private static final long REFRESH_NANOS = 150_000_000L;
    private static final long COMMIT_NANOS = 5_000_000_000L;
    private static final long COMMIT_RECORDS = 50_000;
    private static final int RAM_MEGABYTES = 48;
    private static final Sort NEWEST_FIRST = new Sort(
            new SortField(Fields.TIME, SortField.Type.LONG, true),
            new SortField(Fields.SEQUENCE, SortField.Type.LONG, true));

    static {
        // The query language has its own bound on clauses; each can become a phrase in four fields.
        IndexSearcher.setMaxClauseCount(64 << 10);
    }

    private final Path folder;
    private final Journal journal;
    private final Derivations derivations;
    private final ZoneId zone;
    private final Directory directory;
    private IndexWriter writer;
    private volatile SearcherManager searchers;
    private long applied;
    private long committed;
    /** Records below this may stand in the index though the batch they came with failed. */
    private long triedUpTo;

    private long lastRefresh;
    private long lastCommit;
    private volatile long visible;

    /** Opens the index, or begins a new one if there is none, it is damaged, or it is another journal's. */
    public SearchIndex(Path folder, Journal journal, Derivations derivations, ZoneId zone) {
        this.folder = folder;
        this.journal = journal;
        this.derivations = derivations;
        this.zone = zone;
        try {
            Files.createDirectories(folder);
            this.directory = FSDirectory.open(folder);
            this.writer = openWriter();
            this.searchers = new SearcherManager(writer, new SearcherFactory());
        } catch (IOException e) {
            throw failed(e);
        }
        long known = nextOf(writer);
        this.applied = known;
        this.committed = known;
        this.visible = known;
    }

    @Override
    public String name() {
        return "index";
    }

    @Override
    public long next() {
        if (!writer.isOpen()) {
            // Lucene closes its writer when the disk fails under it; the last commit is whole.
            reopen();
        }
        return applied;
    }

    /** The first sequence that searches do not see yet. */
    public long visible() {
        return visible;
    }

    @Override
    public void apply(List<StoredRecord> records, long next) {
        try {
            Map<MessageId, Change> changes = new LinkedHashMap<>();
            for (StoredRecord record : records) {
                gather(record, changes);
            }
            boolean again = records.isEmpty() || records.getFirst().sequence() < triedUpTo;
            triedUpTo = Math.max(triedUpTo, next);
            for (Map.Entry<MessageId, Change> entry : changes.entrySet()) {
                write(entry.getKey(), entry.getValue(), again);
            }
            applied = next;
            refreshSometimes();
            commitSometimes();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void idle() {
        try {
            if (visible < applied) {
                refreshSometimes();
            }
            commitSometimes();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Runs a query. {@link QueryException} if it can't be understood.
     *
     * @param scope what the reader may see
     */
    public SearchHits search(SearchRequest request, Reader.Scope scope) {
        QueryNode node = QueryParser.parse(request.query(), zone);
        Query query = new QueryCompiler(request.query()).compile(node);
        Optional<PageCursor> cursor = request.cursor().map(text -> PageCursor.decode(text, request.query()));
        try {
            long horizon = cursor.map(PageCursor::horizon).orElse(visible);
            SearcherManager manager = searchers;
            IndexSearcher searcher = manager.acquire();
            try {
                FieldDoc after = cursor.map(
                                c -> new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {c.time(), c.sequence()}))
                        .orElse(null);
                TopFieldDocs found = searcher.search(
                        scoped(query, scope, horizon),
                        new TopFieldCollectorManager(NEWEST_FIRST, request.limit() + 1, after, Integer.MAX_VALUE));
                return hits(request, node, searcher, found, horizon);
            } finally {
                manager.release(searcher);
            }
        } catch (IndexSearcher.TooManyClauses e) {
            throw new QueryException(request.query(), 0, "the query has too many conditions; make it simpler");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The delivery and newest link decision of a message, if the index shows it. */
    public Optional<SearchHits.Hit> find(MessageId id) {
        List<SearchHits.Hit> hits = lookup(new TermQuery(new Term(Fields.ID, id.value())), 1);
        return hits.stream().findFirst();
    }

    /** Messages with this Message-ID header, newest first, at most so many. */
    public List<SearchHits.Hit> byMessageIdHeader(String header, int most) {
        return lookup(new TermQuery(new Term(Fields.MESSAGE_ID, IndexDocument.bounded(header))), most);
    }

    /** Makes everything applied visible now. */
    public void refresh() {
        try {
            long upTo = applied;
            searchers.maybeRefreshBlocking();
            visible = upTo;
            lastRefresh = System.nanoTime();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Forgets everything; the follower fills it again. */
    public void clear() {
        try {
            writer.deleteAll();
            applied = 0;
            commit();
            refresh();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            commit();
            searchers.close();
            writer.close();
            directory.close();
        } catch (IOException e) {
            throw failed(e);
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
            writer.addDocument(document);
        } else {
            writer.updateDocument(new Term(Fields.ID, id.value()), document);
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

    private static Query scoped(Query query, Reader.Scope scope, long horizon) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(query, Occur.FILTER);
        if (scope == Reader.Scope.LINKED_TO_CUSTOMERS) {
            all.add(new TermQuery(new Term(Fields.TAG, "linked")), Occur.FILTER);
        }
        all.add(LongPoint.newRangeQuery(Fields.SEQUENCE, 0, horizon - 1), Occur.FILTER);
        return all.build();
    }

    private SearchHits hits(
            SearchRequest request, QueryNode node, IndexSearcher searcher, TopFieldDocs found, long horizon)
            throws IOException {
        Snippets snippets = new Snippets(node);
        List<SearchHits.Hit> hits = new ArrayList<>();
        int shown = Math.min(request.limit(), found.scoreDocs.length);
        for (int i = 0; i < shown; i++) {
            hits.add(hit(searcher, found.scoreDocs[i].doc, snippets));
        }
        Optional<String> next = Optional.empty();
        if (found.scoreDocs.length > shown) {
            FieldDoc last = (FieldDoc) found.scoreDocs[shown - 1];
            PageCursor cursor = new PageCursor((Long) last.fields[0], (Long) last.fields[1], horizon);
            next = Optional.of(cursor.encode(request.query()));
        }
        return new SearchHits(found.totalHits.value(), hits, next);
    }

    private SearchHits.Hit hit(IndexSearcher searcher, int doc, Snippets snippets) throws IOException {
        Set<String> fields = snippets.looksForWords()
                ? Set.of(Fields.SEQUENCE, Fields.LINK_EVENT, Fields.TEXT, Fields.TEXT_CUT)
                : Set.of(Fields.SEQUENCE, Fields.LINK_EVENT);
        Document stored = searcher.storedFields().document(doc, fields);
        long sequence = stored.getField(Fields.SEQUENCE).storedValue().getLongValue();
        var link = stored.getField(Fields.LINK_EVENT);
        String text = stored.get(Fields.TEXT);
        Optional<String> snippet = text == null ? Optional.empty() : snippets.cut(text);
        if (snippet.isEmpty() && stored.getField(Fields.TEXT_CUT) != null) {
            snippet = fromJournal(sequence, snippets);
        }
        return new SearchHits.Hit(
                sequence, link == null ? -1 : link.storedValue().getLongValue(), snippet.orElse(""));
    }

    private Optional<String> fromJournal(long sequence, Snippets snippets) {
        return journal.read(sequence)
                .map(derivations::of)
                .flatMap(message -> snippets.cut(message.parsed().text())
                        .or(() -> snippets.cut(message.parsed().alternativeText()))
                        .or(() -> snippets.cut(message.parsed().attachmentText())));
    }

    private List<SearchHits.Hit> lookup(Query query, int most) {
        try {
            SearcherManager manager = searchers;
            IndexSearcher searcher = manager.acquire();
            try {
                Snippets none = new Snippets(new QueryNode.Everything());
                List<SearchHits.Hit> hits = new ArrayList<>();
                for (ScoreDoc doc : searcher.search(query, most, NEWEST_FIRST).scoreDocs) {
                    hits.add(hit(searcher, doc.doc, none));
                }
                return hits;
            } finally {
                manager.release(searcher);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void refreshSometimes() {
        if (System.nanoTime() - lastRefresh >= REFRESH_NANOS) {
            refresh();
        }
    }

    private void commitSometimes() throws IOException {
        boolean due = System.nanoTime() - lastCommit >= COMMIT_NANOS || applied - committed >= COMMIT_RECORDS;
        if (applied > committed && due) {
            commit();
        }
    }

    private void commit() throws IOException {
        Map<String, String> data =
                Map.of(NEXT, Long.toString(applied), JOURNAL, journal.id().toString(), SHAPE, SHAPE_NOW);
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
        committed = applied;
        lastCommit = System.nanoTime();
    }

    private void reopen() {
        try {
            SearcherManager old = searchers;
            writer = openWriter();
            searchers = new SearcherManager(writer, new SearcherFactory());
            applied = nextOf(writer);
            committed = applied;
            visible = applied;
            old.close();
            LOG.warn("the index was opened again at record {}", applied);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private IndexWriter openWriter() throws IOException {
        boolean keep = usable();
        IndexWriterConfig config = new IndexWriterConfig(new KeywordAnalyzer())
                .setRAMBufferSizeMB(RAM_MEGABYTES)
                .setCommitOnClose(false)
                .setOpenMode(keep ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE);
        return new IndexWriter(directory, config);
    }

    private boolean usable() throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return false;
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            boolean ours = journal.id().toString().equals(data.get(JOURNAL))
                    && SHAPE_NOW.equals(data.get(SHAPE))
                    && Long.parseLong(data.getOrDefault(NEXT, "0")) <= journal.nextSequence();
            if (!ours) {
                LOG.warn("the index in {} does not fit this journal; it is made anew", folder);
            }
            return ours;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the index in {} is damaged; it is made anew", folder, e);
            return false;
        }
    }

    private static long nextOf(IndexWriter writer) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(NEXT)) {
                    return Long.parseLong(entry.getValue());
                }
            }
        }
        return 0;
    }

    private static ArchiveException failed(IOException e) {
        return ArchiveException.temporary("the index failed: " + e.getMessage(), new UncheckedIOException(e));
    }
}
