package io.tradepost.archive.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.journal.Forgery;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.Seals;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.InclusionProof;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.place.ShelfPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law L7, from the other side: what is read carries the number of the record that says so, that record stands in the same tree
 * as everything else, and it can't be taken away unseen.
 */
class AuditCompletenessTest {
    @TempDir
    Path folder;

    private final List<Long> audits = new ArrayList<>();
    private SealedSample sample;
    private MessageId message;

    @BeforeEach
    void read() throws IOException {
        sample = new SealedSample(folder);
        Files.createDirectory(sample.vault());
        ArchiveSettings settings = ArchiveSettings.embedded(folder.resolve("archive"))
                .withProof(SealedSample.settings()
                        .withPlaces(List.of(ShelfPlace.folder(SealedSample.VAULT, sample.vault()))));
        try (Archive archive = Archive.open(settings)) {
            message = archive.capture(Mails.delivery("1", Mails.plain("a@x", "b@y", "s", "one")))
                    .id();
            for (int i = 0; i < 5; i++) {
                audits.add(archive.raw(message, Mails.officer())
                        .orElseThrow()
                        .auditRecord()
                        .orElseThrow());
            }
            archive.proofs().checkpoint();
            assertThat(archive.proofs().publishNow()).allMatch(place -> place.ok());
            assertThat(archive.verify(progress -> {}).problems()).isEmpty();
        }
    }

    @Test
    void everyReadingNamesItsRecordAndThatRecordIsProvedByASignedHead() {
        assertThat(audits).doesNotHaveDuplicates();
        try (Journal journal = sample.open();
                ProofDesk desk = new ProofDesk(
                        journal,
                        sample.proof(),
                        SealedSample.settings(),
                        Seals.in(sample.folder().resolve("archive").resolve("keys"), journal),
                        Clock.systemUTC())) {
            for (long sequence : audits) {
                StoredRecord record = journal.read(sequence).orElseThrow();
                AuditEvent event = Payloads.audit(record);
                assertThat(event.action()).isEqualTo("raw");
                assertThat(event.target()).isEqualTo(message.value());
                assertThat(event.who()).isEqualTo(Mails.officer().who());
                InclusionProof proof = desk.prove(record);
                assertThat(proof.holds()).isTrue();
                assertThat(proof.checkpoint().size()).isGreaterThan(sequence);
            }
        }
    }

    @Test
    void anAuditRecordThatIsTakenAwayIsMissedAndNamed() throws Exception {
        long gone = audits.get(2);
        Forgery forgery = Forgery.of(sample.journal());
        forgery.segments().getFirst().remove((int) gone);
        forgery.write();
        SealedSample.delete(sample.proof().resolve("tile"));
        SealedSample.delete(sample.proof().resolve("checkpoint"));
        SealedSample.Stranger theirs = sample.theirs();
        VerifyReport ours = sample.ours();
        assertThat(ours.firstBad()).hasValue(gone);
        assertThat(theirs.firstBad()).isEqualTo(gone);
    }
}
