package io.tradepost.archive.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.journal.Journal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the index in the query language, and turns what it finds into answers. */
final class Finder {
    private static final Logger LOG = LoggerFactory.getLogger(Finder.class);
    /** Values of a facet that are given. */
    static final int MOST_VALUES = 50;

    private final SearchIndex index;
    private final Journal journal;
    private final Derivations derivations;
    private final ZoneId zone;

    Finder(SearchIndex index, Journal journal, Derivations derivations, ZoneId zone) {
        this.index = index;
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
        Optional<PageCursor> cursor = request.cursor().map(text -> PageCursor.decode(text, request.query()));
        long horizon = cursor.map(PageCursor::horizon).orElse(visible);
        IndexQuery query = scoped(new QueryCompiler(request.query()).compile(node), scope, horizon);
        Optional<SearchIndex.Place> after = cursor.map(c -> new SearchIndex.Place(c.time(), c.sequence()));
        // One more than is shown tells whether there is a page after.
        SearchIndex.Found found = found(request.query(), query, after, request.limit() + 1);
        List<SearchIndex.Entry> shown =
                found.entries().stream().limit(request.limit()).toList();
        Optional<String> next = found.entries().size() > shown.size()
                ? Optional.of(cursorBehind(shown.getLast(), horizon).encode(request.query()))
                : Optional.empty();
        Map<Facet, List<FacetCount>> facets =
                request.facets().isEmpty() ? Map.of() : index.count(query, request.facets(), MOST_VALUES);
        return new SearchHits(found.total(), hits(node, shown), next, facets);
    }

    private SearchIndex.Found found(String typed, IndexQuery query, Optional<SearchIndex.Place> after, int most) {
        try {
            return index.find(query, after, most);
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            throw new QueryException(typed, 0, "the query has too many conditions; make it simpler");
        }
    }

    Optional<SearchHits.Hit> find(MessageId id) {
        return lookup(new IndexQuery.Term(Fields.ID, id.value()), 1).stream().findFirst();
    }

    List<SearchHits.Hit> byMessageIdHeader(String header, int most) {
        return lookup(new IndexQuery.Term(Fields.MESSAGE_ID, EntryMaker.bounded(header)), most);
    }

    /** Messages that are, or refer to, any of these Message-ID headers. */
    List<SearchHits.Hit> related(Collection<String> headers, Reader.Scope scope, long visible, int most) {
        IndexQuery any = IndexQuery.any(headers.stream()
                .map(EntryMaker::bounded)
                .flatMap(id -> java.util.stream.Stream.<IndexQuery>of(
                        new IndexQuery.Term(Fields.MESSAGE_ID, id), new IndexQuery.Term(Fields.REFERENCE, id)))
                .toList());
        return lookup(scoped(any, scope, visible), most);
    }

    /** Messages that share any of these near-duplicate terms, newest first, at most so many. */
    List<SearchHits.Hit> near(Collection<String> terms, Reader.Scope scope, long visible, int most) {
        IndexQuery any = IndexQuery.any(terms.stream()
                .<IndexQuery>map(term -> new IndexQuery.Term(Fields.NEAR, term))
                .toList());
        return lookup(scoped(any, scope, visible), most);
    }

    private static PageCursor cursorBehind(SearchIndex.Entry last, long horizon) {
        return new PageCursor(last.place().time(), last.place().sequence(), horizon);
    }

    private static IndexQuery scoped(IndexQuery query, Reader.Scope scope, long horizon) {
        IndexQuery seen = new IndexQuery.Range(Fields.SEQUENCE, 0, horizon - 1);
        return scope == Reader.Scope.LINKED_TO_CUSTOMERS
                ? new IndexQuery.All(List.of(query, new IndexQuery.Term(Fields.TAG, "linked"), seen), List.of())
                : new IndexQuery.All(List.of(query, seen), List.of());
    }

    private List<SearchHits.Hit> hits(QueryNode node, List<SearchIndex.Entry> entries) {
        Snippets snippets = new Snippets(node);
        return entries.stream()
                .map(entry -> (snippets.looksForWords() ? snippet(entry, snippets) : Optional.<Snippets.Cut>empty())
                        .map(cut -> hit(entry, cut))
                        .orElseGet(() -> hit(entry, new Snippets.Cut("", List.of()))))
                .toList();
    }

    private static SearchHits.Hit hit(SearchIndex.Entry entry, Snippets.Cut cut) {
        return new SearchHits.Hit(entry.sequence(), entry.linkEvent(), cut.text(), cut.marks());
    }

    /** From the message itself: the index keeps no text, so that it stays small and a disposed message leaves none in it. */
    private Optional<Snippets.Cut> snippet(SearchIndex.Entry entry, Snippets snippets) {
        try {
            return journal.read(entry.sequence()).map(derivations::of).flatMap(snippets::cut);
        } catch (ArchiveException e) {
            // Disposed of between the search and now, or damaged: the hit still stands.
            LOG.warn("no snippet of record {}: {}", entry.sequence(), e.toString());
            return Optional.empty();
        }
    }

    private List<SearchHits.Hit> lookup(IndexQuery query, int most) {
        return index.find(query, Optional.empty(), most).entries().stream()
                .map(entry -> hit(entry, new Snippets.Cut("", List.of())))
                .toList();
    }
}
