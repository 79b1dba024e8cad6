package io.tradepost.archive.proof.place;

import static io.tradepost.archive.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.MovableClock;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.keys.Seals;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.PlaceState;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.ProofSettings;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence by mail: what the messages bring makes a place that knows every leaf. */
class MailPlaceTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEEPER = "keeper@outside.example";
    private static final String POSTMASTER = "postmaster@ours.example";

    @TempDir
    Path folder;

    @Test
    void messagesTogetherMakeAPlaceThatTellsOnAnyChange() throws Exception {
        List<byte[]> outbox = new CopyOnWriteArrayList<>();
        boolean[] down = {true};
        MailPlace mail = new MailPlace(
                new MailPlace.Settings(
                        "keeper@outside.example", "postmaster@ours.example", Duration.ZERO, folder.resolve("mailed")),
                (recipient, message) -> {
                    if (down[0]) {
                        throw ArchiveException.temporary("down", new IllegalStateException("down"));
                    }
                    assertThat(recipient).isEqualTo("keeper@outside.example");
                    outbox.add(message);
                },
                CLOCK);
        ProofSettings settings = ProofSettings.usual("mail.example/archive")
                .withEvery(Duration.ofDays(1))
                .withPlaces(List.of(mail));
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, CLOCK));
                ProofDesk desk = new ProofDesk(
                        journal, folder.resolve("proof"), settings, Seals.in(folder.resolve("keys"), journal), CLOCK)) {
            write(journal, 300);
            desk.checkpoint();
            assertThat(desk.publishNow()).noneMatch(PlaceState::ok);
            down[0] = false;
            assertThat(desk.publishNow()).allMatch(PlaceState::ok);
            write(journal, 400);
            desk.checkpoint();
            assertThat(desk.publishNow()).allMatch(PlaceState::ok);
            assertThat(outbox.size()).isGreaterThan(1);
            MailedEvidence unpacked = new MailedEvidence(folder.resolve("unpacked"));
            for (byte[] message : outbox) {
                assertThat(unpacked.unpack(new ByteArrayInputStream(message))).isGreaterThan(3);
            }
            EvidenceShelf place = EvidenceShelf.secondPlace(
                    new FolderShelf("mailbox", folder.resolve("unpacked"), true), journal.id());
            VerifyReport report = desk.verify(progress -> {}, false, List.of(place));
            assertThat(report.problems()).isEmpty();
            assertThat(report.compared()).anyMatch(row -> row.place().equals("mailbox") && row.newest() > 700);
        }
    }

    @Test
    void aCheckpointThatWasMailedBegetsNoOtherAndAtMostOneIsMailedInItsTime() throws Exception {
        MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
        List<byte[]> outbox = new CopyOnWriteArrayList<>();
        MailPlace.Settings day =
                new MailPlace.Settings(KEEPER, POSTMASTER, Duration.ofDays(1), folder.resolve("mailed"));
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, clock))) {
            MailPlace mail = new MailPlace(
                    day,
                    (recipient, message) -> {
                        outbox.add(message);
                        archiveOwnMail(journal, message, outbox.size(), clock.instant());
                    },
                    clock);
            ProofSettings settings = ProofSettings.usual("mail.example/archive")
                    .withEvery(Duration.ofMillis(1))
                    .withPlaces(List.of(mail));
            try (ProofDesk desk = new ProofDesk(
                    journal, folder.resolve("proof"), settings, Seals.in(folder.resolve("keys"), journal), clock)) {
                write(journal, 3);
                await().atMost(PATIENCE).until(() -> outbox.size() == 1);
                long signed = desk.newest().orElseThrow().size();
                // What the interval does on its own is over when the tree holds everything and it has looked again.
                await().during(Duration.ofMillis(600))
                        .atMost(PATIENCE)
                        .until(() -> desk.newest().orElseThrow().size() == signed);
                clock.move(Duration.ofDays(9));
                assertThat(desk.publishNow()).allMatch(PlaceState::ok);
                assertThat(outbox).as("nothing but our own mail came").hasSize(1);

                write(journal, 1);
                await().atMost(PATIENCE).until(() -> outbox.size() == 2);
                write(journal, 1);
                desk.checkpoint();
                assertThat(desk.publishNow()).allMatch(PlaceState::ok);
                assertThat(outbox).as("not its time").hasSize(2);
                clock.move(Duration.ofDays(1));
                assertThat(desk.publishNow()).allMatch(PlaceState::ok);
                assertThat(outbox).as("its time has come").hasSize(3);
            }
            long records = journal.nextSequence();
            try (ProofDesk desk = new ProofDesk(
                    journal, folder.resolve("proof"), settings, Seals.in(folder.resolve("keys"), journal), clock)) {
                clock.move(Duration.ofDays(2));
                assertThat(desk.publishNow()).allMatch(PlaceState::ok);
            }
            assertThat(outbox).as("nor after a restart").hasSize(3);
            assertThat(journal.nextSequence()).isEqualTo(records);
        }
    }

    @Test
    void whatIsNotDueIsSentWhenItIsAndNotTenMinutesLater() throws Exception {
        List<byte[]> outbox = new CopyOnWriteArrayList<>();
        MailPlace mail = new MailPlace(
                new MailPlace.Settings(KEEPER, POSTMASTER, Duration.ofSeconds(2), folder.resolve("mailed")),
                (recipient, message) -> outbox.add(message),
                CLOCK);
        ProofSettings settings = ProofSettings.usual("mail.example/archive")
                .withEvery(Duration.ofDays(1))
                .withPlaces(List.of(mail));
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, CLOCK));
                ProofDesk desk = new ProofDesk(
                        journal, folder.resolve("proof"), settings, Seals.in(folder.resolve("keys"), journal), CLOCK)) {
            write(journal, 1);
            desk.checkpoint();
            desk.publishNow();
            assertThat(outbox).hasSize(1);
            write(journal, 1);
            desk.checkpoint();
            await().atMost(PATIENCE).until(() -> outbox.size() == 2);
        }
    }

    @Test
    void nobodyOutsideSendsAMessageThatLooksLikeOurEvidence() {
        MailPlace mail = new MailPlace(
                new MailPlace.Settings(KEEPER, POSTMASTER, Duration.ZERO, folder.resolve("mailed")),
                (recipient, message) -> {},
                CLOCK);
        assertThat(mail.wasSent(delivery("local", POSTMASTER, KEEPER))).isTrue();
        assertThat(mail.wasSent(delivery("smtp", POSTMASTER, KEEPER))).isFalse();
        assertThat(mail.wasSent(delivery("local", POSTMASTER, "li@ours.example")))
                .isFalse();
        assertThat(mail.wasSent(delivery("local", "", KEEPER))).isFalse();
    }

    private static void archiveOwnMail(Journal journal, byte[] message, int number, Instant at) {
        Delivery own = delivery("local", POSTMASTER, KEEPER);
        MessageId id = new MessageId(String.format(Locale.ROOT, "01HX0000000000000000%06d", number));
        journal.append(Payloads.delivery(
                id,
                new Delivery(
                        "evidence-" + number,
                        at,
                        Direction.OUTBOUND,
                        own.envelope(),
                        own.session(),
                        List.of(),
                        Content.of(message))));
        journal.append(Payloads.link(new LinkEvent(id, at, "matcher", "test", List.of())));
    }

    private static Delivery delivery(String source, String from, String to) {
        return new Delivery(
                "k",
                CLOCK.instant(),
                Direction.OUTBOUND,
                new Envelope(from, List.of(to)),
                new SessionFacts("", "", "", "", "k", source, Map.of()),
                List.of(),
                Content.of(new byte[] {1}));
    }

    @Test
    void aMessageOfAStrangerPutsNothingElsewhere() {
        String hostile = String.join(
                "\r\n",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Location: ../../x",
                "",
                "x",
                "--b",
                "Content-Location: 00000000-0000-0000-0000-000000000000/checkpoint/../../y",
                "",
                "y",
                "--b--",
                "");
        MailedEvidence unpacked = new MailedEvidence(folder.resolve("unpacked"));
        assertThat(unpacked.unpack(
                        new ByteArrayInputStream(hostile.getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                .isZero();
        assertThat(folder.resolve("unpacked")).doesNotExist();
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }

    private static void write(Journal journal, int records) {
        for (int i = 0; i < records; i++) {
            journal.append(Payloads.audit(
                    new AuditEvent(CLOCK.instant(), "li", "officer", "test", "view", "m" + i, "done", Map.of())));
        }
    }
}
