package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.trade.SnapshotFixture.Mail;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TradeDatabaseTest {

    private static final List<String> OWNERS = List.of("zhangsan@tradepost.test");
    private static final Set<String> OWN = Set.of("tradepost.test");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void seesNewChangedAndDeletedRowsAtTheNextLook() throws SQLException {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        try (TradeDatabase database = TradeDatabase.open(still(url))) {
            SnapshotId before = database.snapshot().id();
            database.refresh();
            assertThat(database.snapshot().id()).isEqualTo(before);

            sql(
                    url,
                    "INSERT INTO demo_document (kind, number, company_code, dated, state, currency, amount, staff_email)"
                            + " VALUES ('order', 'TP26-9999Z', 'C10001', DATE '2026-11-01', 'confirmed', 'USD', 1, '')");
            database.refresh();
            assertThat(database.snapshot().documents("tp26 9999z")).hasSize(1);
            assertThat(database.snapshot().id().content()).isNotEqualTo(before.content());

            sql(
                    url,
                    "UPDATE demo_document SET state = 'shipped', changed_at = CURRENT_TIMESTAMP WHERE number = 'TP26-9999Z'");
            database.refresh();
            assertThat(database.snapshot().documents("TP26-9999Z"))
                    .extracting(TradeDocument::status)
                    .containsExactly("shipped");

            sql(url, "DELETE FROM demo_document WHERE number = 'TP26-9999Z'");
            database.refresh();
            assertThat(database.snapshot().documents("TP26-9999Z")).isEmpty();
            assertThat(database.snapshot().id().content()).isEqualTo(before.content());
        }
    }

    @Test
    void findsAtTheReconciliationWhatChangedWithoutATime() throws SQLException {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        MovingClock clock = new MovingClock();
        try (TradeDatabase database = TradeDatabase.open(still(url).at(clock))) {
            String number = "SO-2023-00100";
            assertThat(database.snapshot().documents(number)).hasSize(1);
            sql(url, "UPDATE demo_document SET number = 'SO-2023-77777' WHERE number = '" + number + "'");
            database.refresh();
            assertThat(database.snapshot().documents(number)).hasSize(1);
            clock.forward(Duration.ofMinutes(11));
            database.refresh();
            assertThat(database.snapshot().documents(number)).isEmpty();
            assertThat(database.snapshot().documents("SO-2023-77777")).hasSize(1);
        }
    }

    @Test
    void isNotBlindedByARowFromTheFuture() throws SQLException {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        sql(
                url,
                "UPDATE demo_document SET changed_at = TIMESTAMP '2999-01-01 00:00:00' WHERE number = 'SO-2023-00100'");
        try (TradeDatabase database = TradeDatabase.open(still(url))) {
            sql(
                    url,
                    "UPDATE demo_document SET state = 'lost', changed_at = CURRENT_TIMESTAMP WHERE number = 'SO-2023-00101'");
            database.refresh();
            assertThat(database.snapshot().documents("SO-2023-00101"))
                    .extracting(TradeDocument::status)
                    .containsExactly("lost");
        }
    }

    @Test
    void keepsTheLastSnapshotWhileTheDatabaseIsAwayAndRecoversByItself() throws Exception {
        try (PrivateMariaDb server = new PrivateMariaDb(folder)) {
            SampleTrade.write(server.url("platform"), "root", "", OWNERS, SampleTrade.SEED);
            TradeSettings settings = TradeSettings.of(server.url("platform"), "reader", "only-select", OWN)
                    .every(Duration.ofMillis(200), Duration.ofMinutes(10));
            try (TradeDatabase database = TradeDatabase.open(settings)) {
                TradeSnapshot first = database.snapshot();
                assertThat(first.customerCount()).isGreaterThan(200);
                server.stop();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> !database.health().reachable());
                assertThat(database.snapshot()).isSameAs(first);
                assertThat(database.health().loaded()).isTrue();
                assertThat(database.health().problem()).isPresent();
                assertThatThrownBy(database::refresh)
                        .isInstanceOfSatisfying(
                                TradeException.class,
                                e -> assertThat(e.isTemporary()).isTrue());
                server.start();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> database.health().reachable());
                try (Connection connection = DriverManager.getConnection(server.url("platform"), "root", "");
                        var statement = connection.createStatement()) {
                    statement.execute("DELETE FROM demo_person");
                }
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> database.snapshot().contactCount() == 0);
            }
        }
    }

    @Test
    void givesTheSameSnapshotOnMariaDbAsOnH2WithSelectRightsAlone() throws Exception {
        try (PrivateMariaDb server = new PrivateMariaDb(folder);
                TradeDatabase embedded = TradeDatabase.open(still(SampleTrade.createEmbedded(folder, OWNERS)))) {
            try (Connection connection = DriverManager.getConnection(
                            server.url("platform") + "?allowMultiQueries=true", "root", "");
                    var statement = connection.createStatement()) {
                statement.execute(SampleTrade.script(OWNERS, SampleTrade.SEED));
            }
            try (TradeDatabase real =
                    TradeDatabase.open(TradeSettings.of(server.url("platform"), "reader", "only-select", OWN))) {
                assertThat(real.health().problem()).isEmpty();
                assertThat(real.snapshot().id().content())
                        .isEqualTo(embedded.snapshot().id().content());
                real.refresh();
                assertThat(real.health().reachable()).isTrue();
            }
        }
    }

    @Test
    void startsEmptyWithTheDatabaseDownAndLoadsWhenItComes() throws Exception {
        String file = "jdbc:h2:" + folder.resolve("late") + ";DB_CLOSE_DELAY=-1";
        SampleTrade.write(file, "sa", "", OWNERS, 1);
        Server probe = Server.createTcpServer("-tcpPort", "0").start();
        int port = probe.getPort();
        probe.stop();
        TradeSettings settings = TradeSettings.of(
                        "jdbc:h2:tcp://127.0.0.1:" + port + "/" + folder.resolve("late"), "sa", "", OWN)
                .every(Duration.ofMillis(100), Duration.ofMinutes(10));
        try (TradeDatabase database = TradeDatabase.open(settings)) {
            assertThat(database.snapshot().loaded()).isFalse();
            assertThat(database.health().loaded()).isFalse();
            assertThat(database.health().problem()).isPresent();
            assertThat(new Matcher().match(Mail.from("a@b.example").facts(), database.snapshot()))
                    .isEmpty();
            Server server = Server.createTcpServer("-tcpPort", Integer.toString(port), "-ifNotExists")
                    .start();
            try {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> database.snapshot().loaded());
                assertThat(database.snapshot().customerCount()).isGreaterThan(200);
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void holdsTheEmbeddedFileOnlyWhileItReads() throws Exception {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        Path file = folder.resolve("trade-sample.mv.db");
        try (TradeDatabase database = TradeDatabase.open(still(url))) {
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                // H2 locks the file for as long as it has it open.
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                        FileLock lock = channel.tryLock()) {
                    return lock.isValid();
                }
            });
            database.refresh();
            assertThat(database.health().reachable()).isTrue();
        }
    }

    @Test
    void makesNoFileWhereThereIsNone() {
        String url = "jdbc:h2:file:" + folder.resolve("nothing");
        try (TradeDatabase database = TradeDatabase.open(still(url))) {
            assertThat(database.snapshot().loaded()).isFalse();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysWhichViewsAreMissingAndReadsTheOthers() throws SQLException {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        sql(url, "DROP VIEW tp_reference");
        try (TradeDatabase database = TradeDatabase.open(still(url))) {
            assertThat(database.health().missingViews()).containsExactly("tp_reference");
            assertThat(database.snapshot().orderCount()).isGreaterThan(2_000);
        }
    }

    @Test
    void doesNotForgetTheRowsOfAViewThatVanishes() throws SQLException {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        try (TradeDatabase database = TradeDatabase.open(still(url))) {
            sql(url, "DROP VIEW tp_order");
            assertThatThrownBy(database::refresh).isInstanceOf(TradeException.class);
            assertThat(database.snapshot().orderCount()).isGreaterThan(2_000);
            assertThat(database.health().reachable()).isFalse();
        }
    }

    @Test
    void checkSaysWhatIsOddInTheData() throws SQLException {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        assertThat(TradeCheck.run(still(url)).isReadable()).isTrue();
        assertThat(TradeCheck.run(still(url)).findings()).isEmpty();
        sql(
                url,
                "UPDATE demo_company SET mail_domains = 'tradepost.test' WHERE code = 'C10001'",
                "UPDATE demo_company SET mail_domains = 'qq.com' WHERE code = 'C10008'",
                "INSERT INTO demo_person (company_code, name, email) VALUES ('C10015', 'a', 'twice@x.example')",
                "INSERT INTO demo_person (company_code, name, email) VALUES ('C10022', 'a', 'Twice@x.example')",
                "INSERT INTO demo_person (company_code, name, email) VALUES ('NOBODY', 'a', 'no address')",
                "INSERT INTO demo_document (kind, number, company_code, dated, state, currency, amount, staff_email)"
                        + " VALUES ('order', '4711', 'C10001', DATE '2026-11-01', 'x', 'USD', 1, '')");
        TradeCheck.Report report = TradeCheck.run(still(url));
        assertThat(report.findings())
                .extracting(TradeCheck.Finding::code)
                .contains(
                        "own-domain",
                        "free-mail-domain",
                        "shared-address",
                        "bad-address",
                        "unknown-customer",
                        "weak-number");
        assertThat(report.text(Locale.ENGLISH)).contains("twice@x.example [C10015, C10022]");
        assertThat(report.text(Locale.SIMPLIFIED_CHINESE)).contains("同一邮箱属于多个客户");
    }

    @Test
    void checkNamesMissingViewsAndADatabaseThatIsDown() throws SQLException {
        String url = SampleTrade.createEmbedded(folder, OWNERS);
        sql(url, "DROP VIEW tp_owner");
        assertThat(TradeCheck.run(still(url)).text(Locale.ENGLISH)).contains("tp_owner: missing");
        TradeCheck.Report down = TradeCheck.run(still("jdbc:h2:tcp://127.0.0.1:1/nowhere"));
        assertThat(down.problem()).isPresent();
        assertThat(down.isReadable()).isFalse();
    }

    private static TradeSettings still(String url) {
        return TradeSettings.of(url, SampleTrade.USER, "", OWN).every(Duration.ofHours(1), Duration.ofMinutes(10));
    }

    private static void sql(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static final class MovingClock extends Clock {
        private volatile Instant now = Instant.now();

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
