package io.tradepost.mailbox.message;

import io.tradepost.mailbox.MailboxStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.store.mail.MessageMapper.FetchType;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;

/** Walks a mailbox by rising UID, a batch at a time. Between two batches no connection is held. */
final class EntryWalk implements Iterator<MailboxMessage> {
    private static final int ENTRIES = 2_000;
    /** Rows with headers are a hundred times as long. */
    private static final int MESSAGES = 200;

    private final MailRoom room;
    private final long mailbox;
    private final boolean withMessages;
    private final long last;
    private final Deque<MailboxMessage> batch = new ArrayDeque<>();
    private long next;
    private long left;
    private boolean atEnd;

    /**
     * Begins with the range's first.
     *
     * @param limit messages at most; 0 or less for all
     */
    EntryWalk(MailRoom room, long mailbox, MessageRange range, FetchType type, int limit) {
        this.room = room;
        this.mailbox = mailbox;
        this.withMessages = type != FetchType.METADATA;
        this.next = range.getUidFrom().asLong();
        this.last = range.getUidTo().asLong();
        this.left = limit <= 0 ? Long.MAX_VALUE : limit;
    }

    @Override
    public boolean hasNext() {
        if (batch.isEmpty() && !atEnd) {
            fill();
        }
        return !batch.isEmpty();
    }

    @Override
    public MailboxMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more messages");
        }
        return batch.removeFirst();
    }

    private void fill() {
        int size = (int) Math.min(withMessages ? MESSAGES : ENTRIES, left);
        try {
            long read = room.database().read(connection -> read(connection, size));
            left -= read;
            atEnd = read < size || left == 0;
        } catch (MailboxException e) {
            throw MailboxStoreException.temporary("a mailbox can't be read: " + e.getMessage(), e);
        }
    }

    private long read(Connection connection, int size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql(withMessages))) {
            select.setLong(1, mailbox);
            select.setLong(2, next);
            select.setLong(3, last);
            select.setInt(4, size);
            long read = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Entry entry = Entries.read(row);
                    batch.add(new EntryMessage(
                            room.bodies(),
                            entry,
                            withMessages ? StoredMessages.read(row, FIRST_OF_MESSAGE) : Optional.empty()));
                    next = entry.uid() + 1;
                    read++;
                }
            }
            return read;
        }
    }

    private static final int FIRST_OF_MESSAGE = 11;

    /** The statement of one batch: mailbox, first UID, last UID, and how many at most. */
    static String sql(boolean withMessages) {
        // Outer: an entry whose message is missing is shown, and fails when it is opened.
        String from = withMessages
                ? "SELECT " + Entries.COLUMNS + ", " + StoredMessages.COLUMNS
                        + " FROM mb_entry e LEFT JOIN mb_message m ON m.id = e.message_id"
                : "SELECT " + Entries.COLUMNS + " FROM mb_entry e";
        return from + " WHERE e.mailbox_id = ? AND e.uid BETWEEN ? AND ? ORDER BY " + Entries.BY_UID + " LIMIT ?";
    }
}
