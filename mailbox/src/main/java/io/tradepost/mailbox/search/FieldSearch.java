package io.tradepost.mailbox.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** Looks for a needle in one field of one segment, among the documents that are asked for. */
final class FieldSearch {
    private final LeafReader segment;
    private final TextField field;
    private final FixedBitSet among;

    FieldSearch(LeafReader segment, TextField field, FixedBitSet among) {
        this.segment = segment;
        this.field = field;
        this.among = among;
    }

    /** Looks anywhere in the field. */
    FixedBitSet find(Needle needle) throws IOException {
        FixedBitSet found = new FixedBitSet(among.length());
        if (needle.pieces().size() > 1 || needle.behindSpace()) {
            inRow(needle, Optional.empty(), found);
            return found;
        }
        Union union = new Union(found, among);
        if (needle.pieces().getFirst() instanceof Needle.Piece.Inside inside) {
            SegmentWords.of(segment, field.lucene()).containing(inside.text(), union::add);
        } else {
            for (BytesRef term : PieceTerms.of(needle.pieces().getFirst(), segment, field.lucene())) {
                union.add(term);
            }
        }
        return found;
    }

    /** Looks in the values of header fields of this name. */
    FixedBitSet find(Needle needle, String name) throws IOException {
        if (!field.shared()) {
            return find(needle);
        }
        FixedBitSet found = new FixedBitSet(among.length());
        inRow(needle, Optional.of(name), found);
        return found;
    }

    private void inRow(Needle needle, Optional<String> name, FixedBitSet found) throws IOException {
        List<List<BytesRef>> row = new ArrayList<>();
        for (Needle.Piece piece : needle.pieces()) {
            List<BytesRef> terms = PieceTerms.of(piece, segment, field.lucene());
            if (terms.isEmpty()) {
                return;
            }
            row.add(terms);
        }
        FixedBitSet candidates = candidates(row);
        if (candidates.cardinality() == 0) {
            return;
        }
        PlaceMatch match = new PlaceMatch(segment.terms(field.lucene()).iterator(), candidates);
        for (int i = 0; i < row.size(); i++) {
            match.next(row.get(i), i == 0 && needle.behindSpace());
        }
        if (name.isPresent()) {
            List<BytesRef> names = new ArrayList<>();
            PieceTerms.beginning(segment.terms(field.lucene()).iterator(), String.valueOf(Terms.NAMED_FIELD), names);
            match.onlyIn(name.get(), names, row.size());
        }
        match.hand(found);
    }

    /** Documents that have a term of each piece, wherever. The pieces with the fewest terms are asked first. */
    private FixedBitSet candidates(List<List<BytesRef>> row) throws IOException {
        FixedBitSet candidates = among.clone();
        List<List<BytesRef>> fewestFirst = new ArrayList<>(row);
        fewestFirst.sort(Comparator.comparingInt(List::size));
        for (List<BytesRef> terms : fewestFirst) {
            FixedBitSet having = new FixedBitSet(among.length());
            Union union = new Union(having, candidates);
            for (BytesRef term : terms) {
                union.add(term);
            }
            candidates.and(having);
        }
        return candidates;
    }

    /** Gathers the documents of terms, as far as they are asked for. */
    private final class Union {
        private final TermsEnum terms;
        private final FixedBitSet into;
        private final FixedBitSet of;
        private PostingsEnum postings;

        @SuppressWarnings("NullAway") // Lucene takes null for "none to use again"
        Union(FixedBitSet into, FixedBitSet of) throws IOException {
            org.apache.lucene.index.Terms all = segment.terms(field.lucene());
            this.terms = all == null ? TermsEnum.EMPTY : all.iterator();
            this.into = into;
            this.of = of;
            this.postings = null;
        }

        void add(BytesRef term) throws IOException {
            if (!terms.seekExact(term)) {
                return;
            }
            postings = terms.postings(postings, PostingsEnum.NONE);
            for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                if (of.get(doc)) {
                    into.set(doc);
                }
            }
        }
    }
}
