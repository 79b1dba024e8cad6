package io.tradepost.mailbox.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.mailbox.model.MessageRange;

/** The statements on {@code mb_entry}. */
final class Entries {
    static final String COLUMNS = "e.mailbox_id, e.uid, e.message_id, e.thread_id, e.modseq, e.internal_millis,"
            + " e.save_millis, e.octets, e.flags, e.keywords";

    /**
     * The order of a mailbox's entries. H2 sees that the primary key has them in this order only if all of it is named; else
     * it reads and sorts the rest of the mailbox for each batch of a walk.
     */
    static final String BY_UID = "e.mailbox_id, e.uid";

    private static final int CHUNK = 500;

    private Entries() {}

    /** The entry in the columns {@link #COLUMNS}, which come first in the row. */
    static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                new FlagSet(row.getInt(9), row.getString(10)));
    }

    /** Adds rows, which must not be there. */
    static void insert(Connection connection, List<Entry> entries) throws SQLException {
        String sql =
                "INSERT INTO mb_entry (mailbox_id, uid, message_id, thread_id, modseq, internal_millis, save_millis,"
                        + " octets, flags, keywords) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Entry entry : entries) {
                insert.setLong(1, entry.mailbox());
                insert.setLong(2, entry.uid());
                insert.setLong(3, entry.message());
                insert.setLong(4, entry.thread());
                insert.setLong(5, entry.modSeq());
                insert.setLong(6, entry.internalMillis());
                insert.setLong(7, entry.saveMillis());
                insert.setLong(8, entry.octets());
                insert.setInt(9, entry.flags().bits());
                insert.setString(10, entry.flags().keywords());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Writes flags and mod-sequence of rows that are there. */
    static void updateFlags(Connection connection, List<Entry> entries) throws SQLException {
        String sql = "UPDATE mb_entry SET flags = ?, keywords = ?, modseq = ? WHERE mailbox_id = ? AND uid = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Entry entry : entries) {
                update.setInt(1, entry.flags().bits());
                update.setString(2, entry.flags().keywords());
                update.setLong(3, entry.modSeq());
                update.setLong(4, entry.mailbox());
                update.setLong(5, entry.uid());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** By rising UID; the highest UID of a range without end is {@link Long#MAX_VALUE}. */
    static List<Entry> inRange(Connection connection, long mailbox, MessageRange range) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM mb_entry e WHERE e.mailbox_id = ? AND e.uid BETWEEN ? AND ? ORDER BY "
                + BY_UID;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, mailbox);
            select.setLong(2, range.getUidFrom().asLong());
            select.setLong(3, range.getUidTo().asLong());
            return readAll(select);
        }
    }

    /** Those of these UIDs that are there, by rising UID within each chunk. */
    static List<Entry> withUids(Connection connection, long mailbox, List<Long> uids) throws SQLException {
        List<Entry> found = new ArrayList<>(uids.size());
        for (List<Long> chunk : chunks(uids)) {
            String sql = "SELECT " + COLUMNS + " FROM mb_entry e WHERE e.mailbox_id = ? AND e.uid IN " + list(chunk)
                    + " ORDER BY e.uid";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, mailbox);
                found.addAll(readAll(select));
            }
        }
        return found;
    }

    /** Wherever these messages are, by mailbox and UID. */
    static List<Entry> ofMessages(Connection connection, Collection<Long> messages) throws SQLException {
        List<Entry> found = new ArrayList<>();
        for (List<Long> chunk : chunks(List.copyOf(messages))) {
            String sql = "SELECT " + COLUMNS + " FROM mb_entry e WHERE e.message_id IN " + list(chunk)
                    + " ORDER BY e.mailbox_id, e.uid";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                found.addAll(readAll(select));
            }
        }
        return found;
    }

    static void delete(Connection connection, long mailbox, List<Long> uids) throws SQLException {
        for (List<Long> chunk : chunks(uids)) {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM mb_entry WHERE mailbox_id = ? AND uid IN " + list(chunk))) {
                delete.setLong(1, mailbox);
                delete.executeUpdate();
            }
        }
    }

    /** UIDs of entries with this flag (or without it), rising, at most so many. */
    static List<Long> uidsWhere(
            Connection connection, long mailbox, int flag, boolean set, MessageRange range, int limit)
            throws SQLException {
        String sql = "SELECT uid FROM mb_entry WHERE mailbox_id = ? AND flags IN " + FlagSet.valuesWith(flag, set)
                + " AND uid BETWEEN ? AND ? ORDER BY uid LIMIT " + limit;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, mailbox);
            select.setLong(2, range.getUidFrom().asLong());
            select.setLong(3, range.getUidTo().asLong());
            return longs(select);
        }
    }

    /** All UIDs from this one on, rising, at most so many. */
    static List<Long> uidsFrom(Connection connection, long mailbox, long from, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT e.uid FROM mb_entry e WHERE e.mailbox_id = ? AND e.uid >= ? ORDER BY " + BY_UID + " LIMIT "
                        + limit)) {
            select.setLong(1, mailbox);
            select.setLong(2, from);
            return longs(select);
        }
    }

    /** The lowest UID of an entry without this flag. */
    static Optional<Long> lowestWithout(Connection connection, long mailbox, int flag) throws SQLException {
        String sql =
                "SELECT MIN(uid) FROM mb_entry WHERE mailbox_id = ? AND flags IN " + FlagSet.valuesWith(flag, false);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, mailbox);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long uid = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(uid);
            }
        }
    }

    static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunks.add(all.subList(from, Math.min(from + CHUNK, all.size())));
        }
        return chunks;
    }

    /** For SQL; numbers need no quotes. */
    static String list(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    }

    static List<Long> longs(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Long> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getLong(1));
            }
            return found;
        }
    }

    private static List<Entry> readAll(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Entry> found = new ArrayList<>();
            while (row.next()) {
                found.add(read(row));
            }
            return found;
        }
    }
}
