package io.tradepost.mailbox.message;

import io.tradepost.mailbox.database.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.james.mailbox.exception.MailboxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Structures of messages that were kept before structures were. They are written by the batch: a client that asks for all of
 * a large mailbox would wait for as many commits otherwise. What is not written when the process ends is parsed once more.
 */
final class LateStructures {
    private static final Logger LOG = LoggerFactory.getLogger(LateStructures.class);
    private static final int BATCH = 200;

    private final Database database;
    private final List<Late> waiting = new ArrayList<>();

    LateStructures(Database database) {
        this.database = database;
    }

    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
    record Late(long message, byte[] structure) {}

    void add(long message, byte[] structure) {
        List<Late> full;
        synchronized (waiting) {
            waiting.add(new Late(message, structure));
            if (waiting.size() < BATCH) {
                return;
            }
            full = new ArrayList<>(waiting);
            waiting.clear();
        }
        // In one order, whoever writes: two batches may have messages in common.
        full.sort(Comparator.comparingLong(Late::message));
        try {
            database.change(connection -> {
                StoredMessages.keepStructures(connection, full);
                return full;
            });
        } catch (MailboxException e) {
            LOG.warn("structures of messages could not be kept, they are parsed again: {}", e.getMessage());
        }
    }
}
