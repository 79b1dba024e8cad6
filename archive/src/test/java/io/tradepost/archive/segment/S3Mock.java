package io.tradepost.archive.segment;

import io.tradepost.archive.bucket.BucketSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** An S3 server in a process of its own, on a loopback port from the operating system. */
public final class S3Mock implements AutoCloseable {
    private static final Path JARS = Path.of("src/test/s3mock/target/lib");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port;
    private final Process process;

    private S3Mock(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** A port that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static S3Mock start(Path folder) {
        return start(folder, freePort());
    }

    /** Starts it and waits until it answers. */
    public static S3Mock start(Path folder, int port) {
        if (!Files.isDirectory(JARS)) {
            throw new IllegalStateException(
                    "the S3 server's jars are missing: build archive/src/test/s3mock first (mvn generate-resources)");
        }
        try {
            Path root = Files.createDirectories(folder.resolve("s3"));
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            JARS.toAbsolutePath() + "/*",
                            "com.adobe.testing.s3mock.S3MockApplication",
                            "--server.address=127.0.0.1",
                            "--server.port=" + freePort(),
                            "--http.port=" + port,
                            "--com.adobe.testing.s3mock.max-payload-size=100MB",
                            "--com.adobe.testing.s3mock.store.root=" + root))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("s3mock.log").toFile())
                    .start();
            S3Mock mock = new S3Mock(port, process);
            mock.await(folder.resolve("s3mock.log"));
            return mock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static URI endpoint(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** A client with all rights, as an attacker inside would have. */
    public S3Client client() {
        return client(port);
    }

    static S3Client client(int port) {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint(port))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** How such a bucket is reached. */
    public static BucketSettings settings(String bucket, int port) {
        return new BucketSettings(
                bucket,
                "tradepost/",
                "us-east-1",
                List.of(endpoint(port)),
                List.of(new BucketSettings.Credentials("key", "secret")),
                true,
                Duration.ofDays(30));
    }

    /** Makes a bucket that can lock. */
    public void makeBucket(String name) {
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(name).objectLockEnabledForBucket(true));
            client.putBucketVersioning(request -> request.bucket(name)
                    .versioningConfiguration(version -> version.status(BucketVersioningStatus.ENABLED)));
        }
    }

    private void await(Path log) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                HttpURLConnection asked =
                        (HttpURLConnection) endpoint(port).toURL().openConnection();
                asked.setConnectTimeout(1000);
                asked.setReadTimeout(30_000);
                if (asked.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("the S3 server does not answer: " + Files.readString(log), e);
                }
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
