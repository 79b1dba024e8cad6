package io.tradepost.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The contract on a server that acts on Object Lock: moto's, a Python program ({@code moto_server} on the path). */
@Tag("long")
class S3LockTest extends SegmentStoreContract {
    private static final int FORBIDDEN = 403;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    static Path home;

    private static int port;
    private static Process server;
    private String bucket;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        port = S3Mock.freePort();
        server = new ProcessBuilder(List.of("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("moto.log").toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            assertThat(server.isAlive() && System.nanoTime() < deadline)
                    .as("moto_server answers")
                    .isTrue();
            Thread.sleep(100);
        }
    }

    private static boolean answers() {
        try {
            HttpURLConnection asked =
                    (HttpURLConnection) S3Mock.endpoint(port).toURL().openConnection();
            return asked.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().waitFor();
    }

    @BeforeEach
    void makeBucket() {
        bucket = "locked" + BUCKETS.incrementAndGet();
        try (S3Client client = S3Mock.client(port)) {
            client.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        }
    }

    @Override
    SegmentStore store() {
        return new S3SegmentStore(S3SegmentStoreTest.settings(bucket, port, folder), Clock.systemUTC());
    }

    @Override
    void attack(KeptSegment kept) {
        String key = "tradepost/" + kept.journal() + "/" + kept.name();
        try (S3Client client = S3Mock.client(port)) {
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
