package io.tradepost.archive.search.lucene;

import io.tradepost.archive.search.IndexQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;

/**
 * Entries that hold terms in a row, the last of them only by how it begins. Takes one ending after the other, so that memory
 * does not grow with their number: Lucene's own query over many terms holds a reader of each open at once, and {@code so2*}
 * may have a hundred thousand endings.
 */
final class PhraseBeginningQuery extends Query {
    private final IndexQuery.PhraseBeginning phrase;

    PhraseBeginningQuery(IndexQuery.PhraseBeginning phrase) {
        this.phrase = phrase;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
                FixedBitSet found = new FixedBitSet(leaf.reader().maxDoc());
                fill(leaf.reader(), found);
                DocIdSetIterator docs = new BitSetIterator(found, found.cardinality());
                return new DefaultScorerSupplier(new ConstantScoreScorer(score(), mode, docs));
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return true;
            }
        };
    }

    private void fill(LeafReader reader, FixedBitSet found) throws IOException {
        Terms all = reader.terms(phrase.field());
        if (all == null) {
            return;
        }
        List<Exact> before = new ArrayList<>();
        for (IndexQuery.Placed placed : phrase.terms().subList(0, phrase.terms().size() - 1)) {
            TermsEnum term = all.iterator();
            if (!term.seekExact(new BytesRef(placed.term()))) {
                return;
            }
            before.add(new Exact(term, placed.position()));
        }
        BytesRef start = new BytesRef(phrase.terms().getLast().term());
        TermsEnum endings = all.iterator();
        boolean more = endings.seekCeil(start) != TermsEnum.SeekStatus.END;
        while (more && StringHelper.startsWith(endings.term(), start)) {
            rows(endings.postings(null, PostingsEnum.POSITIONS), before, found);
            more = endings.next() != null;
        }
    }

    /** A term before the last. */
    private record Exact(TermsEnum term, int position) {
        PostingsEnum postings() throws IOException {
            return term.postings(null, PostingsEnum.POSITIONS);
        }
    }

    private void rows(PostingsEnum ending, List<Exact> before, FixedBitSet found) throws IOException {
        List<PostingsEnum> others = new ArrayList<>();
        for (Exact one : before) {
            others.add(one.postings());
        }
        for (int doc = ending.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = ending.nextDoc()) {
            if (!found.get(doc) && allAt(doc, others) && inRow(ending, others, before)) {
                found.set(doc);
            }
        }
    }

    private static boolean allAt(int doc, List<PostingsEnum> others) throws IOException {
        for (PostingsEnum other : others) {
            int at = other.docID() < doc ? other.advance(doc) : other.docID();
            if (at != doc) {
                return false;
            }
        }
        return true;
    }

    private boolean inRow(PostingsEnum ending, List<PostingsEnum> others, List<Exact> before) throws IOException {
        Set<Integer> starts = starts(ending, phrase.terms().getLast().position());
        for (int i = 0; i < others.size() && !starts.isEmpty(); i++) {
            starts.retainAll(starts(others.get(i), before.get(i).position));
        }
        return !starts.isEmpty();
    }

    /** Where a row would begin in which this term has that place. */
    private static Set<Integer> starts(PostingsEnum term, int place) throws IOException {
        Set<Integer> starts = new HashSet<>();
        for (int i = term.freq(); i > 0; i--) {
            starts.add(term.nextPosition() - place);
        }
        return starts;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(phrase.field())) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public String toString(String field) {
        return phrase.toString();
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && phrase.equals(((PhraseBeginningQuery) other).phrase);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + phrase.hashCode();
    }
}
