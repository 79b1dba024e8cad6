package io.tradepost.server.rooms;

import io.tradepost.mailbox.MailboxStore;
import io.tradepost.mailbox.content.JournalContents;
import io.tradepost.mailbox.content.MailContents;
import io.tradepost.mailbox.database.DatabaseSettings;
import java.nio.file.Path;
import java.time.Clock;

/** The mailboxes and what keeps their messages' bytes, opened and closed together. */
final class Mailboxes implements AutoCloseable {
    private final MailContents contents;
    private final MailboxStore store;

    private Mailboxes(MailContents contents, MailboxStore store) {
        this.contents = contents;
        this.store = store;
    }

    /** Opens them; the folder, for what the mailboxes keep themselves, is made if absent. */
    static Mailboxes open(DatabasePlace place, Path folder, Clock clock) {
        MailContents contents = new JournalContents(folder.resolve("journal"), clock);
        try {
            return new Mailboxes(
                    contents,
                    MailboxStore.open(
                            new DatabaseSettings(place.url(), place.user(), place.password(), place.poolSize()),
                            contents,
                            clock));
        } catch (RuntimeException e) {
            contents.close();
            throw e;
        }
    }

    MailboxStore store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
        contents.close();
    }
}
