package io.tradepost.mailbox.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statements on {@code mb_counter}, and on what is counted beside it: quota and keywords. The row of a mailbox is the
 * lock under which its entries change; it is what makes UIDs rise in the order in which they become visible.
 */
final class Counters {
    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);

    /** Keywords of mailboxes that are known to be in the table. A keyword, once there, stays. */
    private final Map<Long, Set<String>> knownKeywords = new ConcurrentHashMap<>();

    /**
     * A mailbox's counters.
     *
     * @param lastUid       the highest UID given out; 0 when none was
     * @param highestModSeq the highest mod-sequence given out; 0 when none was
     */
    record Counter(
            long mailbox,
            String quotaRoot,
            long lastUid,
            long highestModSeq,
            long messages,
            long unseen,
            long octets) {}

    /** What a transaction changes of a mailbox's counters. */
    record Change(long lastUid, long highestModSeq, long messages, long unseen, long octets) {
        static Change of(Counter locked, long uids, Collection<Entry> added, Collection<Entry> removed) {
            return new Change(
                    locked.lastUid() + uids,
                    locked.highestModSeq() + 1,
                    added.size() - (long) removed.size(),
                    unseen(added) - unseen(removed),
                    octets(added) - octets(removed));
        }

        private static long unseen(Collection<Entry> entries) {
            return entries.stream()
                    .filter(entry -> !entry.flags().has(FlagSet.SEEN))
                    .count();
        }

        private static long octets(Collection<Entry> entries) {
            return entries.stream().mapToLong(Entry::octets).sum();
        }
    }

    /** What is committed now; empty when there is no such mailbox. */
    Optional<Counter> look(Connection connection, long mailbox) throws SQLException {
        return select(connection, mailbox, "");
    }

    /** Locks these mailboxes, in order, until the transaction ends. Those that do not exist are left out. */
    Map<Long, Counter> lock(Connection connection, Collection<Long> mailboxes) throws SQLException {
        Map<Long, Counter> locked = new HashMap<>();
        // One statement for each, or the database would choose the order.
        for (long mailbox : new TreeSet<>(mailboxes)) {
            select(connection, mailbox, " FOR UPDATE").ifPresent(counter -> locked.put(counter.mailbox(), counter));
        }
        return locked;
    }

    /** Writes a locked mailbox's counters. */
    void change(Connection connection, long mailbox, Change change) throws SQLException {
        String sql = "UPDATE mb_counter SET last_uid = ?, highest_modseq = ?, messages = messages + ?,"
                + " unseen = unseen + ?, octets = octets + ? WHERE mailbox_id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, change.lastUid());
            update.setLong(2, change.highestModSeq());
            update.setLong(3, change.messages());
            update.setLong(4, change.unseen());
            update.setLong(5, change.octets());
            update.setLong(6, mailbox);
            update.executeUpdate();
        }
    }

    /** Adds to what quota roots use; last in a transaction, since many mailboxes share one. */
    void use(Connection connection, Map<String, Usage> byRoot) throws SQLException {
        for (Map.Entry<String, Usage> one : new TreeMap<>(byRoot).entrySet()) {
            if (!one.getValue().equals(Usage.NOTHING) && !add(connection, one.getKey(), one.getValue())) {
                begin(connection, one.getKey());
                add(connection, one.getKey(), one.getValue());
            }
        }
    }

    /** An amount of mail; may be negative. */
    record Usage(long messages, long octets) {
        static final Usage NOTHING = new Usage(0, 0);

        Usage plus(Usage other) {
            return new Usage(messages + other.messages, octets + other.octets);
        }
    }

    /** Keeps the keywords of these entries as keywords of the mailbox. */
    void keepKeywords(Connection connection, long mailbox, Collection<Entry> entries) throws SQLException {
        Set<String> missing = new TreeSet<>();
        for (Entry entry : entries) {
            missing.addAll(entry.flags().keywordList());
        }
        missing.removeAll(knownKeywords.getOrDefault(mailbox, Set.of()));
        if (missing.isEmpty()) {
            return;
        }
        Set<String> there = keywords(connection, mailbox);
        missing.removeAll(there);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO mb_keyword (mailbox_id, keyword) VALUES (?, ?)")) {
            for (String keyword : missing) {
                insert.setLong(1, mailbox);
                insert.setString(2, keyword);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        // Only what was read is known to be committed.
        knownKeywords.put(mailbox, Set.copyOf(there));
    }

    /** Keywords ever used in the mailbox. */
    Set<String> keywords(Connection connection, long mailbox) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT keyword FROM mb_keyword WHERE mailbox_id = ?")) {
            select.setLong(1, mailbox);
            try (ResultSet row = select.executeQuery()) {
                Set<String> found = new HashSet<>();
                while (row.next()) {
                    found.add(row.getString(1));
                }
                return found;
            }
        }
    }

    private static void begin(Connection connection, String root) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO mb_quota_usage (quota_root, messages, octets) VALUES (?, 0, 0)")) {
            insert.setString(1, root);
            insert.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException e) {
            // Another transaction made the row meanwhile, which is as good.
            LOG.debug("the quota root {} is there already", root, e);
        }
    }

    private static boolean add(Connection connection, String root, Usage usage) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE mb_quota_usage SET messages = messages + ?, octets = octets + ? WHERE quota_root = ?")) {
            update.setLong(1, usage.messages());
            update.setLong(2, usage.octets());
            update.setString(3, root);
            return update.executeUpdate() > 0;
        }
    }

    private static Optional<Counter> select(Connection connection, long mailbox, String suffix) throws SQLException {
        String sql = "SELECT quota_root, last_uid, highest_modseq, messages, unseen, octets FROM mb_counter"
                + " WHERE mailbox_id = ?" + suffix;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, mailbox);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Counter(
                                mailbox,
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)))
                        : Optional.empty();
            }
        }
    }
}
