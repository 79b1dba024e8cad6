package io.tradepost.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkStatus;
import io.tradepost.trade.Matcher;
import io.tradepost.trade.SampleTrade;
import io.tradepost.trade.TradeDatabase;
import io.tradepost.trade.TradeSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagMessageTest {
    /** An order of the sample, and a contact of its customer whose address nobody else has. */
    private record Known(String customer, String contact, String order) {}

    @TempDir
    private Path folder;

    private Company company;
    private String sample = "";
    private Known known = new Known("", "", "");

    @BeforeEach
    void open() throws SQLException {
        company = new Company(folder);
        sample = SampleTrade.createEmbedded(folder.resolve("trade"), List.of(Company.LINA.value()));
        known = known();
    }

    @AfterEach
    void close() {
        company.close();
    }

    private Known known() throws SQLException {
        try (Connection connection = DriverManager.getConnection(sample, SampleTrade.USER, "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT o.customer_code, c.email, o.number
                        FROM tp_order o JOIN tp_contact c ON c.customer_code = o.customer_code
                        JOIN tp_customer k ON k.code = o.customer_code
                        WHERE o.kind = 'order' AND k.domain <> ''
                          AND c.email LIKE CONCAT('%@', k.domain)
                        ORDER BY o.number FETCH FIRST 1 ROW ONLY""")) {
            assertThat(row.next()).isTrue();
            return new Known(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    private TradeDatabase trade(String url) {
        return TradeDatabase.open(TradeSettings.of(url, SampleTrade.USER, "", company.directory.domains())
                .every(Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }

    private TagMessage mailet(TradeDatabase trade) {
        return new TagMessage(new Tagger(company.archive, trade, new Matcher(), company.directory, Clock.systemUTC()));
    }

    private FakeMail captured(String name, String from, String subject) throws MessagingException {
        byte[] sent = ("From: <" + from + ">\r\nTo: <lina@tradepost.test>\r\nMessage-ID: <" + name
                        + "@buyer.example>\r\nSubject: " + subject + "\r\n\r\nhello\r\n")
                .getBytes(StandardCharsets.UTF_8);
        FakeMail mail = ReceivedMail.fromWorld(name, from, sent, "lina@tradepost.test");
        new CaptureMessage(company.archive, company.directory, Clock.systemUTC()).service(mail);
        return mail;
    }

    private List<Link> links() {
        List<ArchivedMessage> archived = company.archived();
        assertThat(archived).hasSize(1);
        return archived.get(0).links();
    }

    @Test
    void linksMailOfAKnownContactAndNotesItForTheDeliveredCopy() throws Exception {
        try (TradeDatabase trade = trade(sample)) {
            trade.refresh();
            FakeMail mail = captured("Mail1-1", known.contact(), "About " + known.order());
            mailet(trade).service(mail);

            assertThat(links())
                    .anySatisfy(link -> {
                        assertThat(link.kind()).isEqualTo("customer");
                        assertThat(link.key()).isEqualTo(known.customer());
                        assertThat(link.status()).isEqualTo(LinkStatus.LINKED);
                    })
                    .anySatisfy(link -> {
                        assertThat(link.key()).isEqualTo(known.order());
                        assertThat(link.customer()).isEqualTo(known.customer());
                        assertThat(link.status()).isEqualTo(LinkStatus.LINKED);
                        assertThat(link.evidence()).isNotEmpty();
                    });
            assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.LINK_KEYWORD))
                    .contains("$Linked");
            assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.LINK_HEADER))
                    .hasValueSatisfying(header ->
                            assertThat(header).contains("customer=" + known.customer(), "order=" + known.order()));
        }
    }

    @Test
    void putsAStrangerWhoQuotesOurNumberBeforeAPersonAndLinksNothing() throws Exception {
        try (TradeDatabase trade = trade(sample)) {
            trade.refresh();
            FakeMail mail = captured("Mail1-1", "stranger@unheard-of.example", "About " + known.order());
            mailet(trade).service(mail);

            assertThat(links()).isNotEmpty().allMatch(link -> link.status() == LinkStatus.SUGGESTED);
            assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.LINK_KEYWORD))
                    .contains("$Review");
            assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.LINK_HEADER))
                    .isEmpty();
        }
    }

    @Test
    void writesDownThatItLookedAndFoundNothing() throws Exception {
        try (TradeDatabase trade = trade(sample)) {
            trade.refresh();
            FakeMail mail = captured("Mail1-1", "stranger@unheard-of.example", "Hello");
            mailet(trade).service(mail);

            assertThat(links()).isEmpty();
            assertThat(company.archive.history(company.archived().get(0).id(), Company.OFFICER))
                    .hasSize(1);
            assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.LINK_KEYWORD))
                    .isEmpty();
        }
    }

    @Test
    void letsTheMailGoOnWhileTheTradeDatabaseIsAway() throws Exception {
        try (TradeDatabase trade = trade("jdbc:mariadb://127.0.0.1:1/nothing?connectTimeout=200")) {
            FakeMail mail = captured("Mail1-1", known.contact(), "About " + known.order());
            mailet(trade).service(mail);

            assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
            assertThat(links()).isEmpty();
            assertThat(company.archive.history(company.archived().get(0).id(), Company.OFFICER))
                    .as("no decision: it is tagged later")
                    .isEmpty();
        }
    }

    @Test
    void letsTheMailGoOnWhenTheArchiveTakesNoLinks() throws Exception {
        try (TradeDatabase trade = trade(sample)) {
            trade.refresh();
            FakeMail mail = captured("Mail1-1", known.contact(), "About " + known.order());
            company.closeArchive();
            mailet(trade).service(mail);

            assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
            assertThat(MailFactsAttributes.text(mail, MailFactsAttributes.LINK_KEYWORD))
                    .isEmpty();
        }
    }

    @Test
    void saysSoWhenItStandsBeforeCapture() throws Exception {
        try (TradeDatabase trade = trade(sample)) {
            Mail mail = ReceivedMail.fromWorld("Mail1-1", known.contact(), new byte[] {'x'}, "lina@tradepost.test");

            assertThatThrownBy(() -> mailet(trade).service(mail))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("CaptureMessage");
        }
    }

    @Test
    void followsAReplyToAMailThatWasTaggedAMomentAgo() throws Exception {
        try (TradeDatabase trade = trade(sample)) {
            trade.refresh();
            mailet(trade).service(captured("Mail1-1", known.contact(), "About " + known.order()));
            byte[] reply = ("From: <lina@tradepost.test>\r\nTo: <" + known.contact()
                            + ">\r\nIn-Reply-To: <Mail1-1@buyer.example>\r\nSubject: Re: thanks\r\n\r\nwelcome\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            Mail mail = ReceivedMail.fromStaff("Mail1-2", "lina@tradepost.test", reply, known.contact());
            new CaptureMessage(company.archive, company.directory, Clock.systemUTC()).service(mail);
            mailet(trade).service(mail);

            ArchivedMessage answer = company.archived().stream()
                    .filter(message -> message.subject().startsWith("Re:"))
                    .findFirst()
                    .orElseThrow();
            assertThat(answer.links())
                    .filteredOn(link -> link.status() == LinkStatus.LINKED)
                    .extracting(Link::key)
                    .containsAll(Set.of(known.customer(), known.order()));
        }
    }
}
