package io.tradepost.archive;

import io.tradepost.archive.content.ContentStore;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.keys.ContentKeys;

/**
 * The truth on disk: the journal, and the keys without which nothing in it can be read (law L6).
 *
 * @param contents puts content into the journal and gives it back
 */
record Vault(Journal journal, ContentKeys keys, ContentStore contents) implements AutoCloseable {
    static Vault open(ArchiveSettings settings, JournalFiles files) {
        Journal journal = Journal.open(new JournalSettings(
                settings.folder().resolve("journal"), settings.segmentBytes(), settings.clock(), files));
        try {
            ContentKeys keys = ContentKeys.open(settings.keys(), journal.id(), ContentStore.newestSlot(journal), files);
            ContentStore contents =
                    new ContentStore(journal, keys, settings.folder().resolve("spool"), files);
            return new Vault(journal, keys, contents);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (keys) {
            journal.close();
        }
    }
}
