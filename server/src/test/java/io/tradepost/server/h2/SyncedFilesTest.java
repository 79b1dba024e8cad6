package io.tradepost.server.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncedFilesTest {
    private static final int COMMITS = 50;

    @TempDir
    private Path folder;

    @BeforeEach
    void register() {
        WatchedFiles.register();
        WatchedFiles.UNSYNCED_BYTES.set(0);
        WatchedFiles.SYNCS.set(0);
    }

    @Test
    void nothingIsUnsyncedWhenACommitReturns() throws SQLException {
        String url = SyncedFiles.url(folder.resolve("mail"), "");
        long worst = commitsOver(url.replace(":async:", ":" + WatchedFiles.SCHEME + ":async:"));
        assertThat(worst).isZero();
        assertThat(WatchedFiles.SYNCS.get()).isGreaterThanOrEqualTo(COMMITS);
    }

    @Test
    void withoutItCommittedRowsWaitUnsynced() throws SQLException {
        long worst = commitsOver(
                "jdbc:h2:" + WatchedFiles.SCHEME + ":" + folder.resolve("mail").toAbsolutePath() + ";WRITE_DELAY=0");
        // If H2 ever syncs by itself, this class can go.
        assertThat(worst).isPositive();
    }

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() throws SQLException {
        String url = SyncedFiles.url(folder.resolve("mail"), ";DB_CLOSE_ON_EXIT=FALSE");
        commitsOver(url);
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*), SUM(LENGTH(body)) FROM mail")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(COMMITS);
            assertThat(rows.getLong(2)).isEqualTo(COMMITS * 10_000L);
        }
        assertThat(folder.resolve("mail.mv.db")).exists();
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheDatabaseForOthers() throws SQLException, InterruptedException {
        // A small cache, so that reading goes to the file.
        String url = SyncedFiles.url(folder.resolve("mail"), ";CACHE_SIZE=64");
        commitsOver(url);
        try (Connection other = DriverManager.getConnection(url, "sa", "")) {
            AtomicBoolean stop = new AtomicBoolean();
            Thread reader = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
                        while (!stop.get()) {
                            Thread.currentThread().interrupt();
                            total(connection);
                        }
                    } catch (SQLException e) {
                        // H2 ends the interrupted statement; that is this thread's own loss.
                        assertThat(e.getErrorCode()).isIn(ErrorCode.STATEMENT_WAS_CANCELED, ErrorCode.IO_EXCEPTION_1);
                    }
                }
            });
            for (int i = 0; i < 200; i++) {
                assertThat(total(other)).isEqualTo(COMMITS * 10_000L);
            }
            stop.set(true);
            reader.join();
        }
    }

    private static long total(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT SUM(LENGTH(body)) FROM mail")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Commits rows one by one; the most bytes that were unsynced when a commit had returned. */
    private static long commitsOver(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE mail (id INT PRIMARY KEY, body VARBINARY(20000))");
            }
            connection.setAutoCommit(false);
            long worst = 0;
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO mail VALUES (?, ?)")) {
                for (int i = 0; i < COMMITS; i++) {
                    insert.setInt(1, i);
                    insert.setBytes(2, new byte[10_000]);
                    insert.executeUpdate();
                    connection.commit();
                    worst = Math.max(worst, WatchedFiles.UNSYNCED_BYTES.get());
                }
            }
            return worst;
        }
    }
}
