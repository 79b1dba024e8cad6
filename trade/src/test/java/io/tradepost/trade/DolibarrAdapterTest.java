package io.tradepost.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.trade.adapter.Adapter;
import io.tradepost.trade.adapter.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dolibarr's own schema with its own demo data, in two versions, on a real MariaDB. */
final class DolibarrAdapterTest {
    private static final Adapter DOLIBARR = Adapter.of(Platform.DOLIBARR);
    private static final Set<String> OWN = Set.of("tradepost.test");

    @TempDir
    static Path folder;

    private static PrivateMariaDb mariadb;

    @BeforeAll
    static void loadTheDemo() throws Exception {
        mariadb = new PrivateMariaDb(folder);
        root(
                "",
                "CREATE USER dolibarr_reader@'127.0.0.1' IDENTIFIED BY 'only-select'",
                "GRANT SELECT ON `dolibarr9`.* TO dolibarr_reader@'127.0.0.1'",
                "GRANT SELECT ON `dolibarr3`.* TO dolibarr_reader@'127.0.0.1'");
        load("dolibarr9", "mysqldump_dolibarr_9.0.0.sql");
        load("dolibarr3", "mysqldump_dolibarr_3.9.0.sql");
    }

    @AfterAll
    static void stop() throws Exception {
        mariadb.close();
    }

    @Test
    void readsCustomersContactsAndDocumentsWithSelectRightsAlone() throws SQLException {
        try (TradeDatabase database = TradeDatabase.open(direct("dolibarr9"))) {
            TradeSnapshot snapshot = database.snapshot();
            assertThat(database.health().missingViews()).isEmpty();
            assertThat(snapshot.customerCount())
                    .isEqualTo(count("dolibarr9", "llx_societe WHERE entity = 1 AND client IN (1, 2, 3)"));
            // Counted in other words than the adapter's: every document with a final number of such a customer.
            int documents = 0;
            for (String table : new String[] {"llx_commande", "llx_propal", "llx_facture"}) {
                String number = table.equals("llx_facture") ? "facnumber" : "ref";
                documents += count(
                        "dolibarr9",
                        table + " WHERE entity = 1 AND LEFT(" + number + ", 5) <> '(PROV' AND fk_soc IN"
                                + " (SELECT rowid FROM llx_societe WHERE entity = 1 AND client > 0)");
            }
            assertThat(snapshot.orderCount()).isEqualTo(documents).isGreaterThan(50);
            assertThat(snapshot.contactCount()).isPositive();
            assertThat(snapshot.documents("CO1107-0002")).singleElement().satisfies(order -> {
                assertThat(order.kind()).isEqualTo("order");
                assertThat(snapshot.customer(order.customer())).isPresent();
            });
            assertThat(snapshot.documents("co1107 0002")).hasSize(1);
        }
    }

    @Test
    void aChangeInThePlatformIsSeenAtTheNextLook() throws SQLException {
        try (TradeDatabase database = TradeDatabase.open(direct("dolibarr9"))) {
            SnapshotId before = database.snapshot().id();
            database.refresh();
            assertThat(database.snapshot().id()).isEqualTo(before);
            root(
                    "dolibarr9",
                    "INSERT INTO llx_commande (ref, fk_soc, entity, fk_statut, ref_client, date_commande)"
                            + " SELECT 'CO2611-0077', fk_soc, 1, 1, 'PO-WX-4711', '2026-11-20' FROM llx_commande"
                            + " WHERE ref = 'CO1107-0002'");
            database.refresh();
            assertThat(database.snapshot().documents("CO2611-0077")).hasSize(1);
            assertThat(database.snapshot().references("PO-WX-4711"))
                    .extracting(TradeReference::orderNumber)
                    .contains("CO2611-0077");
            root("dolibarr9", "DELETE FROM llx_commande WHERE ref = 'CO2611-0077'");
            database.refresh();
            assertThat(database.snapshot().documents("CO2611-0077")).isEmpty();
        }
    }

    @Test
    void viewsMadeByTheScriptSayTheSameAsReadingDirectly() throws SQLException {
        root("", "CREATE DATABASE IF NOT EXISTS dolibarr_views CHARACTER SET utf8mb4");
        root("", "GRANT SELECT ON dolibarr_views.* TO reader@'127.0.0.1'");
        String script = DOLIBARR.script(
                "dolibarr9",
                (table, column) -> table.equals("llx_facture") ? column.equals("facnumber") : has(table, column));
        root("dolibarr_views", script.replaceAll("(?m)^--.*$", "").split(";"));
        TradeSettings views = TradeSettings.of(mariadb.url("dolibarr_views"), "reader", "only-select", OWN);
        try (TradeDatabase direct = TradeDatabase.open(direct("dolibarr9"));
                TradeDatabase laid = TradeDatabase.open(views.every(Duration.ofHours(1), Duration.ofHours(1)))) {
            assertThat(laid.snapshot().id().content())
                    .isEqualTo(direct.snapshot().id().content());
        }
    }

