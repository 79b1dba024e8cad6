package io.tradepost.archive.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.FolderTree;
import io.tradepost.archive.Waiting;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.keys.Seals;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.place.ShelfPlace;
import io.tradepost.archive.proof.tree.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints: made when they are due, continued and never contradicted, whatever happens to the files. */
class ProofDeskTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ProofSettings ASKED_ONLY =
            ProofSettings.usual("mail.example/archive").withEvery(Duration.ofDays(1));

    @TempDir
    Path folder;

    /** A journal and its proofs, open. */
    private record Open(Journal journal, ProofDesk proofs) implements AutoCloseable {
        void write(int records) {
            for (int i = 0; i < records; i++) {
                journal.append(Payloads.audit(
                        new AuditEvent(CLOCK.instant(), "li", "officer", "test", "view", "m" + i, "done", Map.of())));
            }
        }

        @Override
        public void close() {
            try (journal;
                    proofs) {
                assertThat(journal.id()).isEqualTo(proofs.journal());
            }
        }
    }

    private Open open(ProofSettings settings) {
        Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, CLOCK));
        return new Open(
                journal,
                new ProofDesk(
                        journal, folder.resolve("proof"), settings, Seals.in(folder.resolve("keys"), journal), CLOCK));
    }

    @Test
    void everyRecordBelowACheckpointCanBeProvedByItAndEveryCheckpointContinuesTheOneBefore() {
        List<SignedCheckpoint> made = new ArrayList<>();
        try (Open open = open(ASKED_ONLY)) {
            for (int round = 0; round < 12; round++) {
                open.write(1 + 37 * round);
                made.add(open.proofs.checkpoint());
            }
        }
        try (Open open = open(ASKED_ONLY)) {
            for (SignedCheckpoint one : made) {
                assertThat(open.proofs.checkpoint(one.size())).contains(one);
                ConsistencyProof proof =
                        open.proofs.prove(one.size(), made.getLast().size()).orElseThrow();
                assertThat(proof.holds()).isTrue();
            }
            for (long sequence = 0; sequence < made.getLast().size(); sequence += 13) {
                InclusionProof proof =
                        open.proofs.prove(open.journal.read(sequence).orElseThrow());
                assertThat(proof.holds()).as("record %d", sequence).isTrue();
                InclusionProof other = new InclusionProof(
                        proof.journal(),
                        sequence ^ 1,
                        proof.leafPart(),
                        proof.metadata(),
                        proof.path(),
                        proof.checkpoint(),
                        proof.keys(),
                        proof.token());
                assertThat(other.holds()).isFalse();
            }
        }
    }

    @Test
    void aCheckpointIsMadeWhenTheTimeHasComeAndSomethingIsNew() {
        try (Open open = open(ASKED_ONLY.withEvery(Duration.ofMillis(20)))) {
            open.write(3);
            Waiting.await()
                    .atMost(PATIENCE)
                    .until(() -> open.proofs
                            .newest()
                            .filter(newest -> newest.size() >= 4)
                            .isPresent());
            long size = open.proofs.newest().orElseThrow().size();
            long records = open.journal.nextSequence();
            assertThat(records).as("a checkpoint is itself a record").isGreaterThan(size);
            Waiting.await()
                    .during(Duration.ofMillis(900))
                    .atMost(PATIENCE)
                    .until(() -> open.journal.nextSequence() == records);
            open.write(1);
            Waiting.await()
                    .atMost(PATIENCE)
                    .until(() -> open.proofs.newest().orElseThrow().size() > size);
        }
    }

    @Test
    void aCheckpointIsMadeWhenASegmentIsSealedAndAtTheEnd() {
        long sealed;
        try (Open open = open(ASKED_ONLY)) {
            long before = open.journal.lastSegmentStart();
            while (open.journal.lastSegmentStart() == before) {
                open.write(20);
            }
            long end = open.journal.lastSegmentStart();
            Waiting.await()
                    .atMost(PATIENCE)
                    .until(() -> open.proofs
                            .newest()
                            .filter(newest -> newest.size() >= end)
                            .isPresent());
            sealed = open.proofs.newest().orElseThrow().size();
            open.write(5);
        }
        try (Open open = open(ASKED_ONLY)) {
            assertThat(open.proofs.newest().orElseThrow().size()).isGreaterThan(sealed);
            long records = open.journal.nextSequence();
            open.proofs.close();
            assertThat(open.journal.nextSequence())
                    .as("nothing new, nothing to sign")
                    .isEqualTo(records);
        }
    }

    @Test
    void tilesAndCheckpointsThatAreDeletedOrSpoiltAreMadeAgainFromTheJournal() throws IOException {
        SignedCheckpoint before;
        try (Open open = open(ASKED_ONLY)) {
            open.write(700);
            before = open.proofs.checkpoint();
        }
        Path tile = folder.resolve("proof").resolve(Tile.full(0, 1).path());
        byte[] good = Files.readAllBytes(tile);
        byte[] bad = good.clone();
        bad[77] ^= 1;
        Files.write(tile, bad);
        try (Open open = open(ASKED_ONLY)) {
            open.write(1);
            SignedCheckpoint after = open.proofs.checkpoint();
            assertThat(after.size()).isGreaterThan(before.size());
            assertThat(open.proofs
                            .prove(before.size(), after.size())
                            .orElseThrow()
                            .holds())
                    .isTrue();
        }
        assertThat(tile).hasBinaryContent(good);
        for (String derived : List.of("tile", "checkpoint")) {
            FolderTree.delete(folder.resolve("proof").resolve(derived));
        }
        try (Open open = open(ASKED_ONLY)) {
            Waiting.await()
                    .atMost(PATIENCE)
                    .until(() -> open.proofs.checkpoint(before.size()).isPresent());
            assertThat(open.proofs.checkpoint(before.size())).contains(before);
            assertThat(open.proofs.checkpoint().size()).isGreaterThan(before.size());
        }
        assertThat(tile).hasBinaryContent(good);
    }

    @Test
    void theKeyBelongsToItsOwnerAloneAndANewOneIsVouchedForByTheOld() throws Exception {
        SignedCheckpoint old;
        VerifierKey young;
        try (Open open = open(ASKED_ONLY)) {
            open.write(3);
            old = open.proofs.checkpoint();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            folder.resolve("proof").resolve("signing-key"))))
                    .isEqualTo("rw-------");
            young = open.proofs.rotateKey();
        }
        try (Open open = open(ASKED_ONLY)) {
            List<VerifierKey> keys = open.proofs.keys();
            assertThat(keys).hasSize(2).last().isEqualTo(young);
            old.check(keys);
            open.write(1);
            SignedCheckpoint now = open.proofs.checkpoint();
            now.check(List.of(young));
            assertThatThrownBy(() -> old.check(List.of(young))).isInstanceOf(Exception.class);
            assertThat(open.proofs.prove(old.size(), now.size()).orElseThrow().holds())
                    .isTrue();
        }
    }

    @Test
    void nothingIsSignedOverAJournalThatASecondPlaceKnowsOtherwise() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path copy = folder.resolve("copy");
        ProofSettings settings = ASKED_ONLY.withPlaces(List.of(ShelfPlace.folder("vault", outside)));
        try (Open open = open(settings)) {
            open.write(300);
            open.proofs.checkpoint();
            assertThat(open.proofs.publishNow()).allMatch(PlaceState::ok);
        }
        FolderTree.copy(folder.resolve("journal"), copy.resolve("journal"));
        FolderTree.copy(folder.resolve("proof"), copy.resolve("proof"));
        try (Open open = open(settings)) {
            open.write(50);
            open.proofs.checkpoint();
            assertThat(open.proofs.publishNow()).allMatch(PlaceState::ok);
        }
        for (String part : List.of("journal", "proof")) {
            FolderTree.delete(folder.resolve(part));
            FolderTree.copy(copy.resolve(part), folder.resolve(part));
        }
        try (Open open = open(settings)) {
            open.journal.append(Payloads.audit(
                    new AuditEvent(CLOCK.instant(), "wu", "admin", "test", "other", "", "done", Map.of())));
            open.write(500);
            assertThatThrownBy(open.proofs::checkpoint)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("vault");
            assertThat(open.proofs.contradicted()).isTrue();
            assertThat(open.proofs.publishNow()).allMatch(PlaceState::diverged);
            assertThat(open.proofs.troubles()).isNotEmpty();
        }
    }

    @Test
    void aPlaceThatIsAwayIsToldLater() throws IOException {
        Path outside = folder.resolve("not-mounted");
        ProofSettings settings = ASKED_ONLY.withPlaces(List.of(ShelfPlace.folder("vault", outside)));
        try (Open open = open(settings)) {
            open.write(5);
            SignedCheckpoint made = open.proofs.checkpoint();
            Waiting.await()
                    .atMost(PATIENCE)
                    .until(() -> open.proofs.troubles().stream()
                            .anyMatch(trouble -> trouble.contains("vault") && trouble.contains("not there")));
            Files.createDirectory(outside);
            Waiting.await()
                    .atMost(PATIENCE)
                    .until(() -> open.proofs.places().getFirst().published() >= made.size());
            // The errand says that it is well again after its work is seen.
            Waiting.await().atMost(PATIENCE).until(() -> open.proofs.troubles().isEmpty());
        }
    }
}
