package io.tradepost.archive.search.lucene;

import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.search.Fields;
import io.tradepost.archive.search.IndexEntry;
import io.tradepost.archive.search.IndexQuery;
import io.tradepost.archive.search.SearchIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.FSDirectory;

/** The index in files of this machine, kept by Lucene. */
public final class LuceneIndex implements SearchIndex {
    private static final Sort NEWEST_FIRST = new Sort(
            new SortField(Fields.TIME, SortField.Type.LONG, true),
            new SortField(Fields.SEQUENCE, SortField.Type.LONG, true));

    private final LuceneStore store;
    private final FacetCounter counter;
    private boolean unshown;

    /**
     * Opens the index, or begins a new one if there is none, it is damaged, or it is another journal's.
     *
     * @param zone whose months are counted
     */
    public LuceneIndex(Path folder, Journal journal, ZoneId zone) {
        this(folder, FSDirectory::open, journal, zone);
    }

    /** The same over another way to the files. */
    public LuceneIndex(Path folder, LuceneDisk disk, Journal journal, ZoneId zone) {
        this.store = new LuceneStore(folder, disk, journal);
        this.counter = new FacetCounter(zone);
    }

    @Override
    public long resume(long written) {
        return store.reopenIfClosed() || written < 0 ? store.committed() : written;
    }

    @Override
    public void write(Batch batch) {
        try {
            unshown = true;
            for (IndexEntry entry : batch.added()) {
                store.writer().addDocument(LuceneDocument.of(entry));
            }
            for (IndexEntry entry : batch.replaced()) {
                store.writer().updateDocument(id(entry.id()), LuceneDocument.of(entry));
            }
            if (!batch.forgotten().isEmpty()) {
                store.forget(batch.forgotten().stream().map(LuceneIndex::id).toArray(Term[]::new));
            }
        } catch (IOException | IllegalStateException e) {
            throw LuceneStore.failed(e);
        }
    }

    @Override
    public void show() {
        store.refresh();
        unshown = false;
    }

    @Override
    public void save(long next) {
        store.commit(next);
    }

    @Override
    public void purge() {
        store.purge();
    }

    @Override
    public boolean unpurged() {
        return store.unpurged();
    }

    @Override
    public void clear() {
        store.clear();
    }

    @Override
    public Found find(IndexQuery query, Optional<Place> after, int most) {
        Query compiled = LuceneQueries.of(query);
        return store.ask(searcher -> {
            // Apart from the search: one that need not count skips whatever is older than what it has already.
            int total = searcher.count(compiled);
            if (most == 0 || total == 0) {
                return new Found(total, List.of());
            }
            FieldDoc behind = after.map(place ->
                            new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {place.time(), place.sequence()}))
                    .orElse(null);
            TopFieldDocs found =
                    searcher.search(compiled, new TopFieldCollectorManager(NEWEST_FIRST, most, behind, most));
            List<Entry> entries = new ArrayList<>();
            for (ScoreDoc doc : found.scoreDocs) {
                FieldDoc sorted = (FieldDoc) doc;
                entries.add(new Entry(
                        new Place((Long) sorted.fields[0], (Long) sorted.fields[1]),
                        number(searcher, doc.doc, Fields.LINK_EVENT)));
            }
            return new Found(total, entries);
        });
    }

    @Override
    public Map<Facet, List<FacetCount>> count(IndexQuery query, Set<Facet> facets, int most) {
        return store.ask(searcher -> counter.count(searcher, LuceneQueries.of(query), facets, most));
    }

    @Override
    public Optional<Known> known(MessageId id) {
        Optional<Known> shown = shown(id);
        if (shown.isEmpty() && unshown) {
            show();
            return shown(id);
        }
        return shown;
    }

    @Override
    public void close() {
        store.close();
    }

    private Optional<Known> shown(MessageId id) {
        return store.ask(searcher -> {
            ScoreDoc[] docs = searcher.search(new TermQuery(id(id)), 1).scoreDocs;
            if (docs.length == 0) {
                return Optional.empty();
            }
            int doc = docs[0].doc;
            return Optional.of(new Known(
                    number(searcher, doc, Fields.SEQUENCE),
                    number(searcher, doc, Fields.LINK_EVENT),
                    words(searcher, doc, Fields.LABEL)));
        });
    }

    private static Term id(MessageId id) {
        return new Term(Fields.ID, id.value());
    }

    /** A number kept beside the entry; -1 if it has none. */
    private static long number(IndexSearcher searcher, int doc, String field) throws IOException {
        LeafReaderContext leaf = leaf(searcher, doc);
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
        return values.advanceExact(doc - leaf.docBase) ? values.longValue() : -1;
    }

    private static Set<String> words(IndexSearcher searcher, int doc, String field) throws IOException {
        LeafReaderContext leaf = leaf(searcher, doc);
        SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field);
        Set<String> words = new LinkedHashSet<>();
        if (values.advanceExact(doc - leaf.docBase)) {
            for (int i = 0; i < values.docValueCount(); i++) {
                words.add(values.lookupOrd(values.nextOrd()).utf8ToString());
            }
        }
        return words;
    }

    private static LeafReaderContext leaf(IndexSearcher searcher, int doc) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        return leaves.get(ReaderUtil.subIndex(doc, leaves));
    }
}
