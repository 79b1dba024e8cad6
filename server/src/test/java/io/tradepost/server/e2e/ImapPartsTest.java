package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.server.e2e.kit.RawImap;
import io.tradepost.server.e2e.kit.RunningServer;
import io.tradepost.server.e2e.kit.SharedServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sections of a message (RFC 3501 section 6.4.5), above all of mail that encloses mail. */
class ImapPartsTest {
    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private static final String FORWARDED = """
            From: outer@client.example
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            before
            --b
            Content-Type: text/plain

            one
            --b
            Content-Type: message/rfc822
            Content-Description: forwarded

            From: inner@client.example
            Subject: inner
            Content-Type: multipart/alternative; boundary=i

            --i
            Content-Type: text/plain

            inner one
            --i
            Content-Type: text/html

            <b>inner two</b>
            --i--
            --b
            Content-Type: message/rfc822

            From: simple@client.example
            Subject: simple

            simple text
            --b--
            """;

    private RawImap imap;

    @BeforeEach
    void selectFolder() {
        RunningServer server = SHARED.server();
        RunningServer.DemoAccount zhaomin = server.account("zhaomin");
        imap = RawImap.connectTls(server.port("imaps"));
        assertThat(imap.command("LOGIN " + zhaomin.address() + " " + zhaomin.password()))
                .contains(" OK");
        imap.command("CREATE parts");
        assertThat(imap.command("SELECT parts")).contains(" OK");
    }

    @AfterEach
    void removeFolder() {
        imap.command("DELETE parts");
        imap.close();
    }

    /** Each character is a byte. */
    private void append(String message) {
        String text = message.replace("\n", "\r\n");
        assertThat(imap.command("APPEND parts {" + text.length() + "+}\r\n" + text))
                .contains(" OK");
    }

