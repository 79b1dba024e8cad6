package io.tradepost.archive.text;

import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.ExtractionSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Documents and mails that carry them, and the program that reads them, as this checkout has built it. */
public final class Documents {
    /** Where the build puts the reading program. */
    public static final Path PROGRAMS = Path.of("../extract/target/lib").toAbsolutePath();

    private Documents() {}

    /** One process with little memory. */
    public static ExtractionSettings reading() {
        return new ExtractionSettings(Optional.of(PROGRAMS), 1, 128, 60, 16 << 20);
    }

    public static ArchiveSettings archive(Path folder) {
        return ArchiveSettings.embedded(folder).withExtraction(reading());
    }

    /** A Word document that holds these words (ECMA-376, the least that is one). */
    public static byte[] word(String words) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "[Content_Types].xml",
                utf8(
                        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                                + "<Default Extension=\"rels\""
                                + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-"
                                + "officedocument.wordprocessingml.document.main+xml\"/></Types>"));
        files.put(
                "_rels/.rels",
                utf8("<?xml version=\"1.0\"?><Relationships"
                        + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\""
                        + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
                        + " Target=\"word/document.xml\"/></Relationships>"));
        files.put(
                "word/document.xml",
                utf8("<?xml version=\"1.0\"?><w:document"
                        + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>"
                        + words + "</w:t></w:r></w:p></w:body></w:document>"));
        return zip(files);
    }

    public static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A zip of one file of so many zeros, which never stand in memory. */
    public static byte[] bomb(long zeros) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros.txt"));
            byte[] block = new byte[1 << 20];
            for (long left = zeros; left > 0; left -= block.length) {
                write(zip, block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, byte[] block) throws IOException {
        out.write(block);
    }

    /** A mail with files attached. */
    public static byte[] mail(String subject, Map<String, byte[]> files) {
        StringBuilder mail = new StringBuilder("From: a@outside.example\r\nTo: b@ours.example\r\nSubject: ");
        mail.append(subject).append("\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=xx\r\n\r\n");
        mail.append("--xx\r\nContent-Type: text/plain\r\n\r\nsee attached\r\n");
        files.forEach((name, bytes) -> {
            mail.append("--xx\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n");
            mail.append("Content-Disposition: attachment; filename=\"")
                    .append(name)
                    .append("\"\r\n\r\n");
            mail.append(Base64.getMimeEncoder().encodeToString(bytes)).append("\r\n");
        });
        return utf8(mail.append("--xx--\r\n").toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