    @Test
    void everyRowHasAKeyOfItsOwn() throws SQLException {
        for (TradeView view : TradeView.values()) {
            String from = DOLIBARR.from(view.sqlName(), DolibarrAdapterTest::has);
            String key = String.join(", ", view.columns().subList(0, view.keyColumns()));
            assertThat(count("dolibarr9", from))
                    .as(view.sqlName())
                    .isEqualTo(count("dolibarr9", "(SELECT DISTINCT " + key + " FROM " + from + ") k"));
        }
    }

    @Test
    void olderAndNewerVersionsAreReadWithoutBeingTold() throws SQLException {
        try (TradeDatabase older = TradeDatabase.open(direct("dolibarr3"))) {
            assertThat(older.health().problem()).isEmpty();
            assertThat(older.snapshot().orderCount()).isPositive();
        }
        // What version 10 and those after it call the number of an invoice and the total of a proposal.
        root("", "CREATE DATABASE newer");
        for (String table : new String[] {
            "societe",
            "socpeople",
            "commande",
            "propal",
            "facture",
            "expedition",
            "societe_commerciaux",
            "user",
            "c_country",
            "element_element"
        }) {
            root(
                    "newer",
                    "CREATE TABLE llx_" + table + " LIKE dolibarr9.llx_" + table,
                    "INSERT INTO llx_" + table + " SELECT * FROM dolibarr9.llx_" + table);
        }
        root(
                "newer",
                "ALTER TABLE llx_facture CHANGE facnumber ref varchar(30) NOT NULL",
                "ALTER TABLE llx_propal CHANGE total total_ttc double(24,8)");
        root("", "GRANT SELECT ON newer.* TO dolibarr_reader@'127.0.0.1'");
        try (TradeDatabase newer = TradeDatabase.open(direct("newer"));
                TradeDatabase same = TradeDatabase.open(direct("dolibarr9"))) {
            assertThat(newer.snapshot().orderCount()).isEqualTo(same.snapshot().orderCount());
        }
    }

    @Test
    void theCheckNamesTheTableThatIsMissing() throws SQLException {
        root("", "CREATE DATABASE empty_one", "GRANT SELECT ON empty_one.* TO dolibarr_reader@'127.0.0.1'");
        TradeCheck.Report report = TradeCheck.run(direct("empty_one"));
        assertThat(report.isReadable()).isFalse();
        assertThat(report.text(Locale.ENGLISH)).contains("tp_order", "llx_commande");
        assertThat(TradeCheck.run(direct("dolibarr9")).isReadable()).isTrue();
    }

    private static TradeSettings direct(String schema) {
        return TradeSettings.of(mariadb.url(schema), "dolibarr_reader", "only-select", OWN)
                .every(Duration.ofHours(1), Duration.ofMinutes(10))
                .through(DOLIBARR);
    }

    private static boolean has(String table, String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection(mariadb.url("dolibarr9"), "root", "");
                ResultSet found = connection.getMetaData().getColumns("dolibarr9", null, table, column)) {
            return found.next();
        }
    }

    private static int count(String schema, String from) throws SQLException {
        try (Connection connection = DriverManager.getConnection(mariadb.url(schema), "root", "");
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
            rows.next();
            return rows.getInt(1);
        }
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

    /** Through MariaDB's own client: a dump is its language. */
    private static void load(String schema, String dump) throws SQLException, IOException, InterruptedException {
        Path file = Path.of(System.getProperty("corpus.dir", "../../shared/corpus"))
                .resolve("dolibarr/initdemo")
                .resolve(dump);
        root("", "CREATE DATABASE `" + schema + "` CHARACTER SET utf8");
        Path log = folder.resolve(schema + ".log");
        Process client = new ProcessBuilder(
                        "mariadb",
                        "--no-defaults",
                        "--host=127.0.0.1",
                        "--port=" + mariadb.port(),
                        "--user=root",
                        schema)
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(client.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(client.exitValue())
                .as(Files.readString(log, StandardCharsets.UTF_8))
                .isZero();
    }
}
