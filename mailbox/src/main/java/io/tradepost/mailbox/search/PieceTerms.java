package io.tradepost.mailbox.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** The terms of a segment that a piece of a needle can be. */
final class PieceTerms {
    private PieceTerms() {}

    static List<BytesRef> of(Needle.Piece piece, LeafReader segment, String field) throws IOException {
        List<BytesRef> found = new ArrayList<>();
        org.apache.lucene.index.Terms terms = segment.terms(field);
        if (terms == null) {
            return found;
        }
        TermsEnum walk = terms.iterator();
        switch (piece) {
            case Needle.Piece.Exact exact -> exact(walk, exact.term(), found);
            case Needle.Piece.Running running -> beginning(walk, Terms.RUNNING + running.character(), found);
            case Needle.Piece.Beginning beginning -> {
                beginning(walk, Terms.WHOLE + beginning.text(), found);
                beginning(walk, Terms.HEAD + beginning.text(), found);
            }
            case Needle.Piece.Ending ending -> {
                SegmentWords words = SegmentWords.of(segment, field);
                take(words, words.endingWith(ending.text()), found);
            }
            case Needle.Piece.Inside inside -> {
                SegmentWords words = SegmentWords.of(segment, field);
                take(words, words.containing(inside.text()), found);
            }
        }
        return found;
    }

    private static void take(SegmentWords words, int[] hits, List<BytesRef> into) {
        for (int hit : hits) {
            BytesRef term = new BytesRef();
            words.term(hit, term);
            into.add(term);
        }
    }

    /** Every term that begins so. */
    static void beginning(TermsEnum walk, String prefix, List<BytesRef> into) throws IOException {
        BytesRef bytes = new BytesRef(prefix);
        if (walk.seekCeil(bytes) == TermsEnum.SeekStatus.END) {
            return;
        }
        BytesRef term = walk.term();
        while (term != null && StringHelper.startsWith(term, bytes)) {
            into.add(BytesRef.deepCopyOf(term));
            term = walk.next();
        }
    }

    private static void exact(TermsEnum walk, String term, List<BytesRef> into) throws IOException {
        BytesRef bytes = new BytesRef(term);
        if (walk.seekExact(bytes)) {
            into.add(bytes);
        }
    }
}
