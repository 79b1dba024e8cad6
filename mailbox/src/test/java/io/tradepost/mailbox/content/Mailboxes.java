package io.tradepost.mailbox.content;

import io.tradepost.archive.Archive;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.keys.KeySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The mailboxes' content over rows and an archive that others own. */
record Mailboxes(OwnMail own, Departures departures, ReferringContents contents, Rows rows) implements AutoCloseable {
    /** Bytes of a segment: a few messages fill one. */
    static final long SEGMENT = 128 << 10;

    static Mailboxes open(Path folder, JournalFiles files, Rows rows, Archive archive) {
        OwnMail own = OwnMail.open(new OwnMail.Settings(
                folder.resolve("mailbox"),
                KeySettings.in(folder.resolve("mailbox/keys")),
                Clock.systemUTC(),
                SEGMENT,
                files));
        Departures departures = new Departures(own, rows);
        return new Mailboxes(own, departures, new ReferringContents(archive.shared(), own, departures), rows);
    }

    /** Keeps a message and writes a row of this name for it, as a mailbox does. */
    StoredMail keep(String name, byte[] bytes) {
        try (MailContents.Hold hold = contents.hold()) {
            StoredMail mail = contents.keep(Content.of(bytes));
            rows.add(name, mail);
            return mail;
        }
    }

    /** Deletes the row, then what it referred to. */
    void release(String name) {
        StoredMail mail = rows.find(name).orElseThrow();
        rows.delete(name);
        contents.released(List.of(mail));
    }

    @Override
    public void close() {
        contents.close();
    }
}
