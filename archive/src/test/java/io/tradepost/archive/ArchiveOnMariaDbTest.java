package io.tradepost.archive;

import static io.tradepost.archive.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveOnMariaDbTest extends ArchiveContract {
    private static PrivateMariaDb server;
    private CatalogSettings catalog;

    @BeforeAll
    static void startServer() {
        server = PrivateMariaDb.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void newDatabase() {
        catalog = new CatalogSettings(server.newDatabase(), server.user(), server.password(), 4);
    }

    @Override
    ArchiveSettings settings() {
        return ArchiveSettings.embedded(folder.resolve("archive")).withCatalog(catalog);
    }

    @Test
    void mailFlowsOnAndIsFoundWhileTheDatabaseIsAway() {
        try (Archive archive = Archive.open(settings())) {
            MessageId before = archive.capture(Mails.delivery("1", Mails.plain("a@x", "b@y", "before", "one")))
                    .id();
            archive.awaitFollowers(Duration.ofSeconds(60));
            server.kill();
            try {
                MessageId during = archive.capture(Mails.delivery("2", Mails.plain("a@x", "b@y", "during", "two")))
                        .id();
                assertThat(archive.capture(Mails.delivery("1", new byte[0])).repeated())
                        .isTrue();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(
                                        search(archive, "during OR before").items())
                                .extracting(ArchivedMessage::id)
                                .containsExactlyInAnyOrder(before, during));
                assertThat(archive.find(during, Mails.officer())).isPresent();
                assertThat(raw(archive, before)).isNotEmpty();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() ->
                                assertThat(archive.health().catalogState()).isNotEqualTo("ok"));
                assertThat(archive.health().writable()).isTrue();
            } finally {
                server.restart();
            }
            archive.awaitFollowers(Duration.ofSeconds(60));
            assertThat(archive.health().catalogState()).isEqualTo("ok");
        }
    }

    @Test
    void opensWhileTheDatabaseIsAway() {
        server.kill();
        try (Archive archive = Archive.open(settings())) {
            try {
                MessageId id = archive.capture(Mails.delivery("1", Mails.plain("a@x", "b@y", "s", "one")))
                        .id();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(search(archive, "one").items())
                                .extracting(ArchivedMessage::id)
                                .containsExactly(id));
            } finally {
                server.restart();
            }
            archive.awaitFollowers(Duration.ofSeconds(60));
        }
    }
}
