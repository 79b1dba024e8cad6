package io.tradepost.mailbox.search;

import java.io.IOException;
import java.util.BitSet;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** A segment of the index, with those of its documents that are in the mailbox. */
final class SegmentEntries {
    private final LeafReader segment;
    private final FixedBitSet documents;
    private final int[] entry;
    private final MessageEntries byMessage;

    SegmentEntries(LeafReader segment, MessageEntries byMessage) throws IOException {
        this.segment = segment;
        this.byMessage = byMessage;
        this.documents = new FixedBitSet(segment.maxDoc());
        this.entry = new int[segment.maxDoc()];
        NumericDocValues ids = segment.getNumericDocValues(MessageDocument.ID);
        if (ids == null) {
            return;
        }
        for (int doc = ids.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = ids.nextDoc()) {
            int found = byMessage.first(ids.longValue());
            boolean live =
                    segment.getLiveDocs() == null || segment.getLiveDocs().get(doc);
            if (found >= 0 && live) {
                documents.set(doc);
                entry[doc] = found;
            }
        }
    }

    LeafReader segment() {
        return segment;
    }

    FixedBitSet documents() {
        return documents;
    }

    /** One entry of a document of the mailbox. */
    int entry(int doc) {
        return entry[doc];
    }

    /** Takes an entry. */
    interface Sink {
        void accept(int entry);
    }

    /** Hands out all entries of a document; none of one that is not in the mailbox. */
    void each(int doc, Sink sink) {
        for (int at = documents.get(doc) ? entry[doc] : -1; at >= 0; at = byMessage.next(at)) {
            sink.accept(at);
        }
    }

    /** Marks all entries of documents. */
    void mark(FixedBitSet found, BitSet into) {
        int doc = found.length() == 0 ? DocIdSetIterator.NO_MORE_DOCS : found.nextSetBit(0);
        while (doc != DocIdSetIterator.NO_MORE_DOCS) {
            each(doc, into::set);
            doc = doc + 1 >= found.length() ? DocIdSetIterator.NO_MORE_DOCS : found.nextSetBit(doc + 1);
        }
    }
}
