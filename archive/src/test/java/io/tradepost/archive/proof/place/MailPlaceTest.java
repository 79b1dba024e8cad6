package io.tradepost.archive.proof.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.PlaceState;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.ProofSettings;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence by mail: what the messages bring makes a place that knows every leaf. */
class MailPlaceTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    @Test
    void messagesTogetherMakeAPlaceThatTellsOnAnyChange() throws Exception {
        List<byte[]> outbox = new ArrayList<>();
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
                ProofDesk desk = new ProofDesk(journal, folder.resolve("proof"), settings, CLOCK)) {
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
