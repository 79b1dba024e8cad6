package io.tradepost.extract.program;

import io.tradepost.extract.wire.Unread;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads the files inside a file: archives, attachments of mail, objects in Office documents. One that can't be read is noted
 * and the others are read all the same.
 */
final class PackedFiles implements EmbeddedDocumentExtractor {
    private final Parser parser;
    private final ParseContext context;
    private final Findings findings;

    PackedFiles(Parser parser, ParseContext context, Findings findings) {
        this.parser = parser;
        this.context = context;
        this.findings = findings;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata part) {
        return true;
    }

    @Override
    public void parseEmbedded(InputStream in, ContentHandler handler, Metadata part, boolean asHtml)
            throws SAXException, IOException {
        name(part);
        if (findings.depth() >= Formats.MOST_NESTING) {
            findings.add(Unread.TOO_LARGE);
            return;
        }
        InputStream counted = findings.expansion().entry(in);
        findings.enter(part);
        try (TikaInputStream stream =
                TikaInputStream.get(org.apache.commons.io.input.CloseShieldInputStream.wrap(counted))) {
            Object opened = in instanceof TikaInputStream tika ? tika.getOpenContainer() : null;
            if (opened != null) {
                stream.setOpenContainer(opened);
            }
            parser.parse(stream, new EmbeddedContentHandler(new BodyContentHandler(handler)), part, context);
        } catch (BoundedText.Full | Expansion.TooMuch e) {
            throw e;
        } catch (TikaException | SAXException | IOException | RuntimeException e) {
            findings.failed(e);
            if (findings.text().full() || findings.unread().contains(Unread.TOO_LARGE)) {
                throw new Expansion.TooMuch("enough");
            }
        } finally {
            findings.leave();
        }
    }

    /** What is packed in an archive or a mail has names that people search for; parts of an Office file have none. */
    private void name(Metadata part) throws SAXException {
        String container = findings.containerType();
        boolean office = container.contains("officedocument")
                || container.contains("opendocument")
                || container.contains("msword")
                || container.contains("ms-excel")
                || container.contains("ms-powerpoint")
                || container.contains("rtf");
        String name = part.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        if (!office && name != null && !name.isBlank()) {
            findings.text().line(name);
            String chinese = chineseTakenForUtf8(name);
            if (!chinese.isEmpty()) {
                findings.text().line(chinese);
            }
        }
    }

    /**
     * Archives made on Chinese Windows name files in GBK and do not say so. Two characters of it can be well-formed UTF-8 by
     * chance, of letters that nobody means; the name as it was meant is said too.
     */
    private static String chineseTakenForUtf8(String name) {
        boolean twoByteLetters =
                name.chars().anyMatch(c -> c > 0x7f) && name.chars().allMatch(c -> c < 0x800);
        if (!twoByteLetters) {
            return "";
        }
        String other = new String(name.getBytes(StandardCharsets.UTF_8), Charset.forName("GBK"));
        return other.codePoints().allMatch(c -> c < 0x80 || Character.isIdeographic(c)) ? other : "";
    }
}
