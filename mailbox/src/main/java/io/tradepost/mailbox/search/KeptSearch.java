package io.tradepost.mailbox.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongBitSet;

/** Looks through the values that a segment keeps as they are, each different one once. */
final class KeptSearch {
    private final LeafReader segment;
    private final FixedBitSet among;

    KeptSearch(LeafReader segment, FixedBitSet among) {
        this.segment = segment;
        this.among = among;
    }

    /** Documents that have a needle in the value. */
    FixedBitSet find(KeptField field, Needle needle) throws IOException {
        byte[] wanted = bytes(needle.folded());
        return where(field, value -> contains(value, wanted));
    }

    /** Documents that have it in the header field written out, name and all, though not in the name alone. */
    FixedBitSet findWithName(KeptField field, Needle needle) throws IOException {
        String folded = needle.folded();
        String label = field.header() + ": ";
        byte[] wanted = bytes(folded);
        List<byte[]> beginnings = new ArrayList<>();
        for (int i = 1; i < folded.length(); i++) {
            if (label.endsWith(folded.substring(0, i))) {
                beginnings.add(bytes(folded.substring(i)));
            }
        }
        return where(
                field,
                value -> contains(value, wanted)
                        || beginnings.stream().anyMatch(beginning -> lineBegins(value, beginning)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private FixedBitSet where(KeptField field, Predicate<BytesRef> fits) throws IOException {
        FixedBitSet found = new FixedBitSet(among.length());
        SortedDocValues values = segment.getSortedDocValues(field.field());
        if (values == null) {
            return found;
        }
        LongBitSet fitting = new LongBitSet(Math.max(1, values.getValueCount()));
        // In order: a value is written as what it differs by from the one before.
        TermsEnum walk = values.termsEnum();
        LongBitSet used = used(field);
        for (long ordinal = next(used, 0); ordinal >= 0; ordinal = next(used, ordinal + 1)) {
            walk.seekExact(ordinal);
            if (fits.test(walk.term())) {
                fitting.set(ordinal);
            }
        }
        for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
            if (among.get(doc) && fitting.get(values.ordValue())) {
                found.set(doc);
            }
        }
        return found;
    }

    /** Hands out the value of each document that has one. */
    void values(KeptField field, Sink sink) throws IOException {
        SortedDocValues values = segment.getSortedDocValues(field.field());
        if (values == null) {
            return;
        }
        String[] texts = new String[values.getValueCount()];
        Arrays.fill(texts, "");
        TermsEnum walk = values.termsEnum();
        LongBitSet used = used(field);
        for (long ordinal = next(used, 0); ordinal >= 0; ordinal = next(used, ordinal + 1)) {
            walk.seekExact(ordinal);
            texts[(int) ordinal] = walk.term().utf8ToString();
        }
        for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
            if (among.get(doc)) {
                sink.accept(doc, texts[values.ordValue()]);
            }
        }
    }

    /** Takes a document's value. */
    interface Sink {
        void accept(int doc, String value);
    }

    private LongBitSet used(KeptField field) throws IOException {
        SortedDocValues values = segment.getSortedDocValues(field.field());
        LongBitSet used = new LongBitSet(Math.max(1, values.getValueCount()));
        for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
            if (among.get(doc)) {
                used.set(values.ordValue());
            }
        }
        return used;
    }

    private static long next(LongBitSet set, long from) {
        return from >= set.length() ? -1 : set.nextSetBit(from);
    }

    private static boolean lineBegins(BytesRef value, byte[] beginning) {
        int last = value.offset + value.length - beginning.length;
        for (int at = value.offset; at <= last; at++) {
            boolean atStart = at == value.offset || value.bytes[at - 1] == KeptField.BORDER;
            if (atStart && startsWith(value.bytes, at, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(BytesRef text, byte[] wanted) {
        int last = text.offset + text.length - wanted.length;
        for (int at = text.offset; at <= last; at++) {
            if (startsWith(text.bytes, at, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
