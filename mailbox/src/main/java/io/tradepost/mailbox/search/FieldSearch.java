package io.tradepost.mailbox.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** Looks for a needle in one field of one segment, among the documents that are asked for. */
final class FieldSearch {
    /** Where more than one in so many words has a needle inside, all are gone through. */
    private static final int MANY = 12;

    private final LeafReader segment;
    private final TextField field;
    private final FixedBitSet among;

    FieldSearch(LeafReader segment, TextField field, FixedBitSet among) {
        this.segment = segment;
        this.field = field;
        this.among = among;
    }

    /**
     * What the index can say.
     *
     * @param sure  documents that have it
     * @param maybe documents that have to be read
     */
    record Found(FixedBitSet sure, FixedBitSet maybe) {
        static Found nothing(int size) {
            return new Found(new FixedBitSet(size), new FixedBitSet(size));
        }
    }

    /** Looks anywhere in the field; without places, documents that have all pieces somewhere may have it. */
    Found find(Needle needle) throws IOException {
        Found found = Found.nothing(among.length());
        for (Needle.Row row : needle.rows()) {
            if (row.isSingle()) {
                single(row.pieces().getFirst(), found.sure());
            } else if (field.placed()) {
                inRow(row, found.sure());
            } else {
                found.maybe().or(candidates(terms(row)));
            }
        }
        found.sure().and(among);
        return found;
    }

    /** Looks in the values of header fields of this name. */
    Found find(Needle needle, FixedBitSet having) throws IOException {
        Found found = find(needle);
        found.sure().and(having);
        found.maybe().and(having);
        if (field.shared()) {
            found.maybe().or(found.sure());
            found.sure().clear();
        }
        return found;
    }

    private void single(Needle.Piece piece, FixedBitSet found) throws IOException {
        if (piece instanceof Needle.Piece.Inside inside) {
            SegmentWords words = SegmentWords.of(segment, field.lucene());
            int[] hits = words.containing(inside.text());
            if (hits.length > words.count() / MANY) {
                everyWord(inside.text(), found);
            } else {
                new Union(found).addAll(words, hits);
            }
            return;
        }
        Union union = new Union(found);
        for (BytesRef term : PieceTerms.of(piece, segment, field.lucene())) {
            union.add(term);
        }
    }

    /** Goes through all terms in a row, which takes less for each than looking it up does. */
    private void everyWord(String text, FixedBitSet found) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        Union union = new Union(found);
        TermsEnum walk = segment.terms(field.lucene()).iterator();
        BytesRef term = walk.seekCeil(new BytesRef(String.valueOf(Terms.WHOLE))) == TermsEnum.SeekStatus.END
                ? null
                : walk.term();
        while (term != null) {
            if (SegmentWords.contains(term, wanted)) {
                union.gather(walk);
            }
            term = walk.next();
        }
    }

    private List<List<BytesRef>> terms(Needle.Row row) throws IOException {
        List<List<BytesRef>> terms = new ArrayList<>();
        for (Needle.Piece piece : row.pieces()) {
            terms.add(PieceTerms.of(piece, segment, field.lucene()));
        }
        return terms;
    }

    private void inRow(Needle.Row row, FixedBitSet found) throws IOException {
        List<List<BytesRef>> terms = terms(row);
        FixedBitSet candidates = candidates(terms);
        if (candidates.cardinality() == 0) {
            return;
        }
        PlaceMatch match = new PlaceMatch(segment.terms(field.lucene()).iterator(), candidates);
        for (int i = 0; i < terms.size(); i++) {
            match.next(terms.get(i), i == 0 && row.behindSpace());
        }
        match.hand(found);
    }

    /** Documents that have a term of each piece, wherever. The pieces with the fewest terms are asked first. */
    private FixedBitSet candidates(List<List<BytesRef>> row) throws IOException {
        FixedBitSet candidates = among.clone();
        List<List<BytesRef>> fewestFirst = new ArrayList<>(row);
        fewestFirst.sort(Comparator.comparingInt(List::size));
        for (List<BytesRef> terms : fewestFirst) {
            if (candidates.cardinality() == 0) {
                return candidates;
            }
            FixedBitSet having = new FixedBitSet(among.length());
            Union union = new Union(having);
            for (BytesRef term : terms) {
                union.add(term);
            }
            candidates.and(having);
        }
        return candidates;
    }

    /** Gathers the documents of terms, whether they are asked for or not. */
    private final class Union {
        private final TermsEnum terms;
        private final FixedBitSet into;
        private PostingsEnum postings;

        @SuppressWarnings("NullAway") // Lucene takes null for "none to use again"
        Union(FixedBitSet into) throws IOException {
            org.apache.lucene.index.Terms all = segment.terms(field.lucene());
            this.terms = all == null ? TermsEnum.EMPTY : all.iterator();
            this.into = into;
            this.postings = null;
        }

        void add(BytesRef term) throws IOException {
            if (terms.seekExact(term)) {
                gather(terms);
            }
        }

        void addAll(SegmentWords words, int[] hits) throws IOException {
            BytesRef term = new BytesRef();
            for (int hit : hits) {
                words.term(hit, term);
                add(term);
            }
        }

        void gather(TermsEnum at) throws IOException {
            postings = at.postings(postings, PostingsEnum.NONE);
            if (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                postings.intoBitSet(DocIdSetIterator.NO_MORE_DOCS, into, 0);
            }
        }
    }
}
