package io.tradepost.archive.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Content;
import io.tradepost.archive.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageParserTest {
    private static ParsedMessage parse(String message) {
        return parse(message.getBytes(StandardCharsets.UTF_8));
    }

    private static ParsedMessage parse(byte[] bytes) {
        return MessageParser.parse(Content.of(bytes));
    }

    private static byte[] join(String head, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    @Test
    void readsTheHeadersThatMatter() {
        ParsedMessage parsed = parse("""
                From: =?utf-8?B?5byg5LiJ?= <Zhang@Acme.EXAMPLE>
                To: "Smith, John" <john@x.example>, jane@y.example (Jane), Team: a@z.example, b@z.example;
                Cc: =?iso-8859-1?Q?Ren=E9?= <rene@x.example>
                Reply-To: <sales@acme.example>
                Subject: =?gb2312?B?tqm1pQ==?= =?gb2312?Q?_SO-1?=
                 and more
                Message-ID: <id.1@x>
                In-Reply-To: <id.0@x>
                References: <id.a@x> <id.b@x>
                 <id.0@x>
                Date: Fri, 03 May 2024 10:20:30 +0800

                Hello
                """);
        assertThat(parsed.from()).containsExactly(new MailAddress("张三", "Zhang@acme.example"));
        assertThat(parsed.to())
                .containsExactly(
                        new MailAddress("Smith, John", "john@x.example"),
                        new MailAddress("Jane", "jane@y.example"),
                        new MailAddress("", "a@z.example"),
                        new MailAddress("", "b@z.example"));
        assertThat(parsed.cc()).containsExactly(new MailAddress("René", "rene@x.example"));
        assertThat(parsed.replyTo()).containsExactly(new MailAddress("", "sales@acme.example"));
        assertThat(parsed.subject()).isEqualTo("订单 SO-1 and more");
        assertThat(parsed.messageId()).isEqualTo("<id.1@x>");
        assertThat(parsed.inReplyTo()).containsExactly("<id.0@x>");
        assertThat(parsed.references()).containsExactly("<id.a@x>", "<id.b@x>", "<id.0@x>");
        assertThat(parsed.date()).contains(Instant.parse("2024-05-03T02:20:30Z"));
        assertThat(parsed.text()).isEqualTo("Hello\n");
        assertThat(parsed.defects()).isEmpty();
        assertThat(parsed.unsearchable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GB18030, gb2312, 我们需要一千台太阳能热水器",
        "GBK, gb2312, 朱镕基喆",
        "GBK, GBK, 请报价",
        "GB18030, iso-8859-1, 我们需要一千台太阳能热水器请尽快报价谢谢",
        "GB18030, us-ascii, 我们需要一千台太阳能热水器请尽快报价谢谢",
        "GB18030, '', 我们需要一千台太阳能热水器请尽快报价谢谢",
        "Big5, big5, 我們需要太陽能熱水器",
        "Big5-HKSCS, big5, 嘅咗",
        "UTF-8, utf-8, 我们 und Größe",
        "UTF-8, iso-8859-1, Größe für Señor",
        "UTF-8, x-unknown, 我们需要",
        "UTF-8, gb2312, 订单确认请查收谢谢您",
        "ISO-8859-1, iso-8859-1, Größe für Señor Müller",
        "windows-1252, us-ascii, Größe für Señor Müller",
        "windows-31j, shift_jis, カタログをお送りください",
        "ISO-2022-JP, iso-2022-jp, カタログをお送りください",
        "EUC-KR, ks_c_5601-1987, 견적서를 보내주세요",
        "KOI8-R, koi8-r, Добрый день",
        "windows-1251, windows-1251, Добрый день"
    })
    void decodesWhatTheLabelMeansOrTheBytesAre(String real, String label, String text) {
        String type = label.isEmpty() ? "text/plain" : "text/plain; charset=\"" + label + "\"";
        byte[] bytes = text.getBytes(Charset.forName(real));
        assertThat(parse(join("Content-Type: " + type + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n", bytes))
                        .text())
                .isEqualTo(text);
        assertThat(parse(("Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                        + Base64.getMimeEncoder().encodeToString(bytes))
                                .getBytes(StandardCharsets.US_ASCII))
                        .text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"GB18030, gb2312", "Big5, big5", "UTF-8, utf-8", "UTF-8, gb2312"})
    void decodesRawHeadersByTheBodysLabel(String real, String label) {
        byte[] subject = "關於訂單的確認".getBytes(Charset.forName(real));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("Subject: ".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(subject);
        out.writeBytes(
                ("\r\nContent-Type: text/plain; charset=" + label + "\r\n\r\nx").getBytes(StandardCharsets.US_ASCII));
        assertThat(parse(out.toByteArray()).subject()).isEqualTo("關於訂單的確認");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?utf-8?B?5Lit?= =?utf-8?B?5paH?= | 中文",
                "=?utf-8?B?5Lit5p?= =?utf-8?B?aH?= | 中文",
                "=?utf-8?Q?=E4=B8?= =?utf-8?Q?=AD?= | 中",
                "a =?utf-8?Q?b_c?= d | a b c d",
                "=?UTF-8?q?what??= | what?",
                "=?utf-8*en?Q?x?= | x",
                "=?utf-8?X?no?= | =?utf-8?X?no?=",
                "=?nonsense?Q?abc?= | abc",
                "=?gbk?B?1tDOxA | =?gbk?B?1tDOxA",
                "=? ?= =?= | =? ?= =?=",
            })
    void decodesEncodedWords(String raw, String decoded) {
        assertThat(parse("Subject: " + raw + "\n\nx").subject()).isEqualTo(decoded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filename=plain.pdf | plain.pdf",
                "filename=\"with; semicolon.pdf\" | with; semicolon.pdf",
                "filename*=utf-8''%E6%8A%A5%E4%BB%B7.pdf | 报价.pdf",
                "filename*0*=gb2312''%B1%A8; filename*1*=%BC%DB; filename*2=.pdf | 报价.pdf",
                "filename=\"=?gb2312?B?saW827Wl?=.xls\" | 饱价单.xls",
                "filename=\"C:\\temp\\a.txt\" | C:\\temp\\a.txt",
                "filename=a b c.txt | a b c.txt",
                "filename=\"报价.pdf\" | 报价.pdf",
                "FileName = \"x.y\" ; size=3 | x.y",
            })
    void readsFileNames(String parameter, String name) {
        ParsedMessage parsed =
                parse("Content-Type: text/plain\nContent-Disposition: attachment; " + parameter + "\n\nabc");
        assertThat(parsed.attachments())
                .containsExactly(new ParsedMessage.AttachedFile(
                        name, "text/plain", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(parsed.attachmentText()).isEqualTo("abc");
        assertThat(parsed.text()).isEmpty();
    }

    @Test
    void readsHtmlAsAPersonWould() {
        ParsedMessage parsed = parse("""
                Content-Type: text/html; charset=utf-8

                <html><head><title>T</title><style>p{}</style><script>var x</script></head>
                <body><p>one&nbsp;two</p><p>thr<b>ee</b></p><table><tr><td>4</td><td>5</td></tr></table>
                <a href="https://x.example/">go</a><img alt="Logo"></body></html>
                """);
        assertThat(parsed.text()).isEqualTo("T\none two\nthree\n4 5\ngo Logo");
        assertThat(parsed.hasLink()).isTrue();
    }

    @Test
    void takesTheCharsetThatAPageNamesInItself() {
        byte[] page = "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><p>请报价</p>"
                .getBytes(Charset.forName("GB18030"));
        assertThat(parse(join("Content-Type: text/html\r\n\r\n", page)).text()).isEqualTo("请报价");
    }

    @Test
    void keepsAlternativesApartAndReadsNestedMail() {
        ParsedMessage parsed = parse("""
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                plain words
                --b
                Content-Type: text/html

                <p>rich words</p>
                --b--
                --a
                Content-Type: message/rfc822
                Content-Disposition: attachment; filename="fwd.eml"

                From: Inner <inner@x.example>
                Subject: inner subject
                Content-Type: multipart/mixed; boundary=c

                --c

                inner body
                --c
                Content-Type: application/zip; name=z.zip
                Content-Transfer-Encoding: base64

                QUJDRA==
                --c--
                --a--
                """);
        assertThat(parsed.text()).contains("plain words", "inner subject", "inner@x.example", "inner body");
        assertThat(parsed.text()).doesNotContain("rich words");
        assertThat(parsed.alternativeText()).contains("rich words");
        assertThat(parsed.attachments())
                .extracting(ParsedMessage.AttachedFile::name)
                .containsExactly("z.zip", "fwd.eml");
        assertThat(parsed.attachments().getFirst().size()).isEqualTo(4);
        assertThat(parsed.documents())
                .extracting(ParsedMessage.Document::name, ParsedMessage.Document::type)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("z.zip", "application/zip"));
    }

    @Test
    void saysWhatIsEncrypted() {
        assertThat(parse("Content-Type: multipart/encrypted; boundary=a\n\n--a\n\nx\n--a--")
                        .unsearchable())
                .anyMatch(one -> one.contains("encrypted"));
        assertThat(parse("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx")
                        .unsearchable())
                .anyMatch(one -> one.contains("encrypted"));
        assertThat(parse("\n-----BEGIN PGP MESSAGE-----\nabc").unsearchable())
                .anyMatch(one -> one.contains("encrypted"));
    }

    @Test
    void saysWhatIsBroken() {
        assertThat(parse("Content-Type: multipart/mixed; boundary=a\n\n--a\n\nhello")
                        .defects())
                .isNotEmpty();
        assertThat(parse("Content-Type: text/plain; charset=utf-9\n\nh\u00e9llo")
                        .defects())
                .anyMatch(one -> one.contains("utf-9"));
        ParsedMessage none = parse("Content-Type: multipart/mixed\n\nno boundary, yet words");
        assertThat(none.text()).contains("yet words");
    }

    @Test
    void neverThrowsOnWhatHasNoFormAtAll() {
        for (String odd : List.of(
                "", "\n", "\r\n\r\n", ":", "::\n", "\u0000", "From", "From: \n", "Subject:", "=?", "--", "a\rb\rc")) {
            assertThat(parse(odd)).isNotNull();
        }
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            assertThat(parse(bytes)).isNotNull();
        }
    }

    @Test
    void neverThrowsOnMutilatedRealMail() throws IOException {
        Random random = new Random(2);
        List<Path> files = Corpus.files("torture");
        for (int i = 0; i < 400; i++) {
            byte[] bytes = Files.readAllBytes(files.get(random.nextInt(files.size())));
            if (bytes.length > 0 && bytes.length < 200_000) {
                for (int n = 0; n < 1 + bytes.length / 500; n++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                ParsedMessage parsed = parse(java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
                for (String text : List.of(parsed.subject(), parsed.text(), parsed.attachmentText())) {
                    assertThat(CleanText.of(text)).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void hostileMessagesCostLittle() {
        String nested = "";
        for (int i = 0; i < 3000; i++) {
            nested += "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n";
        }
        String words = "Subject: " + "=?a?q?".repeat(50_000) + "\n\nx";
        String addresses = "To: " + "a@b.c,".repeat(60_000) + "\n\nx";
        String parameters = "Content-Type: text/plain;" + " a*1*=b;".repeat(30_000) + "\n\nx";
        String headers = "X: y\n".repeat(300_000) + "\nx";
        String parts = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(30_000);
        String comments = "From: " + "(".repeat(200_000) + "\n\nx";
        String tags = "Content-Type: text/html\n\n" + "<div>".repeat(100_000) + "x";
        String mails = "Content-Type: message/rfc822\n\n".repeat(2000) + "x";
        for (String hostile : List.of(nested, words, addresses, parameters, headers, parts, comments, tags, mails)) {
            long start = System.nanoTime();
            assertThat(parse(hostile)).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(hostile.substring(0, 40))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void boundsTheTextItKeepsAndSaysSo() {
        ParsedMessage parsed = parse("\n" + "wort ".repeat(2_000_000));
        assertThat(parsed.text().length()).isLessThanOrEqualTo(PartBudget.MOST_TEXT);
        assertThat(parsed.unsearchable()).anyMatch(one -> one.contains("beyond the first"));
    }

    @Test
    void aSourceThatFailsIsSaidNotThrown() {
        ParsedMessage parsed = MessageParser.parse(new Content() {
            @Override
            public long size() {
                return 5;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("gone");
            }
        });
        assertThat(parsed.unsearchable()).anyMatch(one -> one.contains("gone"));
    }
}
