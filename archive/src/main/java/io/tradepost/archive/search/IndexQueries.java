package io.tradepost.archive.search;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.journal.Journal;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;

/** Asks the index. */
final class IndexQueries {
    private static final Sort NEWEST_FIRST = new Sort(
            new SortField(Fields.TIME, SortField.Type.LONG, true),
            new SortField(Fields.SEQUENCE, SortField.Type.LONG, true));

    private final IndexStore store;
    private final Journal journal;
    private final Derivations derivations;
    private final ZoneId zone;

    IndexQueries(IndexStore store, Journal journal, Derivations derivations, ZoneId zone) {
        this.store = store;
        this.journal = journal;
        this.derivations = derivations;
        this.zone = zone;
    }

    /**
     * Runs a query.
     *
     * @param visible first sequence that searches do not see
     */
    SearchHits search(SearchRequest request, Reader.Scope scope, long visible) {
        QueryNode node = QueryParser.parse(request.query(), zone);
        Query query = new QueryCompiler(request.query()).compile(node);
        Optional<PageCursor> cursor = request.cursor().map(text -> PageCursor.decode(text, request.query()));
        long horizon = cursor.map(PageCursor::horizon).orElse(visible);
        FieldDoc after = cursor.map(
                        c -> new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {c.time(), c.sequence()}))
                .orElse(null);
        try {
            return store.ask(searcher -> {
                TopFieldDocs found = searcher.search(
                        scoped(query, scope, horizon),
                        new TopFieldCollectorManager(NEWEST_FIRST, request.limit() + 1, after, Integer.MAX_VALUE));
                return hits(request, node, searcher, found, horizon);
            });
        } catch (IndexSearcher.TooManyClauses e) {
            throw new QueryException(request.query(), 0, "the query has too many conditions; make it simpler");
        }
    }

    Optional<SearchHits.Hit> find(MessageId id) {
        return lookup(new TermQuery(new Term(Fields.ID, id.value())), 1).stream()
                .findFirst();
    }

    List<SearchHits.Hit> byMessageIdHeader(String header, int most) {
        return lookup(new TermQuery(new Term(Fields.MESSAGE_ID, IndexDocument.bounded(header))), most);
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
        return store.ask(searcher -> {
            Snippets none = new Snippets(new QueryNode.Everything());
            List<SearchHits.Hit> hits = new ArrayList<>();
            for (ScoreDoc doc : searcher.search(query, most, NEWEST_FIRST).scoreDocs) {
                hits.add(hit(searcher, doc.doc, none));
            }
            return hits;
        });
    }
}
