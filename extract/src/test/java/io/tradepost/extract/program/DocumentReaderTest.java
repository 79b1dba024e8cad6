package io.tradepost.extract.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpServer;
import io.tradepost.extract.wire.Answer;
import io.tradepost.extract.wire.Question;
import io.tradepost.extract.wire.Unread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Chinese is read in every format, what can't be read says why, and bombs do not go off. */
class DocumentReaderTest {
    private static final String WORDS = "黄铜阀门报价单 SO-2024-00123";
    private static final int MOST_TEXT = 1 << 20;

    private final DocumentReader reader = new DocumentReader();

    @TestFactory
    List<DynamicTest> readsChineseInEveryFormat() {
        return Samples.all(WORDS).entrySet().stream()
                .map(sample -> dynamicTest(sample.getKey(), () -> {
                    Answer answer = read(sample.getKey(), sample.getValue());
                    String expected = sample.getKey().equals("big5.txt") ? "報價單" : WORDS;
                    assertThat(answer.text()).contains(expected);
                    assertThat(answer.unread()).isEmpty();
                }))
                .toList();
    }

    @Test
    void readsADocumentWhateverItIsCalledAndSaidToBe() {
        Answer answer = reader.read(new Question(1, "scan.bin", "image/png", MOST_TEXT, 1 << 26, Samples.docx(WORDS)));
        assertThat(answer.text()).contains(WORDS);
        assertThat(answer.type()).contains("wordprocessingml");
    }

    @Test
    void findsTheNamesOfPackedFilesAlsoInTheCharsetOfChineseWindows() {
        byte[] zip = Samples.zip(Map.of("采购合同.docx", Samples.docx("x"), "图纸.jpg", new byte[] {1}), Samples.GBK);
        assertThat(read("a.zip", zip).text()).contains("采购合同.docx", "图纸.jpg");
    }

    @Test
    void saysWhatIsEncrypted() throws IOException {
        byte[] locked = Samples.bytes(out -> {
            try (PDDocument document = Loader.loadPDF(Samples.pdf(WORDS))) {
                document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
                document.save(out);
            }
        });
        assertThat(read("a.pdf", locked).unread()).containsExactly(Unread.ENCRYPTED);
        Answer packed = read(
                "a.zip", Samples.zip(sorted("a.pdf", locked, "b.docx", Samples.docx(WORDS)), StandardCharsets.UTF_8));
        assertThat(packed.unread()).containsExactly(Unread.ENCRYPTED);
        assertThat(packed.text()).as("the other file is read all the same").contains(WORDS);
    }

    @Test
    void saysWhatIsBrokenUnknownOrWithoutText() {
        assertThat(read("a.docx", "PK\u0003\u0004 nothing".getBytes(StandardCharsets.ISO_8859_1))
                        .unread())
                .isNotEmpty();
        assertThat(read("a.pdf", "%PDF-1.4 nothing".getBytes(StandardCharsets.ISO_8859_1))
                        .unread())
                .containsExactly(Unread.BROKEN);
        byte[] noise = new byte[4096];
        new java.util.Random(7).nextBytes(noise);
        assertThat(read("a.dwg", noise).unread()).containsExactly(Unread.UNSUPPORTED);
        assertThat(read("scan.pdf", Samples.page("0 0 10 10 re f")).unread()).containsExactly(Unread.NO_TEXT);
        assertThat(read("a.bin", new byte[0]).unread()).isEmpty();
    }

    @Test
    void stopsAtTheTextThatWasAskedFor() {
        byte[] long_ = ("words " + WORDS + "\n").repeat(5000).getBytes(StandardCharsets.UTF_8);
        Answer answer = reader.read(new Question(1, "a.txt", "", 1000, 1 << 26, long_));
        assertThat(answer.text()).hasSizeBetween(990, 1000);
        assertThat(answer.unread()).containsExactly(Unread.TOO_LARGE);
    }

    @Test
    void aZipBombUnpacksNoFurtherThanAllowed() {
        byte[] bomb = Samples.zip(
                sorted("first.txt", WORDS.getBytes(StandardCharsets.UTF_8), "zeros.txt", new byte[96 << 20]),
                StandardCharsets.UTF_8);
        assertThat(bomb.length).isLessThan(200_000);
        Answer answer = reader.read(new Question(1, "a.zip", "", MOST_TEXT, 8 << 20, bomb));
        assertThat(answer.unread()).containsExactly(Unread.TOO_LARGE);
        assertThat(answer.text()).contains(WORDS);
    }

    @Test
    void archivesInArchivesEndAtADepth() {
        byte[] inner = Samples.docx(WORDS);
        for (int i = 0; i < 30; i++) {
            inner = Samples.zip(Map.of("level" + i + ".zip", inner), StandardCharsets.UTF_8);
        }
        Answer answer = read("a.zip", inner);
        assertThat(answer.unread()).containsExactly(Unread.TOO_LARGE);
        assertThat(answer.text()).contains("level29.zip").doesNotContain("level10.zip");
    }

    @Test
    void tooManyPackedFilesAreNotAllRead() {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 6000; i++) {
            many.put("f" + i + ".txt", new byte[] {'x'});
        }
        assertThat(read("a.zip", Samples.zip(many, StandardCharsets.UTF_8)).unread())
                .containsExactly(Unread.TOO_LARGE);
    }

    @Test
    void entitiesThatGrowAreNotFollowed() {
        StringBuilder dtd = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            dtd.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        byte[] laughs = dtd.append("]><a>&e11;</a>").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(read("a.xml", laughs).text().length()).isLessThan(10_000);
        Map<String, byte[]> odt = sorted(
                "mimetype",
                "application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII),
                "content.xml",
                laughs);
        assertThat(read("a.odt", Samples.zip(odt, StandardCharsets.UTF_8))
                        .text()
                        .length())
                .isLessThan(10_000);
    }

    @Test
    void pagesThatContainThemselvesEnd() {
        byte[] loop = """
                %PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000>>endobj
                trailer<</Root 1 0 R>>
                %%EOF
                """.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read("a.pdf", loop).unread()).isNotEmpty();
    }

    @Test
    void fetchesNothingThatADocumentPointsTo() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String there = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            String xml = "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"" + there + "a.dtd\" [<!ENTITY x SYSTEM \""
                    + there + "x\"><!ENTITY % y SYSTEM \"" + there + "y\"> %y;]><a>&x;words</a>";
            read("a.xml", xml.getBytes(StandardCharsets.UTF_8));
            read(
                    "a.html",
                    ("<html><base href=\"" + there + "\"><img src=\"a.png\"><iframe src=\"" + there
                                    + "f\"></iframe><link rel=stylesheet href=\"" + there + "s.css\">words</html>")
                            .getBytes(StandardCharsets.UTF_8));
            read(
                    "a.odt",
                    Samples.zip(
                            sorted(
                                    "mimetype",
                                    "application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII),
                                    "content.xml",
                                    xml.getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.UTF_8));
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void noParserThatStartsAProgramIsOnTheList() {
        assertThat(Formats.all(new OtherKind()).getAllComponentParsers())
                .extracting(parser -> parser.getClass().getSimpleName())
                .noneMatch(
                        name -> Set.of("ExternalParser", "CompositeExternalParser", "TesseractOCRParser", "GDALParser")
                                .contains(name));
    }

    private Answer read(String name, byte[] document) {
        return reader.read(new Question(1, name, "", MOST_TEXT, 64 << 20, document));
    }

    private static Map<String, byte[]> sorted(String first, byte[] one, String second, byte[] other) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(first, one);
        files.put(second, other);
        return files;
    }
}
