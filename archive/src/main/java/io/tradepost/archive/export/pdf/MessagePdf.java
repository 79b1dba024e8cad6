package io.tradepost.archive.export.pdf;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Content;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.mime.AttachmentHashes;
import io.tradepost.archive.mime.CleanText;
import io.tradepost.archive.mime.MessageParser;
import io.tradepost.archive.mime.ParsedMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Writes one message as a PDF: who to whom and when, what it says, which files it carries, and the hash of the original. */
public final class MessagePdf {
    private static final String BUNDLE = "io.tradepost.archive.export.pdf.words";
    private static final float TITLE = 14;
    private static final float SIZE = 9;
    private static final float INDENT = 12;
    private static final int LONGEST_HEADER = 20_000;
    private static final int MOST_FILES = 200;

    private final PdfFonts fonts;
    private final ResourceBundle english = words(Locale.ENGLISH);
    private final ResourceBundle chinese = words(Locale.SIMPLIFIED_CHINESE);

    /** With these fonts. */
    public MessagePdf(PdfFonts fonts) {
        this.fonts = fonts;
    }

    private static ResourceBundle words(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * Writes it; the same message gives the same bytes.
     *
     * @param links newest decision on its links
     */
    public void write(ArchivedMessage message, List<Link> links, Content content, OutputStream out) throws IOException {
        ParsedMessage parsed = MessageParser.parse(content);
        String foot = word("foot") + "  ·  " + message.id();
        try (PdfSheet sheet =
                new PdfSheet(fonts, Long.parseUnsignedLong(message.sha256().substring(0, 15), 16), foot)) {
            sheet.text(message.subject().isEmpty() ? word("no-subject") : line(message.subject()), TITLE, 0);
            sheet.gap(SIZE);
            headers(sheet, message, parsed);
            evidence(sheet, message, links);
            sheet.gap(SIZE);
            body(sheet, parsed);
            files(sheet, content);
            sheet.writeTo(out);
        }
    }

    private void headers(PdfSheet sheet, ArchivedMessage message, ParsedMessage parsed) throws IOException {
        field(sheet, "from", message.from());
        field(sheet, "to", String.join(", ", message.to()));
        field(sheet, "cc", String.join(", ", message.cc()));
        field(sheet, "date", parsed.date().map(Object::toString).orElse(""));
        field(sheet, "received", message.receivedAt().toString());
        field(sheet, "envelope-from", "<" + message.envelope().from() + ">");
        field(sheet, "envelope-to", String.join(", ", message.envelope().to()));
        field(sheet, "message-id", message.messageId());
    }

    private void evidence(PdfSheet sheet, ArchivedMessage message, List<Link> links) throws IOException {
        field(sheet, "archive-id", message.id().value());
        field(sheet, "sha256", message.sha256());
        field(sheet, "source", message.session().source().equals("smtp") ? word("captured") : word("imported"));
        field(
                sheet,
                "links",
                links.stream()
                        .filter(link -> link.status() == LinkStatus.LINKED)
                        .map(link -> link.kind() + " " + link.key())
                        .collect(Collectors.joining(", ")));
    }

    private void body(PdfSheet sheet, ParsedMessage parsed) throws IOException {
        String text = parsed.text().isBlank() ? parsed.alternativeText() : parsed.text();
        int empty = 0;
        for (String line : text.lines().toList()) {
            empty = line.isBlank() ? empty + 1 : 0;
            if (empty <= 2) {
                sheet.text(CleanText.of(line), SIZE, 0);
            }
            if (sheet.full()) {
                return;
            }
        }
    }

    private void files(PdfSheet sheet, Content content) throws IOException {
        List<AttachmentHashes.Hashed> files = AttachmentHashes.of(content);
        if (files.isEmpty()) {
            return;
        }
        sheet.gap(SIZE);
        sheet.text(word("attachments"), SIZE, 0);
        for (AttachmentHashes.Hashed file : files.subList(0, Math.min(files.size(), MOST_FILES))) {
            String name = file.name().isEmpty() ? word("no-name") : file.name();
            sheet.text(name + "  ·  " + file.type() + "  ·  " + file.size(), SIZE, INDENT);
            sheet.text("SHA-256 " + file.sha256(), SIZE, 2 * INDENT);
        }
        if (files.size() > MOST_FILES) {
            sheet.text("… " + (files.size() - MOST_FILES), SIZE, INDENT);
        }
    }

    private void field(PdfSheet sheet, String name, String value) throws IOException {
        if (!value.isBlank()) {
            sheet.text(word(name) + ":  " + CleanText.shortened(line(value), LONGEST_HEADER), SIZE, 0);
        }
    }

    private static String line(String text) {
        return CleanText.line(text);
    }

    private String word(String key) {
        String en = english.getString(key);
        String zh = chinese.getString(key);
        return en.equals(zh) ? en : en + " " + zh;
    }
}
