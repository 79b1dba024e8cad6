package io.tradepost.mailbox.search;

import io.tradepost.archive.mime.MailText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;

/**
 * What the messages of one mailbox say: one state of the index, seen from the mailbox's entries. Documents are found by the
 * entries' message ids; a message that is in the mailbox twice has two entries.
 */
final class MailboxText {
    private final EntryTable.View entries;
    private final Reader reader;
    private final List<SegmentEntries> segments = new ArrayList<>();

    /** Reads messages that the index alone can't decide on. */
    interface Reader {
        /**
         * Reads the messages of these entries, as far as they are still there, and leaves out those that surely lack what is
         * looked for. Of a body the index knows all, unless {@linkplain Needle#isExact words are longer than it keeps them}:
         * else header fields are enough.
         */
        void read(BitSet entries, Needle needle, Sink sink);
    }

    /** Takes what a message says. */
    interface Sink {
        void accept(int entry, MailText text);
    }

    MailboxText(IndexSearcher searcher, EntryTable.View entries, Reader reader) throws IOException {
        this.entries = entries;
        this.reader = reader;
        MessageEntries byMessage = new MessageEntries(entries);
        for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
            SegmentEntries segment = new SegmentEntries(context.reader(), byMessage);
            if (segment.documents().cardinality() > 0) {
                segments.add(segment);
            }
        }
    }

    /** The entries whose messages have this. */
    BitSet find(Wanted wanted, Needle needle) throws IOException {
        BitSet found = new BitSet(entries.size());
        BitSet unsure = new BitSet(entries.size());
        for (SegmentEntries segment : segments) {
            FieldSearch.Found said = SegmentSearch.find(segment.segment(), segment.documents(), wanted, needle);
            segment.mark(said.sure(), found);
            segment.mark(said.maybe(), unsure);
        }
        if (!unsure.isEmpty()) {
            reader.read(unsure, needle, (entry, text) -> {
                if (wanted.in(text, needle)) {
                    found.set(entry);
                }
            });
        }
        return found;
    }

    /** The entries whose messages have a header field of this name, folded. */
    BitSet having(String header) throws IOException {
        BitSet found = new BitSet(entries.size());
        for (SegmentEntries segment : segments) {
            segment.mark(SegmentSearch.having(segment.segment(), segment.documents(), header), found);
        }
        return found;
    }

    /** The numbers that the messages have in a field; where one has none, the default. */
    long[] numbers(String field, long otherwise) throws IOException {
        long[] numbers = new long[entries.size()];
        Arrays.fill(numbers, otherwise);
        for (SegmentEntries segment : segments) {
            NumericDocValues values = segment.segment().getNumericDocValues(field);
            if (values == null) {
                continue;
            }
            for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
                long value = values.longValue();
                segment.each(doc, entry -> numbers[entry] = value);
            }
        }
        return numbers;
    }

    /** What the messages have in a field, folded; empty where one has nothing. */
    String[] texts(KeptField field) throws IOException {
        String[] texts = new String[entries.size()];
        Arrays.fill(texts, "");
        for (SegmentEntries segment : segments) {
            new KeptSearch(segment.segment(), segment.documents())
                    .values(field, (doc, value) -> segment.each(doc, entry -> texts[entry] = value));
        }
        return texts;
    }

    /** The base subjects of the messages. */
    List<BaseSubject> subjects() throws IOException {
        return Arrays.stream(texts(KeptField.SUBJECT))
                .map(subject -> subject.split(String.valueOf(KeptField.BORDER), 2)[0])
                .map(BaseSubject::of)
                .toList();
    }

    /** What the messages say of their threads. */
    ThreadLinks[] links() throws IOException {
        ThreadLinks[] links = new ThreadLinks[entries.size()];
        Arrays.fill(links, ThreadLinks.NONE);
        for (SegmentEntries segment : segments) {
            BinaryDocValues values = segment.segment().getBinaryDocValues(ThreadLinks.FIELD);
            if (values == null) {
                continue;
            }
            for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
                ThreadLinks read = ThreadLinks.read(values.binaryValue());
                segment.each(doc, entry -> links[entry] = read);
            }
        }
        return links;
    }
}
