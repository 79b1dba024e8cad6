package io.tradepost.mailbox.content;

import io.tradepost.archive.ArchiveException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows that refer to messages, each under a name, in an H2 file whose commits survive a killed process. */
final class Rows implements References, AutoCloseable {
    private final Connection connection;
    private volatile boolean broken;

    private Rows(Connection connection) {
        this.connection = connection;
    }

    static Rows open(Path file) {
        return attempt(() -> {
            Connection connection = DriverManager.getConnection("jdbc:h2:" + file.toAbsolutePath() + ";WRITE_DELAY=0");
            connection
                    .createStatement()
                    .execute(
                            "CREATE TABLE IF NOT EXISTS message (name VARCHAR(200) PRIMARY KEY, place VARCHAR(10), record BIGINT,"
                                    + " top VARBINARY(100000), skip BIGINT, octets BIGINT)");
            return new Rows(connection);
        });
    }

    /** From now on it answers as a database that is away. */
    void breakDown() {
        broken = true;
    }

    void mend() {
        broken = false;
    }

    private void needDatabase() throws SQLException {
        if (broken) {
            throw new SQLException("the database is away");
        }
    }

    synchronized void add(String name, StoredMail mail) {
        attempt(() -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, name);
                insert.setString(2, mail.place().name());
                insert.setLong(3, mail.sequence());
                insert.setBytes(4, mail.top());
                insert.setLong(5, mail.skip());
                insert.setLong(6, mail.size());
                return insert.executeUpdate();
            }
        });
    }

    synchronized void delete(String name) {
        attempt(() -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM message WHERE name = ?")) {
                delete.setString(1, name);
                return delete.executeUpdate();
            }
        });
    }

    synchronized Optional<StoredMail> find(String name) {
        return attempt(() -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT * FROM message WHERE name = ?")) {
                select.setString(1, name);
                ResultSet row = select.executeQuery();
                return row.next()
                        ? Optional.of(new StoredMail(
                                StoredMail.Place.valueOf(row.getString("place")),
                                row.getLong("record"),
                                row.getBytes("top"),
                                row.getLong("skip"),
                                row.getLong("octets")))
                        : Optional.empty();
            }
        });
    }

    synchronized List<String> names() {
        return attempt(() -> {
            List<String> names = new ArrayList<>();
            ResultSet row = connection.createStatement().executeQuery("SELECT name FROM message ORDER BY name");
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        });
    }

    @Override
    public synchronized Set<Long> inUse(StoredMail.Place place, Collection<Long> sequences) {
        return attempt(() -> {
            needDatabase();
            Set<Long> used = new HashSet<>();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM message WHERE place = ? AND record = ?")) {
                for (long sequence : sequences) {
                    select.setString(1, place.name());
                    select.setLong(2, sequence);
                    if (select.executeQuery().next()) {
                        used.add(sequence);
                    }
                }
            }
            return used;
        });
    }

    @Override
    public synchronized int move(long archived, long own) {
        return attempt(() -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE message SET place = 'MAILBOX', record = ? WHERE place = 'ARCHIVE' AND record = ?")) {
                update.setLong(1, own);
                update.setLong(2, archived);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public synchronized void close() {
        attempt(() -> {
            connection.close();
            return 0;
        });
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T attempt(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw ArchiveException.temporary("the rows cannot be used: " + e.getMessage(), e);
        }
    }
}
