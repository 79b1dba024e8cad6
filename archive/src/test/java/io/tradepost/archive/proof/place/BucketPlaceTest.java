package io.tradepost.archive.proof.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.FolderTree;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.keys.Seals;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.PlaceState;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.ProofSettings;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.tree.Tile;
import io.tradepost.archive.segment.S3Mock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Evidence in a bucket, against somebody who has our disks and our key to the bucket. */
class BucketPlaceTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    static Path home;

    private static S3Mock server;

    @TempDir
    Path folder;

    private String bucket;

    @BeforeAll
    static void startServer() {
        server = S3Mock.start(home);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void makeBucket() {
        bucket = "proof" + BUCKETS.incrementAndGet();
        server.makeBucket(bucket);
    }

    private BucketShelf shelf() {
        return new BucketShelf(S3Mock.settings(bucket, server.port()), CLOCK);
    }

    private ProofSettings settings() {
        return ProofSettings.usual("mail.example/archive")
                .withEvery(Duration.ofDays(1))
                .withPlaces(List.of(ShelfPlace.bucket(S3Mock.settings(bucket, server.port()), CLOCK)));
    }

    /** A journal with its proofs, for as long as the work takes. */
    private <T> T with(Work<T> work) {
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, CLOCK));
                ProofDesk desk = new ProofDesk(
                        journal,
                        folder.resolve("proof"),
                        settings(),
                        Seals.in(folder.resolve("keys"), journal),
                        CLOCK)) {
            return work.on(journal, desk);
        }
    }

    private interface Work<T> {
        T on(Journal journal, ProofDesk desk);
    }

    @Test
    void checkpointsAndLeavesLieLockedInTheBucketAndAgreeWithTheJournal() {
        Instant before = Instant.now();
        with((journal, desk) -> {
            for (int round = 0; round < 3; round++) {
                write(journal, 200);
                desk.checkpoint();
                assertThat(desk.publishNow()).allMatch(PlaceState::ok);
            }
            VerifyReport report = desk.verify(progress -> {}, false, List.of());
            assertThat(report.problems()).isEmpty();
            assertThat(report.compared()).anyMatch(row -> row.place().startsWith("s3://") && row.newest() > 600);
            String key = "tradepost/" + journal.id() + "/" + Tile.full(0, 1).path();
            try (S3Client client = server.client()) {
                var lock = client.getObjectRetention(
                                request -> request.bucket(bucket).key(key))
                        .retention();
                assertThat(lock.mode()).isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
                assertThat(lock.retainUntilDate())
                        .isAfter(before.plus(Duration.ofDays(30)).minusSeconds(2));
            }
            return desk;
        });
    }

    @Test
    void aJournalThatWasPutBackIsToldThoughTheBucketsNewestWasPutBackTooAndTheRestHidden() throws IOException {
        SignedCheckpoint early = with((journal, desk) -> {
            write(journal, 300);
            SignedCheckpoint made = desk.checkpoint();
            assertThat(desk.publishNow()).allMatch(PlaceState::ok);
            return made;
        });
        FolderTree.copy(folder.resolve("journal"), folder.resolve("backup/journal"));
        FolderTree.copy(folder.resolve("proof"), folder.resolve("backup/proof"));
        SignedCheckpoint late = with((journal, desk) -> {
            write(journal, 400);
            SignedCheckpoint made = desk.checkpoint();
            assertThat(desk.publishNow()).allMatch(PlaceState::ok);
            return made;
        });
        for (String part : List.of("journal", "proof")) {
            FolderTree.delete(folder.resolve(part));
            FolderTree.copy(folder.resolve("backup").resolve(part), folder.resolve(part));
        }
        with((journal, desk) -> {
            putBack(journal.id(), early);
            assertThatThrownBy(() -> {
                        write(journal, 900);
                        desk.checkpoint();
                    })
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("s3://" + bucket);
            assertThat(desk.contradicted()).isTrue();
            assertThat(desk.publishNow()).allMatch(PlaceState::diverged);
            VerifyReport report = desk.verify(progress -> {}, false, List.of());
            assertThat(report.problems())
                    .as("the first record that is not the one which the bucket has seen")
                    .anyMatch(problem -> problem.sequence() > early.size() && problem.sequence() < late.size());
            return desk;
        });
    }

    /** What our key can do: put an old one over the newest, and hide whatever says more. */
    private void putBack(UUID journal, SignedCheckpoint early) {
        String below = "tradepost/" + journal + "/";
        try (S3Client client = server.client()) {
            client.putObject(
                    request -> request.bucket(bucket).key(below + "checkpoint/newest"),
                    RequestBody.fromBytes(early.bytes()));
            EvidenceShelf there = EvidenceShelf.secondPlace(shelf(), journal);
            for (long size : there.sizes()) {
                if (size > early.size()) {
                    client.deleteObject(request -> request.bucket(bucket).key(below + EvidenceShelf.path(size)));
                }
            }
        }
    }

    @Test
    void whatIsPutOverAnObjectOrHidesItChangesNothingThatWasPutFirst() {
        try (BucketShelf shelf = shelf();
                S3Client client = server.client()) {
            shelf.put("checkpoint/034", "first".getBytes(StandardCharsets.UTF_8));
            shelf.put("checkpoint/034.tst", "stamp".getBytes(StandardCharsets.UTF_8));
            client.putObject(
                    request -> request.bucket(bucket).key("tradepost/checkpoint/034"),
                    RequestBody.fromString("forged"));
            assertThat(shelf.first("checkpoint/034")).contains("first".getBytes(StandardCharsets.UTF_8));
            client.deleteObject(request -> request.bucket(bucket).key("tradepost/checkpoint/034"));
            assertThat(shelf.first("checkpoint/034")).contains("first".getBytes(StandardCharsets.UTF_8));
            assertThat(shelf.get("checkpoint/034"))
                    .as("a delete marker hides nothing")
                    .contains("forged".getBytes(StandardCharsets.UTF_8));
            assertThat(shelf.below("checkpoint")).containsExactly("checkpoint/034", "checkpoint/034.tst");
            assertThat(shelf.first("checkpoint/03")).isEmpty();
            assertThat(shelf.get("checkpoint/03")).isEmpty();
        }
    }

    @Test
    void aBucketThatCannotLockGetsNothingAndHoldsNoCheckpointUp() {
        try (S3Client client = server.client()) {
            client.createBucket(request -> request.bucket("plain" + bucket));
        }
        bucket = "plain" + bucket;
        UUID id = with((journal, desk) -> {
            write(journal, 5);
            assertThat(desk.checkpoint().size()).isGreaterThanOrEqualTo(5);
            assertThat(desk.publishNow())
                    .allMatch(place -> !place.ok() && !place.diverged())
                    .allMatch(place -> place.state().contains("Object Lock"));
            return journal.id();
        });
        try (BucketShelf shelf = shelf()) {
            assertThat(shelf.below(id.toString())).isEmpty();
        }
    }

    private static void write(Journal journal, int records) {
        for (int i = 0; i < records; i++) {
            journal.append(Payloads.audit(
                    new AuditEvent(CLOCK.instant(), "li", "officer", "test", "view", "m" + i, "done", Map.of())));
        }
    }
}
