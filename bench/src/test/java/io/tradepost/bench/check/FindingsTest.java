package io.tradepost.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.SessionFacts;
import io.tradepost.bench.load.Ledger;
import io.tradepost.bench.load.LoadMail;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.load.Topic;
import io.tradepost.bench.process.Site;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a server could break its word is put before the check, on a real archive. */
class FindingsTest {
    private static final String RECIPIENT = "lina@tradepost.test";
    private static final int BYTES = 2_000;

    private final SplittableRandom random = new SplittableRandom(5);
    private final MailFactory factory = new MailFactory(
            "t",
            new MailFactory.Shape(
                    List.of(RECIPIENT), List.of(new Topic("anna@kontor.example", "Offer")), BYTES, BYTES + 1, 1),
            5);
    private final Ledger ledger = new Ledger();

    @TempDir
    private Path home;

    private LoadMail acknowledged() {
        LoadMail mail = factory.next(random);
        ledger.acknowledged(mail);
        return mail;
    }

    private static Delivery delivery(LoadMail mail, String key) {
        return new Delivery(
                key,
                Instant.parse("2026-11-23T10:00:00Z"),
                Direction.INBOUND,
                new Envelope(mail.from(), mail.recipients()),
                new SessionFacts("192.0.2.7", "load.example", "", "", key, "smtp", Map.of()),
                mail.recipients(),
                Content.of(mail.content()));
    }

    private Findings examine(List<Delivery> kept, Map<String, Integer> mailbox, int verified) {
        Site site = Site.prepare(home, Optional.empty(), Optional.empty());
        try (Archive archive =
                Archive.open(new ArchiveSettings(site.archiveFolder(), site.catalog(), Clock.systemUTC(), 1 << 20)
                        .withMinFreeBytes(0))) {
            kept.forEach(archive::capture);
        }
        return Findings.of(site, ledger, Map.of(RECIPIENT, mailbox), verified);
    }

    @Test
    void isCleanWhenAllThatWasAcknowledgedIsArchivedOnceAndDelivered() {
        LoadMail mail = acknowledged();

        Findings findings = examine(List.of(delivery(mail, "k1")), Map.of(mail.messageId(), 1), 0);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.counts()).containsEntry(Findings.ACKNOWLEDGED, 1L);
    }

    @Test
    void missesAnAcknowledgedMessageThatIsNotArchived() {
        LoadMail kept = acknowledged();
        LoadMail lost = acknowledged();

        Findings findings = examine(List.of(delivery(kept, "k1")), Map.of(kept.messageId(), 1, lost.messageId(), 1), 0);

        assertThat(findings.problems())
                .contains(
                        "acknowledged " + lost.token() + " is in the journal 0 times",
                        "acknowledged " + lost.token() + " is in the catalog 0 times",
                        "acknowledged " + lost.token() + " is in the search 0 times");
    }

    @Test
    void countsAMessageThatIsArchivedTwice() {
        LoadMail mail = acknowledged();

        Findings findings =
                examine(List.of(delivery(mail, "k1"), delivery(mail, "k2")), Map.of(mail.messageId(), 1), 0);

        assertThat(findings.problems()).contains("acknowledged " + mail.token() + " is in the journal 2 times");
    }

    @Test
    void missesAnAcknowledgedMessageThatIsInNoMailbox() {
        LoadMail mail = acknowledged();

        Findings findings = examine(List.of(delivery(mail, "k1")), Map.of(), 0);

        assertThat(findings.problems())
                .containsExactly("acknowledged " + mail.token() + " is not in a mailbox of " + RECIPIENT);
    }

    @Test
    void allowsAMessageWithoutAnAnswerToBeKeptOnceOrNotAtAll() {
        LoadMail kept = factory.next(random);
        ledger.unanswered(kept);
        ledger.unanswered(factory.next(random));

        Findings findings = examine(List.of(delivery(kept, "k1")), Map.of(kept.messageId(), 1), 0);

        assertThat(findings.problems()).isEmpty();
    }

    @Test
    void noticesARefusedMessageThatWasKeptAllTheSame() {
        LoadMail mail = factory.next(random);
        ledger.refused(mail);

        Findings findings = examine(List.of(delivery(mail, "k1")), Map.of(), 0);

        assertThat(findings.problems()).containsExactly("1 messages were refused and archived all the same");
    }

    @Test
    void noticesAMessageThatNobodySentAndAnArchiveThatDoesNotVerify() {
        LoadMail stranger = factory.next(random);

        Findings findings = examine(List.of(delivery(stranger, "k1")), Map.of(), 1);

        assertThat(findings.problems()).hasSize(2).anyMatch(problem -> problem.contains("sent by nobody"));
    }
}
