package io.tradepost.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedContentTest {
    private static final String TO = "lina@tradepost.test";

    @AfterEach
    void dispose() {
        ReceivedMail.dispose();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] content(Mail mail) throws Exception {
        try (InputStream in = ReceivedContent.of(mail).open()) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: ordinary\r\n\r\nbody\r\n",
                "no header at all\r\n",
                "\r\n\r\nbegins with its body\r\n",
                "subject:no space\r\nSUBJECT : twice\r\nBroken line without colon\r\n\r\nbody\r\n",
                "Subject: folded\r\n \r\n\tthrice\r\n\r\nbody\r\n",
                "From: a\r\nMessage-ID:\r\nContent-Transfer-Encoding: base64\r\n\r\nnot base64 at all!\r\n",
                "Subject: \u00e4\u00f6\u00fc raw eight bit\r\n\r\n\u0000\u0001\u00ff\r\n",
                "Subject: no end of line",
                "\r\n",
                ""
            })
    void givesBackWhatWasSentToTheLastByteWithoutOurTraceLine(String sent) throws Exception {
        Mail mail = ReceivedMail.fromWorld("m1", "buyer@buyer.example", bytes(sent), TO);

        assertThat(content(mail)).isEqualTo(bytes(sent));
    }

    @Test
    void givesBackBytesThatAreNoMailAtAll() throws Exception {
        byte[] noise = new byte[200_000];
        new Random(20_261_123).nextBytes(noise);

        assertThat(content(ReceivedMail.fromWorld("m1", "buyer@buyer.example", noise, TO)))
                .isEqualTo(noise);
    }

    @Test
    void keepsATraceLineThatTheSenderForged() throws Exception {
        byte[] sent = bytes(ReceivedMail.TRACE + "Subject: two traces\r\n\r\nbody\r\n");

        assertThat(content(ReceivedMail.fromWorld("m1", "buyer@buyer.example", sent, TO)))
                .as("only the first one is ours")
                .isEqualTo(sent);
    }

    @Test
    void cutsNothingOffWhatDoesNotBeginWithTheNotedTrace() throws Exception {
        byte[] bounce = bytes("Received: from somebody else\r\nSubject: x\r\n\r\nbody\r\n");
        FakeMail mail = ReceivedMail.fromServer("m1", "", bounce, TO);
        MailFactsAttributes.note(mail, MailFactsAttributes.TRACE, ReceivedMail.TRACE);

        assertThat(content(mail)).isEqualTo(bounce);
    }

    @Test
    void canBeReadTwice() throws Exception {
        byte[] sent = bytes("Subject: x\r\n\r\nbody\r\n");
        Mail mail = ReceivedMail.fromWorld("m1", "buyer@buyer.example", sent, TO);

        assertThat(content(mail)).isEqualTo(sent);
        assertThat(content(mail)).isEqualTo(sent);
    }
}
