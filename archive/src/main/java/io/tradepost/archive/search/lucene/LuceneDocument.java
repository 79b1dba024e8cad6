package io.tradepost.archive.search.lucene;

import io.tradepost.archive.Facet;
import io.tradepost.archive.search.Fields;
import io.tradepost.archive.search.IndexEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** An entry as Lucene's document. Nothing is stored: the journal has the message. */
final class LuceneDocument {
    private static final FieldType TEXT = textType();

    private LuceneDocument() {}

    static Document of(IndexEntry entry) {
        Document document = new Document();
        entry.numbers().forEach((field, value) -> {
            document.add(new LongPoint(field, value));
            document.add(new NumericDocValuesField(field, value));
        });
        if (entry.linkEvent() >= 0) {
            document.add(new NumericDocValuesField(Fields.LINK_EVENT, entry.linkEvent()));
        }
        for (Map.Entry<String, Set<String>> keywords : entry.keywords().entrySet()) {
            keywords.getValue().forEach(term -> document.add(new StringField(keywords.getKey(), term, Field.Store.NO)));
        }
        for (Map.Entry<String, List<String>> texts : entry.texts().entrySet()) {
            document.add(new Field(texts.getKey(), new TermStream(texts.getValue()), TEXT));
        }
        for (Map.Entry<Facet, Set<String>> facet : entry.facets().entrySet()) {
            facet.getValue()
                    .forEach(value ->
                            document.add(new SortedSetDocValuesField(field(facet.getKey()), new BytesRef(value))));
        }
        entry.labels().forEach(label -> document.add(new SortedSetDocValuesField(Fields.LABEL, new BytesRef(label))));
        return document;
    }

    /** The field that holds what is counted. */
    static String field(Facet facet) {
        return "facet." + facet.word();
    }

    private static FieldType textType() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }
}
