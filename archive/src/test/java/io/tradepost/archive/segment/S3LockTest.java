package io.tradepost.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The contract on a server that acts on Object Lock. */
class S3LockTest extends SegmentStoreContract {
    private static final int FORBIDDEN = 403;
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    static Path home;

    private static CephGateway server;

    private String bucket;

    @BeforeAll
    static void startServer() throws IOException {
        server = CephGateway.start(home);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void makeBucket() {
        bucket = "locked" + BUCKETS.incrementAndGet();
        try (S3Client client = S3Mock.client(server.port())) {
            client.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        }
    }

    @Override
    SegmentStore store() {
        return new S3SegmentStore(S3SegmentStoreTest.settings(bucket, server.port(), folder), Clock.systemUTC());
    }

    @Override
    void attack(KeptSegment kept) {
        String key = "tradepost/" + kept.journal() + "/" + kept.name();
        try (S3Client client = S3Mock.client(server.port())) {
            assertThatThrownBy(() -> client.deleteObject(
                            request -> request.bucket(bucket).key(key).versionId(kept.version())))
                    .as("deleting a version before its date")
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(FORBIDDEN));
            assertThatThrownBy(() -> client.deleteObject(request -> request.bucket(bucket)
                            .key(key)
                            .versionId(kept.version())
                            .bypassGovernanceRetention(true)))
                    .as("deleting it as whoever may pass over weaker locks")
                    .isInstanceOf(S3Exception.class);
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
}
