package io.tradepost.archive.export.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Content;
import io.tradepost.archive.Corpus;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.payload.StoredDelivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagePdfTest {
    @TempDir
    Path folder;

    private static byte[] pdf(byte[] mail) throws IOException {
        Content content = Content.of(mail);
        ArchivedMessage shown = DerivedMessage.of(new StoredDelivery(
                        new MessageId("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
                        7,
                        "ab".repeat(32),
                        mail.length,
                        Mails.delivery("k", mail)))
                .shown();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfFonts fonts = PdfFonts.ofThisMachine()) {
            new MessagePdf(fonts).write(shown, List.of(), content, out);
        }
        return out.toByteArray();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void holdsHeadersChineseTextAndTheHashesOfAttachments() throws IOException {
        String mail = "From: =?utf-8?B?" + base64("张三") + "?= <zhangsan@x.example>\r\nTo: b@ours.example\r\n"
                + "Subject: =?utf-8?B?" + base64("报价单 Müller Ελλάδα")
                + "?=\r\n"
                + "Date: Mon, 02 Mar 2026 10:00:00 +0800\r\n"
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n\r\n"
                + "<script>alert('never')</script><p>轴承六千套&nbsp;ok</p>\r\n"
                + "--b\r\n"
                + "Content-Type: application/pdf; name=\"../../quote.pdf\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + base64("abc") + "\r\n--b--\r\n";
        byte[] made = pdf(mail.getBytes(StandardCharsets.UTF_8));
        assertThat(text(made))
                .contains("报价单 Müller Ελλάδα")
                .contains("张三")
                .contains("轴承六千套")
                .contains("2026-03-02T02:00:00Z")
                .contains("quote.pdf")
                // SHA-256 of "abc", FIPS 180-4
                .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .contains("ab".repeat(32))
                .doesNotContain("never");
        assertThat(new String(made, StandardCharsets.ISO_8859_1)).doesNotContain("/JavaScript", "/URI", "/Launch");
        assertThat(pdf(mail.getBytes(StandardCharsets.UTF_8)))
                .as("the same again")
                .isEqualTo(made);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhichPackageBringsAFontWhereThereIsNone() {
        assertThatThrownBy(() -> PdfFonts.in(List.of(folder)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("fonts-droid-fallback or fonts-wqy-zenhei");
    }

    @Test
    void endsAMessageThatWouldFillABook() throws IOException {
        byte[] made = pdf(("Subject: x\r\n\r\n" + "line\r\n".repeat(200_000)).getBytes(StandardCharsets.US_ASCII));
        try (PDDocument document = Loader.loadPDF(made)) {
            assertThat(document.getNumberOfPages()).isEqualTo(PdfSheet.MOST_PAGES);
        }
    }

    @Test
    void survivesASampleOfMalformedMail() throws IOException {
        List<Path> files = new ArrayList<>(Corpus.files("torture"));
        Collections.shuffle(files, new Random(4));
        for (Path file : files.subList(0, Math.min(files.size(), 120))) {
            assertThat(pdf(Files.readAllBytes(file)))
                    .as("%s", file.getFileName())
                    .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
