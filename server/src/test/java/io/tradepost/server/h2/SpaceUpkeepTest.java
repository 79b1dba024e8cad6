package io.tradepost.server.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceUpkeepTest {
    private static final int ROWS = 4_000;
    private static final int ROW_BYTES = 3_000;
    /** Of a round each; a few dozen megabytes need a handful. */
    private static final int ROUNDS = 60;

    @TempDir
    private Path folder;

    @Test
    void aFileShrinksToWhatIsInItWhileItIsOpenAndKeepsEveryRow() throws SQLException, IOException {
        String url = SyncedFiles.url(folder.resolve("mail"), ";DB_CLOSE_ON_EXIT=FALSE");
        long checksum;
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                SpaceUpkeep upkeep = SpaceUpkeep.of(url, "sa", "")) {
            fill(connection);
            checksum = checksum(connection);
            long before = Files.size(folder.resolve("mail.mv.db"));
            upkeep.once();
            for (int round = 0; round < ROUNDS && upkeep.once(); round++) {
                assertThat(checksum(connection)).isEqualTo(checksum);
            }

            long after = Files.size(folder.resolve("mail.mv.db"));
            assertThat(before).isGreaterThan(3L * ROWS * ROW_BYTES);
            assertThat(after).isLessThan(2L * ROWS * ROW_BYTES);
        }
        try (Connection again = DriverManager.getConnection(url, "sa", "")) {
            assertThat(checksum(again)).isEqualTo(checksum);
        }
    }

    @Test
    void aFileUnderLoadTakesAFewTimesWhatIsInItAndComesToRestBehindIt() throws SQLException, IOException {
        String url = SyncedFiles.url(folder.resolve("mail"), ";DB_CLOSE_ON_EXIT=FALSE");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                SpaceUpkeep upkeep = SpaceUpkeep.of(url, "sa", "")) {
            fill(connection);
            try (PreparedStatement update = connection.prepareStatement("UPDATE mail SET body = ? WHERE id = ?")) {
                SplittableRandom random = new SplittableRandom(2);
                for (int i = 0; i < ROWS; i++) {
                    byte[] body = new byte[ROW_BYTES];
                    random.nextBytes(body);
                    update.setBytes(1, body);
                    update.setInt(2, random.nextInt(ROWS));
                    update.executeUpdate();
                    if (i % 20 == 0) {
                        upkeep.once();
                    }
                }
            }
            assertThat(Files.size(folder.resolve("mail.mv.db"))).isLessThan(5L * ROWS * ROW_BYTES);

            upkeep.once();
            int rounds = 0;
            while (upkeep.once()) {
                // What has no end would write to the disk for ever.
                assertThat(++rounds).isLessThan(ROUNDS);
            }
            // H2 cuts off what is free at the file's end with the next commit, whoever makes it.
            try (Statement next = connection.createStatement()) {
                next.execute("DELETE FROM mail WHERE id = 0");
            }
            assertThat(Files.size(folder.resolve("mail.mv.db"))).isLessThan(2L * ROWS * ROW_BYTES);
        }
    }

    /** Each row a commit of its own, as mail comes in, and incompressible, as compressed headers are. */
    private static void fill(Connection connection) throws SQLException {
        SplittableRandom random = new SplittableRandom(1);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mail (id INT PRIMARY KEY, body VARBINARY(4000))");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO mail VALUES (?, ?)")) {
            for (int id = 0; id < ROWS; id++) {
                byte[] body = new byte[ROW_BYTES];
                random.nextBytes(body);
                insert.setInt(1, id);
                insert.setBytes(2, body);
                insert.executeUpdate();
            }
        }
    }

    private static long checksum(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*), SUM(ORA_HASH(body)) FROM mail")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(ROWS);
            return rows.getLong(2);
        }
    }
}
