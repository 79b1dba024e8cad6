package io.tradepost.archive.export.pdf;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** Lines of text on A4 pages, broken where they end. Characters that no font has are shown as a box. */
final class PdfSheet implements AutoCloseable {
    /** Pages of one message; who wants more reads the message itself. */
    static final int MOST_PAGES = 400;

    private static final float MARGIN = 50;
    private static final float LEADING = 1.4f;
    private static final float FOOT_SIZE = 7;
    private static final int BOX = '\u25a1';
    private static final int QUESTION = '?';
    private static final int TAB = 4;

    private final List<PdfFonts.Face> faces;
    private final List<PDType0Font> fonts = new ArrayList<>();
    private final PDDocument document = new PDDocument();
    private final String foot;
    private @Nullable PDPageContentStream page;
    private int pages;
    private float y;

    /**
     * An empty one.
     *
     * @param id   makes the document's identifier, so that the same message always gives the same bytes
     * @param foot stands at the end of each page
     */
    PdfSheet(PdfFonts fonts, long id, String foot) throws IOException {
        this.faces = fonts.faces();
        this.foot = foot;
        document.setDocumentId(id);
        for (PdfFonts.Face face : faces) {
            this.fonts.add(PDType0Font.load(document, face.font(), true));
        }
    }

    /** Whether there is no room for more. */
    boolean full() {
        return pages > MOST_PAGES;
    }

    void gap(float points) {
        y -= points;
    }

    /** A paragraph of this size in points, indented by so many points. */
    void text(String text, float size, float indent) throws IOException {
        int at = 0;
        do {
            if (y - size * LEADING < MARGIN + 2 * FOOT_SIZE) {
                turn();
            }
            if (full()) {
                return;
            }
            int end = lineEnd(text, at, size, PDRectangle.A4.getWidth() - 2 * MARGIN - indent);
            y -= size * LEADING;
            show(text.substring(at, end), size, MARGIN + indent, y, Color.BLACK);
            at = end;
        } while (at < text.length());
    }

    void writeTo(OutputStream out) throws IOException {
        endPage();
        document.save(out);
    }

    private void turn() throws IOException {
        endPage();
        pages++;
        if (full()) {
            return;
        }
        PDPage fresh = new PDPage(PDRectangle.A4);
        document.addPage(fresh);
        page = new PDPageContentStream(document, fresh);
        y = PDRectangle.A4.getHeight() - MARGIN;
    }

    private void endPage() throws IOException {
        if (page != null) {
            show(foot + "  ·  " + pages, FOOT_SIZE, MARGIN, MARGIN - FOOT_SIZE, Color.GRAY);
            page.close();
            page = null;
        }
    }

    /** Where the line must be broken: behind the last space that fits, else behind the last character. */
    private int lineEnd(String text, int from, float size, float room) throws IOException {
        float left = room * 1000 / size;
        int space = -1;
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            left -= width(c);
            if (left < 0 && at > from) {
                return space > from ? space : at;
            }
            at += Character.charCount(c);
            if (c == ' ') {
                space = at;
            }
        }
        return at;
    }

    private float width(int c) throws IOException {
        if (c == '\t') {
            return TAB * width(' ');
        }
        int shown = shown(c);
        return faces.get(faceOf(shown)).width(shown);
    }

    private int shown(int c) {
        if (faces.stream().anyMatch(face -> face.has(c))) {
            return c;
        }
        return faces.stream().anyMatch(face -> face.has(BOX)) ? BOX : QUESTION;
    }

    private int faceOf(int c) {
        for (int i = 0; i < faces.size(); i++) {
            if (faces.get(i).has(c)) {
                return i;
            }
        }
        return 0;
    }

    private void show(String line, float size, float x, float baseline, Color color) throws IOException {
        PDPageContentStream out = page;
        if (out == null || line.isBlank()) {
            return;
        }
        out.beginText();
        out.setNonStrokingColor(color);
        out.newLineAtOffset(x, baseline);
        StringBuilder run = new StringBuilder();
        int face = -1;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            i += Character.charCount(c);
            String piece = c == '\t' ? " ".repeat(TAB) : Character.toString(shown(c));
            int wanted = faceOf(piece.codePointAt(0));
            if (wanted != face && !run.isEmpty()) {
                run(out, run, face, size);
            }
            face = wanted;
            run.append(piece);
        }
        run(out, run, face, size);
        out.endText();
    }

    private void run(PDPageContentStream out, StringBuilder run, int face, float size) throws IOException {
        out.setFont(fonts.get(face), size);
        out.showText(run.toString());
        run.setLength(0);
    }

    @Override
    public void close() throws IOException {
        try (document) {
            if (page != null) {
                page.close();
            }
        }
    }
}
