package io.tradepost.mailbox.message;

import io.tradepost.mailbox.content.StoredMail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The statements on {@code mb_message} and {@code mb_released}. */
final class StoredMessages {
    static final String COLUMNS =
            "m.id, m.place, m.record, m.top_bytes, m.skip_octets, m.octets, m.body_start, m.header, m.facts,"
                    + " m.structure";
    /** Numbers on disk, by {@link StoredMail.Place#ordinal()}, which are never changed. */
    private static final List<StoredMail.Place> PLACES = List.of(StoredMail.Place.ARCHIVE, StoredMail.Place.MAILBOX);

    private StoredMessages() {}

    /** How a place stands in the tables. */
    static int number(StoredMail.Place place) {
        return PLACES.indexOf(place);
    }

    /** The message in the columns {@link #COLUMNS}, from this one on; empty where a join found none. */
    static Optional<StoredMessage> read(ResultSet row, int first) throws SQLException {
        long id = row.getLong(first);
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new StoredMessage(
                id,
                mail(row, first + 1),
                row.getLong(first + 6),
                Optional.ofNullable(row.getBytes(first + 7)),
                row.getBytes(first + 8),
                Optional.ofNullable(row.getBytes(first + 9))));
    }

    /** Where bytes are, in five columns from this one on. */
    static StoredMail mail(ResultSet row, int first) throws SQLException {
        return new StoredMail(
                PLACES.get(row.getInt(first)),
                row.getLong(first + 1),
                row.getBytes(first + 2),
                row.getLong(first + 3),
                row.getLong(first + 4));
    }

    static Optional<StoredMessage> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM mb_message m WHERE m.id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? read(row, 1) : Optional.empty();
            }
        }
    }

    static void insert(Connection connection, StoredMessage message) throws SQLException {
        String sql =
                "INSERT INTO mb_message (id, place, record, top_bytes, skip_octets, octets, body_start, header, facts,"
                        + " structure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, message.id());
            insert.setInt(2, number(message.mail().place()));
            insert.setLong(3, message.mail().sequence());
            insert.setBytes(4, message.mail().top());
            insert.setLong(5, message.mail().skip());
            insert.setLong(6, message.mail().size());
            insert.setLong(7, message.bodyStart());
            insert.setBytes(8, message.header().orElse(null));
            insert.setBytes(9, message.facts());
            insert.setBytes(10, message.structure().orElse(null));
            insert.executeUpdate();
        }
    }

    /** Writes structures of rows that are there and have none. */
    static void keepStructures(Connection connection, List<LateStructures.Late> structures) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE mb_message SET structure = ? WHERE id = ? AND structure IS NULL")) {
            for (LateStructures.Late one : structures) {
                update.setBytes(1, one.structure());
                update.setLong(2, one.message());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Locks these, in order, until the transaction ends; says which of them are there. */
    static Set<Long> lock(Connection connection, Collection<Long> ids) throws SQLException {
        Set<Long> there = new HashSet<>();
        for (List<Long> chunk : Entries.chunks(List.copyOf(new TreeSet<>(ids)))) {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id FROM mb_message WHERE id IN " + Entries.list(chunk) + " ORDER BY id FOR UPDATE")) {
                there.addAll(Entries.longs(select));
            }
        }
        return there;
    }

    /**
     * Those of these messages that no entry refers to any more go; what they leave behind is noted in {@code mb_released}.
     * They are locked first: of two transactions that each take one of the last two entries away, the later must see it.
     */
    static void releaseUnused(Connection connection, Collection<Long> ids) throws SQLException {
        Set<Long> locked = lock(connection, ids);
        for (List<Long> chunk : Entries.chunks(List.copyOf(locked))) {
            List<Long> unused = new ArrayList<>(chunk);
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT DISTINCT message_id FROM mb_entry WHERE message_id IN " + Entries.list(chunk))) {
                unused.removeAll(new HashSet<>(Entries.longs(select)));
            }
            if (!unused.isEmpty()) {
                run(
                        connection,
                        "INSERT INTO mb_released (message_id, place, record, top_bytes, skip_octets, octets)"
                                + " SELECT id, place, record, top_bytes, skip_octets, octets FROM mb_message WHERE id IN "
                                + Entries.list(unused));
                run(connection, "DELETE FROM mb_message WHERE id IN " + Entries.list(unused));
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
