package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.trade.adapter.Adapter;
import io.tradepost.trade.adapter.Columns;
import io.tradepost.trade.adapter.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The adapters of the platforms whose dumps are not at hand: tables as their documentation names them, filled with a few
 * rows, on a real MariaDB.
 */
final class PlatformAdaptersTest {
    @TempDir
    static Path folder;

    private static PrivateMariaDb mariadb;

    @BeforeAll
    static void startDatabase() throws Exception {
        mariadb = new PrivateMariaDb(folder);
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        mariadb.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Platform.class,
            names = {"ERPNEXT", "ESPOCRM", "SUITECRM", "OPENCART"})
    void readsCustomerContactAndDocumentWithSelectRightsAlone(Platform platform) throws Exception {
        String schema = fill(platform);
        TradeSettings settings = TradeSettings.of(
                        mariadb.url(schema), "reader", "only-select", Set.of("tradepost.test"))
                .every(Duration.ofHours(1), Duration.ofHours(1))
                .through(Adapter.of(platform));
        assertThat(TradeCheck.run(settings).text(Locale.ENGLISH)).doesNotContain("missing", "doesn't exist");
        try (TradeDatabase database = TradeDatabase.open(settings)) {
            TradeSnapshot snapshot = database.snapshot();
            assertThat(database.health().problem()).isEmpty();
            assertThat(database.health().missingViews()).isEmpty();
            String customer =
                    snapshot.customersByAddress("ana@nordlicht.example").getFirst();
            assertThat(snapshot.customer(customer).orElseThrow().name()).contains("Nordlicht");
            String number = platform == Platform.SUITECRM
                    ? "40711"
                    : platform == Platform.OPENCART ? "INV-2026-0040712" : "SO-2026-40711";
            assertThat(snapshot.documents(number))
                    .extracting(TradeDocument::customer)
                    .containsExactly(customer);
            if (platform != Platform.OPENCART) {
                assertThat(snapshot.owners(customer)).containsExactly("zhangsan@tradepost.test");
            }
            // Deleted rows, drafts and carts stay out.
            assertThat(snapshot.customersByAddress("gone@nordlicht.example")).isEmpty();
            assertThat(snapshot.documents("SO-2026-99999")).isEmpty();
            SnapshotId before = snapshot.id();
            database.refresh();
            assertThat(database.snapshot().id()).isEqualTo(before);
        }
    }

    @Test
    void aGuestsOrderLeadsToTheGuest() throws Exception {
        String schema = fill(Platform.OPENCART);
        TradeSettings settings = TradeSettings.of(mariadb.url(schema), "reader", "only-select", Set.of())
                .through(Adapter.of(Platform.OPENCART));
        try (TradeDatabase database = TradeDatabase.open(settings)) {
            assertThat(database.snapshot().customersByAddress("Guest@Once.example"))
                    .containsExactly("guest guest@once.example");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Platform.class,
            names = {"ERPNEXT", "ESPOCRM", "SUITECRM", "OPENCART"})
    void theScriptCreatesTheFiveViewsInASchemaOfTheirOwn(Platform platform) throws Exception {
        String schema = fill(platform);
        String views = schema + "_views";
        root("", "CREATE OR REPLACE DATABASE " + views, "GRANT SELECT ON " + views + ".* TO reader@'127.0.0.1'");
        String script = Adapter.of(platform).script(schema, Columns.NEWEST);
        root(views, script.replaceAll("(?m)^--.*$", "").split(";"));
        TradeSettings settings = TradeSettings.of(mariadb.url(views), "reader", "only-select", Set.of());
        assertThat(TradeCheck.run(settings).isReadable()).isTrue();
    }

    @Test
    void nothingButPlainNamesReachesTheSql() {
        assertThatThrownBy(() -> new Adapter(Platform.DOLIBARR, "llx_`; DROP", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Adapter(Platform.DOLIBARR, "llx_", 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Adapter.of(Platform.DOLIBARR).script("a`.b", Columns.NEWEST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Adapter.NONE.script("", Columns.NEWEST)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String fill(Platform platform) throws SQLException, IOException {
        String schema = platform.word();
        root("", "CREATE OR REPLACE DATABASE " + schema + " CHARACTER SET utf8mb4");
        root("", "GRANT SELECT ON " + schema + ".* TO reader@'127.0.0.1'");
        try (InputStream in = PlatformAdaptersTest.class.getResourceAsStream("platform-" + schema + ".sql")) {
            assertThat(in).isNotNull();
            root(schema, new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\n"));
        }
        return schema;
    }

    private static void root(String schema, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(mariadb.url(schema), "root", "");
                var statement = connection.createStatement()) {
            for (String one : statements) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }
}
