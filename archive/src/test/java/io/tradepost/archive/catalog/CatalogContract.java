package io.tradepost.archive.catalog;

import static io.tradepost.archive.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.CatalogSettings;
import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.follow.Follower;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.payload.Payloads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalog promises on every database. */
abstract class CatalogContract {
    private static final String ODD = "\ud83d\ude00 \ud83d \u0000 中文 'quote\" \\ ";

    @TempDir
    Path folder;

    private Journal journal;
    private Catalog catalog;
    private Follower follower;
    private int count;

    /** A database that is empty. */
    abstract CatalogSettings emptyDatabase();

    private CatalogSettings settings;

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 1 << 28, Clock.systemUTC()));
        start();
    }

    private void start() {
        catalog = new Catalog(settings, journal, new Derivations());
        follower = new Follower(journal, catalog, Follower.Linger.NONE);
        follower.start();
    }

    @AfterEach
    void close() {
        follower.close();
        catalog.close();
        journal.close();
    }

    private static MessageId id(int n) {
        return new MessageId(String.format(Locale.ROOT, "01HX0000000000000000%06d", n));
    }

    private long mail(String from, String subject, String body) {
        byte[] bytes = ("From: " + from + "\nTo: Große Firma <to@x.example>\nSubject: " + subject + "\nMessage-ID: <"
                        + count + "@x>\n\n" + body)
                .getBytes(StandardCharsets.UTF_8);
        Delivery delivery = new Delivery(
                "key" + count,
                Instant.parse("2024-05-03T08:00:00.123456Z").plusSeconds(count),
                Direction.INBOUND,
                new Envelope(from, List.of("b@ours.example", ODD)),
                new SessionFacts("192.0.2.1", ODD, "", "", "", "smtp", Map.of("odd" + ODD, ODD)),
                List.of("b@ours.example"),
                Content.of(bytes));
        return journal.append(Payloads.delivery(id(count++), delivery)).sequence();
    }

    private void awaitFollowed() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(follower.next()).as(follower.state()).isEqualTo(journal.nextSequence()));
    }

    @Test
    void givesBackWhatTheJournalGives() {
        for (int i = 0; i < 30; i++) {
            mail("张三 <zhang" + i + "@x.example>", "主题 " + i, "正文");
        }
        awaitFollowed();
        Map<Long, ArchivedMessage> loaded = catalog.load(List.of(0L, 7L, 29L, 1000L));
        assertThat(loaded.keySet()).containsExactlyInAnyOrder(0L, 7L, 29L);
        loaded.forEach((sequence, message) -> assertThat(message)
                .isEqualTo(DerivedMessage.of(
                                Payloads.delivery(journal.read(sequence).orElseThrow()))
                        .shown()));
        assertThat(catalog.sequenceOf(id(7))).contains(7L);
        assertThat(catalog.sequenceOf(id(999))).isEmpty();
    }

    @Test
    void hostileValuesFailNoInsert() {
        mail("x".repeat(100_000) + "@x.example", "s".repeat(100_000), "b");
        mail(ODD, ODD, ODD);
        mail("\ud83d\ude00".repeat(600) + "@\ud83d\ude00.example", "\ud83d\ude00".repeat(60_000), "\u0000".repeat(10));
        mail("", "", "");
        journal.append(Payloads.link(new LinkEvent(
                id(0),
                Instant.EPOCH,
                "b".repeat(1000),
                ODD.repeat(1000),
                List.of(new Link(
                        ODD,
                        "k".repeat(5000),
                        ODD,
                        LinkStatus.LINKED,
                        1e-7,
                        List.of(new Link.Evidence(ODD, ODD, "t".repeat(70_000))))))));
        journal.append(Payloads.audit(new AuditEvent(
                Instant.EPOCH, ODD, "r".repeat(500), ODD, "a".repeat(500), "t".repeat(5000), ODD, Map.of("k", ODD))));
        awaitFollowed();
        assertThat(catalog.skipped()).isZero();
        Map<Long, ArchivedMessage> loaded = catalog.load(List.of(0L, 1L, 2L, 3L));
        assertThat(loaded).hasSize(4);
        loaded.forEach((sequence, message) -> assertThat(message)
                .isEqualTo(DerivedMessage.of(
                                Payloads.delivery(journal.read(sequence).orElseThrow()))
                        .shown()));
    }

    @Test
    void keepsDecisionsInOrderAndPointsToTheNewest() throws SQLException {
        mail("a@x.example", "s", "b");
        for (int i = 0; i < 3; i++) {
            journal.append(Payloads.link(new LinkEvent(
                    id(0),
                    Instant.EPOCH.plusSeconds(i),
                    "matcher",
                    "v" + i,
                    List.of(new Link(
                            "order",
                            "SO-" + i,
                            "C1",
                            LinkStatus.LINKED,
                            0.5,
                            List.of(new Link.Evidence("number", "subject", "SO-" + i)))))));
        }
        awaitFollowed();
        assertThat(catalog.linkEvents(id(0))).containsExactly(1L, 2L, 3L);
        assertThat(query("select link_record from arc_message where id = '" + id(0) + "'"))
                .isEqualTo("3");
        assertThat(query("select count(*) from arc_link")).isEqualTo("3");
    }

    @Test
    void takesEachRecordOnceAcrossRestartsAndRebuilds() throws SQLException {
        for (int i = 0; i < 20; i++) {
            mail("a@x.example", "s" + i, "b");
        }
        awaitFollowed();
        follower.close();
        catalog.close();
        mail("a@x.example", "later", "b");
        start();
        awaitFollowed();
        assertThat(query("select count(*) from arc_message")).isEqualTo("21");
        follower.close();
        catalog.clear();
        assertThat(query("select count(*) from arc_message")).isEqualTo("0");
        catalog.close();
        start();
        awaitFollowed();
        assertThat(query("select count(*) from arc_message")).isEqualTo("21");
        assertThat(catalog.watermark()).hasValue(21);
    }

    @Test
    void caseMattersWhereItShould() throws SQLException {
        mail("a@x.example", "s", "b");
        awaitFollowed();
        assertThat(query("select count(*) from arc_message where subject = 'S'"))
                .isEqualTo("0");
        assertThat(query("select count(*) from arc_message where subject = 's'"))
                .isEqualTo("1");
    }

    private String query(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
