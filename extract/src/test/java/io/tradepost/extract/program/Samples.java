package io.tradepost.extract.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Documents of every kind that say the same words. */
final class Samples {
    static final Charset GBK = Charset.forName("GBK");

    private Samples() {}

    interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** One document by file name for each kind. */
    static Map<String, byte[]> all(String words) {
        Map<String, byte[]> samples = new LinkedHashMap<>();
        samples.put("a.pdf", pdf(words));
        samples.put("a.docx", docx(words));
        samples.put("a.xlsx", bytes(out -> sheet(new XSSFWorkbook(), words, out)));
        samples.put("a.xls", bytes(out -> sheet(new HSSFWorkbook(), words, out)));
        samples.put("a.pptx", pptx(words));
        samples.put("a.ppt", ppt(words));
        samples.put("a.odt", openDocument("text", "text:p", words));
        samples.put("a.ods", openDocument("spreadsheet", "table:table", words));
        samples.put("unicode.rtf", ("{\\rtf1\\ansi\\pard " + escaped(words) + "}").getBytes(StandardCharsets.US_ASCII));
        samples.put(
                "gbk.rtf",
                ("{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 " + hex(words) + "}")
                        .getBytes(StandardCharsets.US_ASCII));
        samples.put(
                "a.html",
                ("<html><head><meta charset=\"gbk\"></head><body><p>" + words + "</p></body></html>").getBytes(GBK));
        samples.put("gbk.txt", (words + "，敬请查收，谢谢。\r\n").repeat(20).getBytes(GBK));
        samples.put("big5.txt", "附件是本公司的報價單，敬請查收。\r\n".repeat(30).getBytes(Charset.forName("Big5")));
        samples.put("utf16.txt", ("\ufeff" + words).getBytes(StandardCharsets.UTF_16BE));
        samples.put("a.csv", ("品名,数量\n" + words + ",3\n").getBytes(StandardCharsets.UTF_8));
        samples.put("a.xml", ("<?xml version=\"1.0\"?><a><b>" + words + "</b></a>").getBytes(StandardCharsets.UTF_8));
        samples.put("a.eml", mail(words));
        samples.put("winmail.dat", tnef("报价.txt", words.getBytes(StandardCharsets.UTF_8)));
        samples.put("a.msg", outlook(words));
        samples.put("a.zip", zip(Map.of("文件.docx", docx(words)), StandardCharsets.UTF_8));
        samples.put(
                "nested.zip",
                zip(
                        Map.of("inner.zip", zip(Map.of("a.pdf", pdf(words)), StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8));
        return samples;
    }

    static byte[] docx(String words) {
        return bytes(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                document.createParagraph().createRun().setText(words);
                document.write(out);
            }
        });
    }

    private static void sheet(Workbook book, String words, ByteArrayOutputStream out) throws IOException {
        try (book) {
            book.createSheet("一").createRow(0).createCell(0).setCellValue(words);
            book.write(out);
        }
    }

    private static byte[] pptx(String words) {
        return bytes(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                show.createSlide().createTextBox().setText(words);
                show.write(out);
            }
        });
    }

    private static byte[] ppt(String words) {
        return bytes(out -> {
            try (HSLFSlideShow show = new HSLFSlideShow()) {
                show.createSlide().createTextBox().setText(words);
                show.write(out);
            }
        });
    }

    /** With a font of the reader's own and Adobe's character collection, as much Chinese software writes it. */
    static byte[] pdf(String words) {
        String text = HexFormat.of().withUpperCase().formatHex(words.getBytes(StandardCharsets.UTF_16BE));
        return page("BT /F1 12 Tf 72 700 Td <" + text + "> Tj ET");
    }

    static byte[] page(String content) {
        return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                        + "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length " + content.length()
                        + ">>stream\n"
                        + content + "\nendstream endobj\n"
                        + "5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
                        + "/DescendantFonts[6 0 R]>>endobj\n"
                        + "6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
                        + "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>endobj\n"
                        + "7 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 0 1000 1000]"
                        + "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 90>>endobj\n"
                        + "trailer<</Root 1 0 R>>\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] openDocument(String kind, String element, String words) {
        String inside = element.equals("table:table")
                ? "<table:table><table:table-row><table:table-cell><text:p>" + words
                        + "</text:p></table:table-cell></table:table-row></table:table>"
                : "<text:p>" + words + "</text:p>";
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("mimetype", ("application/vnd.oasis.opendocument." + kind).getBytes(StandardCharsets.US_ASCII));
        files.put(
                "content.xml",
                ("<?xml version=\"1.0\"?><office:document-content"
                                + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                                + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
                                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:"
                                + kind + ">"
                                + inside + "</office:" + kind + "></office:body></office:document-content>")
                        .getBytes(StandardCharsets.UTF_8));
        return zip(files, StandardCharsets.UTF_8);
    }

    private static String escaped(String words) {
        StringBuilder out = new StringBuilder();
        words.chars().forEach(c -> out.append(c < 0x80 ? String.valueOf((char) c) : "\\u" + (short) c + "?"));
        return out.toString();
    }

    private static String hex(String words) {
        StringBuilder out = new StringBuilder();
        for (byte b : words.getBytes(GBK)) {
            out.append(
                    b >= 0 ? String.valueOf((char) b) : "\\'" + HexFormat.of().toHexDigits(b));
        }
        return out.toString();
    }

    static byte[] mail(String words) {
        return ("From: a@outside.example\r\nTo: b@ours.example\r\nSubject: inner\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + words
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] zip(Map<String, byte[]> files, Charset names) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out, names)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                }
            }
        });
    }

    /** A message of Outlook's own format, [MS-OXMSG] sections 2.2 and 2.4: a subject and a body in UTF-16. */
    private static byte[] outlook(String words) {
        return bytes(out -> {
            try (POIFSFileSystem file = new POIFSFileSystem()) {
                file.createDocument(new java.io.ByteArrayInputStream(new byte[32]), "__properties_version1.0");
                property(file, "__substg1.0_001A001F", "IPM.Note");
                property(file, "__substg1.0_0037001F", "subject of Outlook");
                property(file, "__substg1.0_1000001F", words);
                file.writeFilesystem(out);
            }
        });
    }

    private static void property(POIFSFileSystem file, String name, String value) throws IOException {
        file.createDocument(new java.io.ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_16LE)), name);
    }

    /** Outlook's winmail.dat with one attachment, [MS-OXTNEF] section 2.1. */
    private static byte[] tnef(String name, byte[] data) {
        return bytes(out -> {
            ByteBuffer head = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
            out.write(head.putInt(0x223e9f78).putShort((short) 1).array());
            attribute(out, 1, 0x00089006, new byte[] {0, 0, 1, 0}); // attTnefVersion
            attribute(out, 2, 0x00069002, new byte[14]); // attAttachRendData
            attribute(out, 2, 0x00018010, (name + "\0").getBytes(GBK)); // attAttachTitle
            attribute(out, 2, 0x0006800f, data); // attAttachData
        });
    }

    private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] data) throws IOException {
        int sum = 0;
        for (byte b : data) {
            sum += b & 0xff;
        }
        ByteBuffer attribute = ByteBuffer.allocate(11 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.write(attribute
                .put((byte) level)
                .putInt(id)
                .putInt(data.length)
                .put(data)
                .putShort((short) sum)
                .array());
    }
}
