package io.tradepost.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

class S3SegmentStoreTest extends SegmentStoreContract {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    static Path home;

    private static S3Mock server;

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
        bucket = "evidence" + BUCKETS.incrementAndGet();
        server.makeBucket(bucket);
    }

    @Override
    SegmentStore store() {
        return new S3SegmentStore(settings(bucket, server.port(), folder), Clock.systemUTC());
    }

    static S3Settings settings(String bucket, int port, Path folder) {
        return new S3Settings(S3Mock.settings(bucket, port), folder.resolve("cache"), 8 << 20);
    }

    /** This server keeps locks but does not act on them; {@link S3LockTest} asks one that does. */
    @Override
    void attack(KeptSegment kept) {
        String key = "tradepost/" + kept.journal() + "/" + kept.name();
        try (S3Client client = server.client()) {
            client.deleteObject(request -> request.bucket(bucket).key(key));
            try (SegmentStore store = store();
                    var in = store.source(kept).open()) {
                assertThat(in.bytes(0, 8))
                        .as("a delete marker hides nothing from us")
                        .startsWith('T', 'P', 'J');
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void anObjectThatIsPutOverAKeptOneChangesNothingForReadersAndIsTold() throws IOException {
        Path file = segment("journal", 100_000);
        byte[] bytes = java.nio.file.Files.readAllBytes(file);
        try (SegmentStore store = store();
                S3Client client = server.client()) {
            KeptSegment kept = store.keep(file);
            String key = "tradepost/" + kept.journal() + "/" + kept.name();
            client.putObject(
                    request -> request.bucket(bucket)
                            .key(key)
                            .objectLockMode(ObjectLockMode.COMPLIANCE)
                            .objectLockRetainUntilDate(Instant.now().plusSeconds(90_000)),
                    RequestBody.fromString("forged"));
            try (var in = store.source(kept).open()) {
                assertThat(in.bytes(0, bytes.length)).isEqualTo(bytes);
            }
            assertThatThrownBy(() -> store.keep(file)).hasMessageContaining("changed");
        }
    }

    @Test
    void objectsAreLockedInComplianceModeUntilTheirDate() throws IOException {
        Instant before = Instant.now();
        try (SegmentStore store = store();
                S3Client client = server.client()) {
            KeptSegment kept = store.keep(segment("journal", 10_000));
            assertThat(kept.until())
                    .isBetween(
                            before.plus(Duration.ofDays(30)).minusSeconds(1),
                            Instant.now().plus(Duration.ofDays(30)));
            assertThat(kept.version()).isNotEmpty();
            var retention = client.getObjectRetention(
                            request -> request.bucket(bucket).key("tradepost/" + kept.journal() + "/" + kept.name()))
                    .retention();
            assertThat(retention.mode()).isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
            assertThat(retention.retainUntilDate()).isEqualTo(kept.until());
        }
    }

    @Test
    void aBucketThatCannotLockIsRefused() throws IOException {
        Path file = segment("journal", 10_000);
        try (S3Client client = server.client()) {
            client.createBucket(request -> request.bucket("plain" + bucket));
        }
        try (SegmentStore store =
                new S3SegmentStore(settings("plain" + bucket, server.port(), folder), Clock.systemUTC())) {
            assertThatThrownBy(() -> store.keep(file))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("Object Lock")
                    .satisfies(e ->
                            assertThat(((ArchiveException) e).isTemporary()).isFalse());
        }
    }

    @Test
    void aStoreThatIsAwayIsATemporaryFailure() throws IOException {
        Path file = segment("journal", 10_000);
        try (SegmentStore store = new S3SegmentStore(settings(bucket, S3Mock.freePort(), folder), Clock.systemUTC())) {
            assertThatThrownBy(() -> store.keep(file))
                    .isInstanceOf(ArchiveException.class)
                    .satisfies(e ->
                            assertThat(((ArchiveException) e).isTemporary()).isTrue());
        }
    }
}
