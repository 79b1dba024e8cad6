package io.tradepost.mailbox.search;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.mime.MailText;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.james.mailbox.model.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads messages into the index. Thread-safe: a message that two read at once is in it once. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final StoreReader store;
    private final TextIndex index;

    /** Passed over until {@link #forgetUnreadable}, so that a damaged message costs no search more than once. */
    private final IdSet unreadable = new IdSet();

    Intake(StoreReader store, TextIndex index) {
        this.store = store;
        this.index = index;
    }

    /** A message of a mailbox. */
    record Message(long uid, long id) {}

    /** Whether it is not in the index, and nothing is known that would keep it out. */
    boolean lacks(long message) {
        return !index.has(message) && !unreadable.contains(message);
    }

    /** Reads those of these messages that are still there and that the index lacks. */
    void take(Mailbox mailbox, List<Message> messages) {
        TreeMap<Long, Long> lacking = new TreeMap<>();
        messages.stream()
                .filter(message -> lacks(message.id()))
                .forEach(message -> lacking.put(message.uid(), message.id()));
        long[] uids = lacking.keySet().stream().mapToLong(Long::longValue).toArray();
        store.contents(mailbox, uids, false, (uid, content) -> add(lacking.getOrDefault(uid, 0L), content));
    }

    private void add(long message, Content content) {
        try {
            if (lacks(message)) {
                index.add(message, MailText.of(content));
            }
        } catch (UncheckedIOException | ArchiveException e) {
            unreadable.add(message);
            LOG.atWarn().addKeyValue("message", message).setCause(e).log("a message can't be read for the index");
        }
    }

    /** Lets those that could not be read be tried again; tells whether there were any. */
    boolean forgetUnreadable() {
        boolean[] any = {false};
        unreadable.forEach(message -> {
            unreadable.remove(message);
            any[0] = true;
        });
        return any[0];
    }
}
