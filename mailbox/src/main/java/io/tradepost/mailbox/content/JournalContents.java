package io.tradepost.mailbox.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;

/** Keeps every message whole in a journal of its own. */
public final class JournalContents implements MailContents {
    private static final long SEGMENT_BYTES = 64L << 20;

    private final Journal journal;

    /** Opens the journal in this folder, or begins one. */
    public JournalContents(Path folder, Clock clock) {
        this.journal = Journal.open(JournalSettings.of(folder, SEGMENT_BYTES, clock));
    }

    /** Nothing is ever let go of. */
    @Override
    public Hold hold() {
        return () -> {};
    }

    @Override
    public StoredMail keep(Content message) {
        Journal.Appended appended =
                journal.append(new NewRecord(RecordKind.DELIVERY, 1, 0, new byte[0], message));
        return new StoredMail(StoredMail.Place.MAILBOX, appended.sequence(), new byte[0], 0, message.size());
    }

    @Override
    public Content read(StoredMail mail) {
        return journal.read(mail.sequence())
                .orElseThrow(() -> ArchiveException.permanent("record " + mail.sequence() + " is damaged"))
                .content();
    }

    @Override
    public void released(Collection<StoredMail> mails) {
        // The journal only grows.
    }

    @Override
    public void close() {
        journal.close();
    }
}
