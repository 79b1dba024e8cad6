package io.tradepost.mailbox.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Follows a row of pieces through the documents that have them all, place by place. Of each document it holds the places at
 * which the row, as far as it was followed, ends. The lowest bit of a place is no part of it: see {@link TermRow}.
 */
final class PlaceMatch {
    private static final int[] NONE = {};

    /** Where fewer than one in so many of a term's documents are candidates, each is jumped to. */
    private static final int FEW = 8;

    private final TermsEnum terms;
    private final FixedBitSet candidates;
    private final int[] documents;
    private int[][] ends;
    private boolean first = true;

    PlaceMatch(TermsEnum terms, FixedBitSet candidates) {
        this.terms = terms;
        this.candidates = candidates;
        this.documents = new int[candidates.cardinality()];
        int count = 0;
        for (int doc = nextSet(0); doc != DocIdSetIterator.NO_MORE_DOCS; doc = nextSet(doc + 1)) {
            documents[count++] = doc;
        }
        this.ends = new int[documents.length][];
        Arrays.fill(ends, NONE);
    }

    private int nextSet(int from) {
        return from >= candidates.length() ? DocIdSetIterator.NO_MORE_DOCS : candidates.nextSetBit(from);
    }

    /**
     * Goes on to the next piece.
     *
     * @param behindSpace whether it counts only where a space stands before it
     */
    void next(List<BytesRef> piece, boolean behindSpace) throws IOException {
        int[][] here = places(piece);
        for (int i = 0; i < documents.length; i++) {
            if (behindSpace) {
                here[i] =
                        Arrays.stream(here[i]).filter(place -> (place & 1) == 1).toArray();
            }
            if (!first) {
                here[i] = behind(ends[i], here[i]);
            }
        }
        ends = here;
        first = false;
    }

    private int[][] places(List<BytesRef> piece) throws IOException {
        int[][] here = new int[documents.length][];
        Arrays.fill(here, NONE);
        for (BytesRef term : piece) {
            places(term, here);
        }
        if (piece.size() > 1) {
            for (int[] places : here) {
                Arrays.sort(places);
            }
        }
        return here;
    }

    private void places(BytesRef term, int[][] here) throws IOException {
        if (!terms.seekExact(term)) {
            return;
        }
        PostingsEnum postings = terms.postings(null, PostingsEnum.POSITIONS);
        if (documents.length < terms.docFreq() / FEW) {
            for (int i = 0; i < documents.length; i++) {
                int doc = postings.docID() < documents[i] ? postings.advance(documents[i]) : postings.docID();
                if (doc == documents[i]) {
                    take(postings, i, here);
                }
            }
            return;
        }
        int index = 0;
        for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (candidates.get(doc)) {
                index = Arrays.binarySearch(documents, index, documents.length, doc);
                take(postings, index, here);
            }
        }
    }

    private static void take(PostingsEnum postings, int index, int[][] here) throws IOException {
        int known = here[index].length;
        int count = postings.freq();
        int[] places = Arrays.copyOf(here[index], known + count);
        for (int i = 0; i < count; i++) {
            places[known + i] = postings.nextPosition();
        }
        here[index] = places;
    }

    /** The places of the second that stand one behind a place of the first. */
    private static int[] behind(int[] before, int[] here) {
        int[] kept = new int[here.length];
        int count = 0;
        int i = 0;
        for (int place : here) {
            int wanted = (place >> 1) - 1;
            while (i < before.length && before[i] >> 1 < wanted) {
                i++;
            }
            if (i < before.length && before[i] >> 1 == wanted) {
                kept[count++] = place;
            }
        }
        return count == 0 ? NONE : Arrays.copyOf(kept, count);
    }

    /** Tells the documents in which the whole row was followed. */
    void hand(FixedBitSet found) {
        for (int i = 0; i < documents.length; i++) {
            if (ends[i].length > 0) {
                found.set(documents[i]);
            }
        }
    }
}
