package io.tradepost.mailets.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.SMTPSessionImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLineFilterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:09:10Z");

    /** RFC 5321 section 4.4 with the shape that we give it: three folded lines, then the date on a fourth. */
    private static final Pattern TRACE = Pattern.compile("""
            Received: from [\\x21-\\x7e]{1,255} \\(\\[[0-9a-fA-F.:%]+]\\)\r
            \tby [\\x21-\\x7e]+ \\(Tradepost\\) with (SMTP|ESMTPS?A?) id \\S+(\r
            \tfor <[^<>\r\n]+>)?;\r
            \t\\w{3}, \\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}\r
            """);

    private final TraceLineFilter filter = new TraceLineFilter(Clock.fixed(NOW, ZoneId.of("Asia/Shanghai")));
    private final List<byte[]> passed = new ArrayList<>();

    private static SMTPSession session(boolean tls) {
        return new SMTPSessionImpl(
                new Transport(new InetSocketAddress("192.0.2.7", 40_000), tls), new SMTPConfigurationImpl());
    }

    private static SMTPSession greeted(String mode, String helo) {
        SMTPSession session = session(false);
        session.setAttachment(SMTPSession.CURRENT_HELO_MODE, mode, State.Connection);
        session.setAttachment(SMTPSession.CURRENT_HELO_NAME, helo, State.Connection);
        return session;
    }

    private String after(SMTPSession session, String... lines) {
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(filter.onLine(session, bytes, (same, passedOn) -> {
                        passed.add(passedOn);
                        return null;
                    }))
                    .isNull();
        }
        StringBuilder all = new StringBuilder();
        passed.forEach(line -> all.append(new String(line, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    @Test
    void putsOneWellFormedFieldAboveTheMessageAndChangesNoByteOfIt() {
        String whole = after(greeted("EHLO", "mx.buyer.example"), "Subject: x\r\n", "\r\n", "a\u00e4\0b\r\n", ".\r\n");

        assertThat(whole).endsWith("Subject: x\r\n\r\na\u00e4\0b\r\n.\r\n");
        String trace = whole.substring(0, whole.indexOf("Subject:"));
        assertThat(trace).matches(TRACE);
        assertThat(trace).contains("from mx.buyer.example ([192.0.2.7])", " with ESMTP id ");
        assertThat(trace).contains("Mon, 23 Nov 2026 16:09:10 +0800");
    }

    @Test
    void handsOnWholeLinesOnly() {
        after(greeted("EHLO", "mx.buyer.example"), "Subject: x\r\n", ".\r\n");

        assertThat(passed).allSatisfy(line -> {
            String text = new String(line, StandardCharsets.ISO_8859_1);
            assertThat(text).endsWith("\r\n");
            assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
        });
    }

    @Test
    void saysNothingAboveAnEmptyMessageButTheNextOneOfTheSameConnectionHasItsTrace() {
        SMTPSession session = greeted("EHLO", "mx.buyer.example");
        assertThat(after(session, ".\r\n")).isEqualTo(".\r\n");

        session.resetState();
        passed.clear();
        assertThat(after(session, "Subject: next\r\n", ".\r\n")).startsWith("Received: from ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil\r\nX-Injected: yes",
                "evil\nX-Injected: yes",
                "evil) (by trusted.example",
                "a\u0000b\u001bc\u007f",
                "\u4e2d\u6587.example",
                "with spaces\tand tabs",
                "-->]]><script>",
                ""
            })
    void staysOneWellFormedFieldWhateverTheClientCallsItself(String helo) {
        String trace = after(greeted("EHLO", helo), "Subject: x\r\n").replace("Subject: x\r\n", "");

        assertThat(trace).matches(TRACE);
        assertThat(trace).doesNotContain("\nX-Injected");
    }

    @Test
    void cutsANameThatIsLongerThanAnyHostName() {
        String trace = after(greeted("EHLO", "x".repeat(5_000)), "Subject: x\r\n");

        assertThat(trace.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(998));
    }

    @Test
    void namesTheProtocolAsRfc3848Does() {
        SMTPSession plain = greeted("HELO", "old.example");
        assertThat(after(plain, "a\r\n")).contains(" with SMTP id ");

        passed.clear();
        SMTPSession secured = session(true);
        secured.setAttachment(SMTPSession.CURRENT_HELO_MODE, "EHLO", State.Connection);
        secured.setAttachment(SMTPSession.CURRENT_HELO_NAME, "pc", State.Connection);
        assertThat(after(secured, "a\r\n")).contains(" with ESMTPS id ");

        passed.clear();
        SMTPSession signedIn = session(true);
        signedIn.setAttachment(SMTPSession.CURRENT_HELO_MODE, "EHLO", State.Connection);
        signedIn.setUsername(Username.of("lina@tradepost.test"));
        assertThat(after(signedIn, "a\r\n")).contains(" with ESMTPSA id ").doesNotContain("lina@");
    }

    @Test
    void namesASingleRecipientButNeverOneOfSeveralWhichMayBeBlind() throws Exception {
        SMTPSession one = greeted("EHLO", "mx.buyer.example");
        one.setAttachment(SMTPSession.RCPT_LIST, List.of(new MailAddress("lina@tradepost.test")), State.Transaction);
        assertThat(after(one, "a\r\n")).contains("\r\n\tfor <lina@tradepost.test>;");

        passed.clear();
        SMTPSession two = greeted("EHLO", "mx.buyer.example");
        two.setAttachment(
                SMTPSession.RCPT_LIST,
                List.of(new MailAddress("lina@tradepost.test"), new MailAddress("blind@tradepost.test")),
                State.Transaction);
        assertThat(after(two, "a\r\n")).doesNotContain("lina@").doesNotContain("blind@");
    }
}
