package io.tradepost.extract.program;

import io.tradepost.extract.wire.Answer;
import io.tradepost.extract.wire.Question;
import io.tradepost.extract.wire.Unread;
import java.io.IOException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** Reads one document after the other. Gives what could be read, and why that is not all, whatever the bytes are. */
final class DocumentReader {
    private static final String SENT_WITHOUT_TYPE = "application/octet-stream";

    private final AutoDetectParser parser = Formats.all(new OtherKind());

    /** What could be read. Only what the virtual machine can't go on from leaves here. */
    Answer read(Question question) {
        BoundedText text = new BoundedText(question.mostText());
        Findings findings = new Findings(new Expansion(question.mostExpanded()), text);
        Metadata metadata = new Metadata();
        if (!question.name().isEmpty()) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, question.name());
        }
        if (!question.type().isEmpty() && !question.type().equals(SENT_WITHOUT_TYPE)) {
            metadata.set(Metadata.CONTENT_TYPE, question.type());
        }
        findings.enter(metadata);
        try (TikaInputStream in = TikaInputStream.get(question.document(), metadata)) {
            parser.parse(in, new BodyContentHandler(text), metadata, context(findings));
            titles(metadata, text);
        } catch (TikaException | SAXException | IOException | RuntimeException | StackOverflowError | LinkageError e) {
            findings.failed(e);
        }
        if (text.full()) {
            findings.add(Unread.TOO_LARGE);
        }
        if (findings.unread().isEmpty()
                && text.blank()
                && findings.containerType().contains("pdf")) {
            findings.add(Unread.NO_TEXT);
        }
        return new Answer(question.id(), findings.containerType(), text.text(), findings.unread());
    }

    private ParseContext context(Findings findings) {
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(Findings.class, findings);
        context.set(EmbeddedDocumentExtractor.class, new PackedFiles(parser, context, findings));
        OfficeParserConfig office = new OfficeParserConfig();
        office.setExtractMacros(false);
        // These read a file as it streams by and do not build it in memory.
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        office.setConcatenatePhoneticRuns(false);
        context.set(OfficeParserConfig.class, office);
        return context;
    }

    /** What stands in a document's properties and on no page. */
    private static void titles(Metadata metadata, BoundedText text) throws SAXException {
        for (var property : new org.apache.tika.metadata.Property[] {
            TikaCoreProperties.TITLE,
            TikaCoreProperties.SUBJECT,
            TikaCoreProperties.DESCRIPTION,
            TikaCoreProperties.COMMENTS
        }) {
            for (String value : metadata.getValues(property)) {
                if (!value.isBlank() && text.text().indexOf(value) < 0) {
                    text.line(value);
                }
            }
        }
    }
}
