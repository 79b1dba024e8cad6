package io.tradepost.mailbox.message;

import io.tradepost.mailbox.message.Counters.Counter;
import io.tradepost.mailbox.message.Counters.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.james.mailbox.exception.MailboxException;

/** What becomes of a mailbox's content when the mailbox comes, goes or gets another owner: within the caller's transaction. */
public final class FolderContents {
    private static final List<String> OF_A_MAILBOX = List.of("mb_entry", "mb_keyword", "mb_counter");

    private final MailRoom room;

    /** Of the mailboxes in this room. */
    public FolderContents(MailRoom room) {
        this.room = room;
    }

    /** Begins to count for a new mailbox. */
    public void begin(Connection connection, long mailbox, String quotaRoot) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO mb_counter (mailbox_id, quota_root,"
                + " last_uid, highest_modseq, messages, unseen, octets) VALUES (?, ?, 0, 0, 0, 0, 0)")) {
            insert.setLong(1, mailbox);
            insert.setString(2, quotaRoot);
            insert.executeUpdate();
        }
    }

    /** Takes everything out of a mailbox and forgets its counters and keywords; {@link #released} is to be called after. */
    public void empty(Connection connection, long mailbox) throws SQLException, MailboxException {
        Counter counter = room.locked(connection, mailbox);
        List<Long> messages = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT message_id FROM mb_entry WHERE mailbox_id = ?")) {
            select.setLong(1, mailbox);
            messages.addAll(Entries.longs(select));
        }
        for (String table : OF_A_MAILBOX) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE mailbox_id = ?")) {
                delete.setLong(1, mailbox);
                delete.executeUpdate();
            }
        }
        StoredMessages.releaseUnused(connection, new HashSet<>(messages));
        room.counters().use(connection, Map.of(counter.quotaRoot(), new Usage(-counter.messages(), -counter.octets())));
    }

    /** Counts a mailbox's content for another quota root from now on. */
    public void countFor(Connection connection, long mailbox, String quotaRoot) throws SQLException, MailboxException {
        Counter counter = room.locked(connection, mailbox);
        if (counter.quotaRoot().equals(quotaRoot)) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE mb_counter SET quota_root = ? WHERE mailbox_id = ?")) {
            update.setString(1, quotaRoot);
            update.setLong(2, mailbox);
            update.executeUpdate();
        }
        Map<String, Usage> usage = new HashMap<>();
        usage.put(counter.quotaRoot(), new Usage(-counter.messages(), -counter.octets()));
        usage.put(quotaRoot, new Usage(counter.messages(), counter.octets()));
        room.counters().use(connection, usage);
    }

    /** Says that content may have been left behind, once the transaction is committed. */
    public void released() {
        room.released();
    }
}
