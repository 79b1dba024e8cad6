package io.tradepost.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.SessionFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureMessageTest {
    private static final byte[] SENT =
            "From: Buyer <buyer@buyer.example>\r\nSubject: Offer\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private Company company;
    private CaptureMessage mailet;

    @BeforeEach
    void open() {
        company = new Company(folder);
        mailet = new CaptureMessage(company.archive, company.directory, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        company.close();
    }

    private ArchivedMessage only() {
        List<ArchivedMessage> archived = company.archived();
        assertThat(archived).hasSize(1);
        return archived.get(0);
    }

    @Test
    void archivesTheBytesTheWholeEnvelopeAndTheFactsOfTheSession() throws Exception {
        Mail mail = ReceivedMail.fromWorld(
                "Mail1-1", "buyer@buyer.example", SENT, "lina@tradepost.test", "blind@tradepost-asia.test");
        mailet.service(mail);

        ArchivedMessage message = only();
        assertThat(company.raw(message)).isEqualTo(SENT);
        assertThat(message.envelope().from()).isEqualTo("buyer@buyer.example");
        assertThat(message.envelope().to())
                .containsExactlyInAnyOrder("lina@tradepost.test", "blind@tradepost-asia.test");
        assertThat(message.receivedAt()).isEqualTo(Instant.ofEpochMilli(1_795_421_350_123L));
        SessionFacts session = message.session();
        assertThat(session.remoteAddress()).isEqualTo("192.0.2.7");
        assertThat(session.helo()).isEqualTo("mx.buyer.example");
        assertThat(session.queueId()).isEqualTo("Mail1-1");
        assertThat(session.source()).isEqualTo("smtp");
        assertThat(session.authUser()).isEmpty();
        assertThat(session.more()).containsEntry("trace", ReceivedMail.TRACE.strip());
        assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.ARCHIVE_ID))
                .contains(message.id().value());
    }

    @Test
    void archivesOnceHoweverOftenTheQueueHandsTheMailOver() throws Exception {
        FakeMail mail = ReceivedMail.fromWorld("Mail1-1", "buyer@buyer.example", SENT, "lina@tradepost.test");
        mailet.service(mail);
        String first =
                MailFactsAttributes.text(mail, MailFactsAttributes.ARCHIVE_ID).orElseThrow();

        // A retried mail carries what earlier mailets changed.
        mail.getMessage().addHeader("X-Changed", "by a mailet");
        mail.setRecipients(List.of(new org.apache.james.core.MailAddress("wangwei@tradepost.test")));
        mailet.service(mail);
        mailet.service(ReceivedMail.fromWorld("Mail1-1", "buyer@buyer.example", SENT, "lina@tradepost.test"));

        ArchivedMessage message = only();
        assertThat(message.id().value()).isEqualTo(first);
        assertThat(message.envelope().to()).containsExactly("lina@tradepost.test");
        assertThat(company.raw(message)).isEqualTo(SENT);
    }

    @Test
    void archivesTwiceWhatCameTwiceUnderTwoNames() throws Exception {
        mailet.service(ReceivedMail.fromWorld("Mail1-1", "buyer@buyer.example", SENT, "lina@tradepost.test"));
        mailet.service(ReceivedMail.fromWorld("Mail1-2", "buyer@buyer.example", SENT, "lina@tradepost.test"));

        assertThat(company.archived()).hasSize(2);
    }

    /** Who sent it, whether signed in, where it goes: which way it crossed the border. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "world  | buyer@buyer.example    | lina@tradepost.test                          | inbound",
                "world  | buyer@buyer.example    | lina@tradepost.test other@elsewhere.example  | inbound",
                "world  | ''                     | lina@tradepost.test                          | inbound",
                "world  | lina@tradepost.test    | wangwei@tradepost.test                       | inbound",
                "staff  | lina@tradepost.test    | wangwei@tradepost.test                       | internal",
                "staff  | lina@tradepost.test    | a@tradepost-asia.test SALES@Tradepost.TEST   | internal",
                "staff  | lina@tradepost.test    | buyer@buyer.example                          | outbound",
                "staff  | lina@tradepost.test    | wangwei@tradepost.test buyer@buyer.example   | outbound",
                "server | ''                     | lina@tradepost.test                          | internal",
                "server | ''                     | buyer@buyer.example                          | outbound",
                "server | postmaster@tradepost.test | lina@tradepost.test                       | internal",
            })
    void tellsWhichWayAMailGoes(String origin, String from, String to, String direction) throws Exception {
        String[] recipients = to.split(" ");
        Mail mail = switch (origin) {
            case "world" -> ReceivedMail.fromWorld("Mail1-1", from, SENT, recipients);
            case "staff" -> ReceivedMail.fromStaff("Mail1-1", from, SENT, recipients);
            default -> ReceivedMail.fromServer("Mail1-1", from, SENT, recipients);
        };
        mailet.service(mail);

        assertThat(only().direction().word()).isEqualTo(direction);
        assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.DIRECTION))
                .contains(direction);
    }

    @Test
    void namesTheAccountsBehindAGroupAndTheOneThatSignedIn() throws Exception {
        mailet.service(ReceivedMail.fromWorld("Mail1-1", "buyer@buyer.example", SENT, "Sales@tradepost.test"));
        assertThat(only().account()).containsExactlyInAnyOrder("lina@tradepost.test", "wangwei@tradepost.test");
    }

    @Test
    void namesTheSignedInAccountOfMailThatLeaves() throws Exception {
        Mail mail = ReceivedMail.fromStaff("Mail1-1", "lina@tradepost.test", SENT, "buyer@buyer.example");
        mailet.service(mail);

        ArchivedMessage message = only();
        assertThat(message.account()).containsExactly("lina@tradepost.test");
        assertThat(message.session().authUser()).isEqualTo("lina@tradepost.test");
        assertThat(message.session().tls()).startsWith("TLSv1.3");
    }

    @Test
    void archivesABounceOfOurOwnUnderThePersonItIsFor() throws Exception {
        mailet.service(ReceivedMail.fromServer("Mail1-1-!7", "", SENT, "lina@tradepost.test"));

        ArchivedMessage message = only();
        assertThat(message.envelope().from()).isEmpty();
        assertThat(message.account()).containsExactly("lina@tradepost.test");
        assertThat(message.session().source()).isEqualTo("local");
        assertThat(message.session().remoteAddress()).isEmpty();
    }

    @Test
    void failsWhenTheArchiveDoesSoThatTheMailWaits() throws Exception {
        company.closeArchive();
        Mail mail = ReceivedMail.fromWorld("Mail1-1", "buyer@buyer.example", SENT, "lina@tradepost.test");

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Mail1-1");
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
        assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.ARCHIVE_ID))
                .isEmpty();
    }

    @Test
    void archivesWhileTheAccountsCannotBeAsked() throws Exception {
        company.accounts.close();
        mailet.service(ReceivedMail.fromWorld("Mail1-1", "buyer@buyer.example", SENT, "lina@tradepost.test"));

        assertThat(only().account()).containsExactly("lina@tradepost.test");
    }
}
