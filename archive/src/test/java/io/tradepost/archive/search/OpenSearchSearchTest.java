package io.tradepost.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Waiting;
import io.tradepost.archive.search.opensearch.OpenSearchIndex;
import io.tradepost.archive.search.opensearch.OpenSearchSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchSearchTest extends SearchContract {
    @TempDir
    static Path clusterFolder;

    static OpenSearchCluster cluster;

    private final String name = "tradepost-" + UUID.randomUUID();

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = OpenSearchCluster.start(clusterFolder);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Override
    IndexFixture.Engine engine() {
        return journal ->
                new OpenSearchIndex(new OpenSearchSettings(cluster.hosts(), "", "", name), journal, ZoneOffset.UTC);
    }

    @Test
    void anotherNodeAnswersWhenOneIsAway() throws IOException {
        List<URI> hosts = List.of(nobody(), cluster.hosts().getLast());
        try (IndexFixture other = new IndexFixture(
                folder.resolve("other"),
                journal -> new OpenSearchIndex(
                        new OpenSearchSettings(hosts, "", "", name + "-2"), journal, ZoneOffset.UTC))) {
            other.mail("Subject: kept", "x");
            other.follow();
            assertThat(other.found("kept")).hasSize(1);
        }
    }

    @Test
    void aClusterThatIsAwayIsATemporaryFailureAndKeepsNobodyFromOpening() throws IOException {
        List<URI> hosts = List.of(nobody());
        try (IndexFixture other = new IndexFixture(
                folder.resolve("other"),
                journal -> new OpenSearchIndex(new OpenSearchSettings(hosts, "", "", name), journal, ZoneOffset.UTC))) {
            assertThat(other.index.visible()).isZero();
            assertThatThrownBy(() -> other.found("x"))
                    .isInstanceOfSatisfying(
                            ArchiveException.class,
                            e -> assertThat(e.isTemporary()).isTrue());
            assertThatThrownBy(other.index::next)
                    .isInstanceOfSatisfying(
                            ArchiveException.class,
                            e -> assertThat(e.isTemporary()).isTrue());
        }
    }

    @Test
    void anotherJournalsIndexIsLeftAlone() {
        mails.mail("Subject: kept", "x");
        mails.follow();
        try (IndexFixture other = new IndexFixture(folder.resolve("other"), engine())) {
            assertThatThrownBy(other.index::next).hasMessageContaining("another journal");
            assertThatThrownBy(() -> other.found("kept")).isInstanceOf(ArchiveException.class);
        }
        assertThat(mails.found("kept")).hasSize(1);
    }

    @Test
    void noFileOfTheClusterHoldsTheWordsOfAForgottenMessage() throws IOException {
        String secret = "qzxjvkwpfh";
        for (int i = 0; i < 60; i++) {
            mails.mail("Subject: kept", "words that stay");
        }
        mails.mail("From: " + secret + "@x.example\nSubject: gone", secret);
        mails.follow();
        mails.index.idle();
        assertThat(filesWith(secret)).as("before").isNotEmpty();
        mails.event(new IndexEvent.Forgotten(IndexFixture.id(60)));
        mails.follow();
        Waiting.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    mails.index.idle();
                    return !mails.index.purging();
                });
        assertThat(mails.found("stay")).hasSize(60);
        Waiting.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> filesWith(secret).isEmpty());
    }

    /** The cluster goes on writing and merging meanwhile: a file that is gone when its turn comes holds nothing. */
    private static List<Path> filesWith(String word) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(clusterFolder.resolve("nodes"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                } catch (IOException e) {
                    return visitFileFailed(file, e);
                }
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return found;
    }

    /** An address where nothing listens. */
    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
