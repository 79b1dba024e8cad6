package io.tradepost.archive.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.CatalogSettings;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database's administrator changes, deletes or puts in rows of the catalog: caught, the record named, by both. */
class CatalogTamperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    /** What may be changed so that the stranger, who reads no MIME, can tell as well: table, column, SQL value. */
    private static final List<List<String>> COLUMNS = List.of(
            List.of("arc_message", "sha256", "'" + "0".repeat(64) + "'"),
            List.of("arc_message", "size_bytes", "size_bytes + 1"),
            List.of("arc_message", "received_millis", "received_millis - 60000"),
            List.of("arc_message", "direction", "'internal'"),
            List.of("arc_address", "address", "'nobody@else.example'"),
            List.of("arc_link", "customer", "'C999'"),
            List.of("arc_link", "status", "'rejected'"),
            List.of("arc_link_event", "decided_by", "'somebody@else.example'"),
            List.of("arc_audit", "who", "'somebody@else.example'"),
            List.of("arc_audit", "outcome", "'refused'"));

    @TempDir
    Path folder;

    /** A change of the database, the way back, and the record that it concerns. */
    private record Change(long record, String what, List<String> back) {}

    @Test
    void aSampleOfRowsReplacedIsCaughtAndLocated() throws Exception {
        tamper(10);
    }

    @Tag("long")
    @Test
    void rowsReplacedAreCaughtAndLocatedAtTwoHundredPlaces() throws Exception {
        tamper(200);
    }

    private void tamper(int times) throws Exception {
        CatalogSettings catalog = CatalogSettings.embedded(folder.resolve("archive"));
        ArchiveSettings settings =
                ArchiveSettings.embedded(folder.resolve("archive")).withProof(SealedSample.settings());
        Random random = new Random(5);
        try (Archive archive = Archive.open(settings);
                Connection database = DriverManager.getConnection(catalog.jdbcUrl(), catalog.user(), "")) {
            fill(archive);
            assertThat(archive.verify(progress -> {}).problems()).isEmpty();
            assertThat(stranger(database).exit()).isZero();
            for (int i = 0; i < times; i++) {
                Change change = change(database, random);
                SealedSample.Stranger theirs = stranger(database);
                VerifyReport ours = archive.verify(progress -> {});
                assertThat(ours.firstBad())
                        .as("%s: %s", change, ours.problems())
                        .hasValue(change.record());
                assertThat(theirs.firstBad())
                        .as("%s: %s", change, theirs.output())
                        .isEqualTo(change.record());
                try (Statement statement = database.createStatement()) {
                    for (String sql : change.back()) {
                        statement.executeUpdate(sql);
                    }
                }
            }
            assertThat(archive.verify(progress -> {}).problems()).isEmpty();
        }
        System.out.printf(
                Locale.ROOT, "tamper table: %-14s %4d places, all caught and located by both%n", "catalog row", times);
    }

    private static void fill(Archive archive) {
        for (int i = 0; i < 25; i++) {
            MessageId id = archive.capture(Mails.delivery(
                            "k" + i, Mails.plain("a" + i + "@x.example", "b@y.example", "s" + i, "t" + i)))
                    .id();
            archive.link(new LinkEvent(
                    id,
                    AT,
                    "matcher",
                    "b",
                    List.of(new Link("order", "SO-" + i, "C" + i, LinkStatus.LINKED, 0.99, List.of()))));
            if (i % 3 == 0) {
                archive.raw(id, Mails.officer());
            }
        }
        archive.proofs().checkpoint();
        archive.awaitFollowers(PATIENCE);
    }

    /** Changes a column of one row, takes a row away, or gives one another record's number. */
    private static Change change(Connection database, Random random) throws SQLException {
        List<String> column = COLUMNS.get(random.nextInt(COLUMNS.size()));
        String table = column.get(0);
        try (Statement statement = database.createStatement()) {
            List<Long> records = records(statement, table);
            long record = records.get(random.nextInt(records.size()));
            String row = one(table, record);
            statement.executeUpdate("drop table if exists kept");
            statement.executeUpdate("create table kept as select * from " + table + " where " + row);
            List<String> back = new ArrayList<>(
                    List.of("delete from " + table + " where " + row, "insert into " + table + " select * from kept"));
            switch (random.nextInt(3)) {
                case 0 -> statement.executeUpdate("delete from " + table + " where " + row);
                case 1 -> {
                    // A row that no record was ever made for.
                    statement.executeUpdate("update " + table + " set record = 900000 where " + row);
                    back.add(0, "delete from " + table + " where record = 900000");
                }
                default ->
                    statement.executeUpdate(
                            "update " + table + " set " + column.get(1) + " = " + column.get(2) + " where " + row);
            }
            return new Change(record, column.toString(), back);
        }
    }

    private static List<Long> records(Statement statement, String table) throws SQLException {
        List<Long> records = new ArrayList<>();
        String of = table.equals("arc_address") ? " where role like 'envelope%' or role = 'account'" : "";
        try (ResultSet rows = statement.executeQuery("select record from " + table + of + " order by record")) {
            while (rows.next()) {
                records.add(rows.getLong(1));
            }
        }
        return records;
    }

    private static String one(String table, long record) {
        return "record = " + record + (table.equals("arc_address") || table.equals("arc_link") ? " and place = 0" : "");
    }

    private SealedSample.Stranger stranger(Connection database) throws SQLException, IOException, InterruptedException {
        Path rows = folder.resolve("rows.tsv");
        Files.write(rows, CatalogRowsFile.lines(database));
        return SealedSample.Stranger.run(List.of(
                "/usr/bin/python3",
                "-B",
                "src/main/resources/io/tradepost/archive/proof/verifier",
                "journal",
                folder.resolve("archive").resolve("journal").toString(),
                "--catalog",
                rows.toString()));
    }
}
