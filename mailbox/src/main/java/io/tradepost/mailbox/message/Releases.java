package io.tradepost.mailbox.message;

import io.tradepost.archive.ArchiveException;
import io.tradepost.mailbox.content.MailContents;
import io.tradepost.mailbox.content.StoredMail;
import io.tradepost.mailbox.database.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.james.mailbox.exception.MailboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever keeps content what is not needed any more. The note was written by the transaction that took the last
 * entry away; it goes once the keeper knows, so that a crash between the two only tells it twice.
 */
public final class Releases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final int BATCH = 500;
    private static final long AGAIN_AFTER_SECONDS = 60;

    private final Database database;
    private final MailContents contents;
    private final Semaphore waiting = new Semaphore(1);
    private final Thread thread;
    private volatile boolean closed;

    /** Begins with what was left from before. */
    public Releases(Database database, MailContents contents) {
        this.database = database;
        this.contents = contents;
        this.thread = Thread.ofPlatform().daemon().name("mailbox-releases").start(this::run);
    }

    /** There may be something to tell; returns at once. */
    public void wake() {
        if (waiting.availablePermits() == 0) {
            waiting.release();
        }
    }

    /** Tells what is to be told now; how much it was. */
    public int drain() throws MailboxException {
        int told = 0;
        while (!closed) {
            Map<Long, StoredMail> batch = read();
            if (batch.isEmpty()) {
                break;
            }
            contents.released(batch.values());
            forget(List.copyOf(batch.keySet()));
            told += batch.size();
        }
        return told;
    }

    @Override
    public void close() {
        closed = true;
        waiting.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (waiting.tryAcquire(AGAIN_AFTER_SECONDS, TimeUnit.SECONDS)) {
                    drain();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (MailboxException | ArchiveException e) {
                LOG.warn("content that no mailbox needs could not be let go of; it is tried again", e);
            }
        }
    }

    private Map<Long, StoredMail> read() throws MailboxException {
        return database.read(connection -> {
            Map<Long, StoredMail> batch = new LinkedHashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT message_id, place, record, top_bytes, skip_octets, octets FROM mb_released"
                                    + " ORDER BY message_id LIMIT " + BATCH);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    batch.put(row.getLong(1), StoredMessages.mail(row, 2));
                }
            }
            return batch;
        });
    }

    private void forget(List<Long> messages) throws MailboxException {
        database.change(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM mb_released WHERE message_id IN " + Entries.list(messages))) {
                return delete.executeUpdate();
            }
        });
    }
}