    /** What stands between the section's length and the answer's closing bracket. */
    private String section(String name) {
        String answer = imap.command("FETCH 1 BODY.PEEK[" + name + "]");
        assertThat(answer).contains(" OK");
        int begin = answer.indexOf("}\n") + 2;
        String length = answer.substring(answer.indexOf('{') + 1, begin - 2);
        String bytes = answer.substring(begin, answer.lastIndexOf(")\n"));
        assertThat(bytes.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
                .as("the length it says")
                .hasSize(Integer.parseInt(length));
        return bytes;
    }

    @Test
    void partsOfAMessageInAMessageAreFoundByTheirNumbers() {
        append(FORWARDED);
        assertThat(section("1")).isEqualTo("one");
        assertThat(section("1.MIME")).isEqualTo("Content-Type: text/plain\n\n");
        assertThat(section("2.MIME")).isEqualTo("Content-Type: message/rfc822\nContent-Description: forwarded\n\n");
        assertThat(section("2.HEADER")).isEqualTo("""
                        From: inner@client.example
                        Subject: inner
                        Content-Type: multipart/alternative; boundary=i

                        """);
        assertThat(section("2.HEADER.FIELDS (SUBJECT)")).isEqualTo("Subject: inner\n\n");
        assertThat(section("2.HEADER.FIELDS.NOT (content-type from)")).isEqualTo("Subject: inner\n\n");
        assertThat(section("2.TEXT")).startsWith("--i\n").endsWith("--i--");
        assertThat(section("2")).startsWith("From: inner@client.example\n").endsWith("--i--");
        assertThat(section("2.1")).isEqualTo("inner one");
        assertThat(section("2.2.MIME")).isEqualTo("Content-Type: text/html\n\n");
        assertThat(section("2.2")).isEqualTo("<b>inner two</b>");
    }

    @Test
    void theOnlyPartOfASimpleMessageInAMessageIsItsText() {
        append(FORWARDED);
        assertThat(section("3.1")).isEqualTo("simple text");
        assertThat(section("3.TEXT")).isEqualTo("simple text");
        assertThat(section("3.1.MIME")).isEqualTo("\n");
        assertThat(section("3.2")).isEmpty();
    }

    @Test
    void aPartThatIsNoMessageHasNoHeaderOfAnother() {
        append(FORWARDED);
        assertThat(section("1.HEADER")).isEmpty();
        assertThat(section("1.TEXT")).isEmpty();
        assertThat(section("4")).isEmpty();
    }

    @Test
    void aMessageThatIsAMessageAndNothingElseHasItAsItsOnlyPart() {
        append("""
                From: outer@client.example
                Mime-Version: 1.0
                Content-Type: message/rfc822

                From: inner@client.example
                Subject: inner

                hello
                """);
        assertThat(section("1")).isEqualTo("From: inner@client.example\nSubject: inner\n\nhello\n");
        assertThat(section("1.HEADER")).isEqualTo("From: inner@client.example\nSubject: inner\n\n");
        assertThat(section("1.TEXT")).isEqualTo("hello\n");
        assertThat(section("1.1")).isEqualTo("hello\n");
        assertThat(section("1.MIME")).isEqualTo("Mime-Version: 1.0\nContent-Type: message/rfc822\n\n");
    }

    @Test
    void aPartOfADigestIsAMessageThoughItDoesNotSaySo() {
        append("""
                Content-Type: multipart/digest; boundary=d

                --d

                From: first@client.example

                first
                --d--
                """);
        assertThat(section("1.HEADER")).isEqualTo("From: first@client.example\n\n");
        assertThat(section("1.1")).isEqualTo("first");
    }

    @Test
    void headerFieldsAreTheBytesThatCameAlsoBeyondAscii() {
        String subject = new String("询价".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        append("Subject:" + subject + "\nX-Folded: a\n\tb\nFrom: a@client.example\n\nhello\n");
        assertThat(section("HEADER.FIELDS (Subject X-Folded)")).isEqualTo("Subject:询价\nX-Folded: a\n\tb\n\n");
        assertThat(section("HEADER.FIELDS.NOT (From)")).isEqualTo("Subject:询价\nX-Folded: a\n\tb\n\n");
        assertThat(section("HEADER.FIELDS (X-None)")).isEqualTo("\n");
    }

    @Test
    void someOctetsOfASectionAreThoseAndNeverMoreThanThereAre() {
        append(FORWARDED);
        assertThat(imap.command("FETCH 1 BODY.PEEK[2.1]<6.100>")).contains("BODY[2.1]<6> {3}\none)");
        assertThat(imap.command("FETCH 1 BODY.PEEK[]<6.5>")).contains("BODY[]<6> {5}\nouter)");
        assertThat(imap.command("FETCH 1 BODY.PEEK[TEXT]<0.6>")).contains("BODY[TEXT]<0> {6}\nbefore)");
        assertThat(imap.command("FETCH 1 BODY.PEEK[HEADER.FIELDS (From)]<0.4>"))
                .contains("BODY[HEADER.FIELDS (From)]<0> {4}\nFrom)");
        assertThat(imap.command("FETCH 1 BODY.PEEK[]<4294967295.1>")).contains("BODY[]<4294967295> {0}\n)");
    }

    @Test
    void sectionsThatTheGrammarDoesNotHaveAreBad() {
        append(FORWARDED);
        assertThat(imap.command("FETCH 1 BODY[0]")).contains(" BAD");
        assertThat(imap.command("FETCH 1 BODY[1.0]")).contains(" BAD");
        assertThat(imap.command("FETCH 1 BODY[MIME]")).contains(" BAD");
    }

    @Test
    void theStructureComesBesideSections() {
        append("Subject: s\n\nhello\n");
        assertThat(imap.command("FETCH 1 (BODY BODY.PEEK[TEXT])"))
                .contains("BODY (\"TEXT\" \"PLAIN\"")
                .contains("BODY[TEXT] {7}\nhello\n")
                .doesNotContain("BODYSTRUCTURE");
    }
}
