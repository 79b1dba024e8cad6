package io.tradepost.mailbox.search;

import io.tradepost.archive.mime.MailText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** What Lucene keeps of a message. */
final class MessageDocument {
    static final String ID = "id";
    static final String ATTACHMENT = "attachment";

    private static final FieldType PLACES = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static final FieldType SET = type(IndexOptions.DOCS);

    private MessageDocument() {}

    private static FieldType type(IndexOptions options) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setOmitNorms(true);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    /** The term that tells a message. */
    static Term term(long id) {
        return new Term(ID, Long.toString(id));
    }

    static Document of(long id, MailText text) {
        Document document = new Document();
        document.add(new Field(ID, new TermStream(List.of(Long.toString(id))), SET));
        document.add(new NumericDocValuesField(ID, id));
        if (text.attachment()) {
            document.add(new NumericDocValuesField(ATTACHMENT, 1));
        }
        addRows(document, text);
        addKept(document, text);
        SentDate.of(text).ifPresent(sent -> {
            document.add(new NumericDocValuesField(SentDate.INSTANT, sent.seconds()));
            document.add(new NumericDocValuesField(SentDate.OFFSET, sent.offsetSeconds()));
        });
        document.add(
                new BinaryDocValuesField(ThreadLinks.FIELD, ThreadLinks.of(text).bytes()));
        return document;
    }

    private static void addRows(Document document, MailText text) {
        Map<TextField, TermRow> rows = new EnumMap<>(TextField.class);
        for (MailText.HeaderLine line : text.fields()) {
            String name = Folding.of(line.name());
            if (KeptField.whole(name).isEmpty()) {
                TextField field = TextField.of(name);
                TermRow row = rows.computeIfAbsent(field, none -> new TermRow());
                row.value(Folding.of(line.value()));
            }
        }
        TermRow body = rows.computeIfAbsent(TextField.BODY, none -> new TermRow());
        text.texts().forEach(part -> body.text(Folding.of(part)));
        rows.forEach((field, row) -> document.add(
                field.placed()
                        ? new Field(field.lucene(), new TermStream(row), PLACES)
                        : new Field(field.lucene(), new TermStream(row.distinct()), SET)));
    }

    private static void addKept(Document document, MailText text) {
        Set<String> names = new TreeSet<>();
        text.fields().forEach(line -> names.add(Terms.named(Folding.of(line.name()))));
        for (KeptField kept : KeptField.values()) {
            kept.of(text).map(BytesRef::new).ifPresent(value -> {
                if (value.length <= KeptField.LONGEST) {
                    document.add(new SortedDocValuesField(kept.field(), value));
                } else {
                    names.add(kept.tooLong());
                }
            });
        }
        document.add(new Field(TextField.NAMES, new TermStream(List.copyOf(names)), SET));
    }
}
