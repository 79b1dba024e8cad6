package io.tradepost.archive;

import io.tradepost.archive.content.ContentStore;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.keys.ContentKeys;
import io.tradepost.archive.segment.SegmentShelf;

/**
 * The truth on disk: the journal, and the keys without which nothing in it can be read (law L6).
 *
 * @param shelf    where its sealed segments are
 * @param contents puts content into the journal and gives it back
 */
record Vault(SegmentShelf shelf, Journal journal, ContentKeys keys, ContentStore contents) implements AutoCloseable {
    static Vault open(ArchiveSettings settings, JournalFiles files) {
        SegmentShelf shelf = SegmentShelf.of(settings.store(), settings.clock(), files);
        Journal journal = Journal.open(new JournalSettings(
                settings.folder().resolve("journal"), settings.segmentBytes(), settings.clock(), files, shelf));
        try {
            ContentKeys keys = ContentKeys.open(settings.keys(), journal.id(), ContentStore.newestSlot(journal), files);
            ContentStore contents =
                    new ContentStore(journal, keys, settings.folder().resolve("spool"), files);
            shelf.follow(journal);
            return new Vault(shelf, journal, keys, contents);
        } catch (RuntimeException | Error e) {
            try (shelf) {
                journal.close();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try (journal;
                keys) {
            shelf.close();
        }
    }
}
