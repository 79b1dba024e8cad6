package io.tradepost.server.rooms;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.BeforeShred;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.keys.KeySettings;
import io.tradepost.mailbox.MailboxStore;
import io.tradepost.mailbox.MailboxStoreException;
import io.tradepost.mailbox.content.Departures;
import io.tradepost.mailbox.content.OwnMail;
import io.tradepost.mailbox.content.ReferringContents;
import io.tradepost.mailbox.database.Database;
import io.tradepost.mailbox.database.DatabaseSettings;
import io.tradepost.mailbox.message.MessageReferences;
import io.tradepost.server.h2.SpaceUpkeep;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailboxes' tables, what keeps their messages' bytes, and the store over both. Each is opened when first asked for:
 * disposal needs the first two, also when no server runs, and may need them while the archive itself is still opening.
 */
final class Mailboxes implements BeforeShred, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);
    /** Space comes back by the segment, so they are smaller than the archive's. */
    private static final long SEGMENT_BYTES = 32L << 20;

    private final Lazy<Database> tables;
    private final Lazy<OwnMail> own;
    private final Lazy<Departures> departures;
    private final Lazy<ReferringContents> contents;
    private final Lazy<MailboxStore> store;
    private final Lazy<Thread> mending;
    private final Lazy<Optional<SpaceUpkeep>> space;

    /**
     * Opens nothing yet.
     *
     * @param folder  of what the mailboxes keep themselves; made if absent
     * @param keys    of that
     * @param archive asked for when the store is opened
     */
    Mailboxes(DatabasePlace place, Path folder, KeySettings keys, Clock clock, Supplier<Archive> archive) {
        this.tables = new Lazy<>(() -> MailboxStore.tables(
                new DatabaseSettings(place.url(), place.user(), place.password(), place.poolSize())));
        this.own = new Lazy<>(
                () -> OwnMail.open(new OwnMail.Settings(folder, keys, clock, SEGMENT_BYTES, new DiskFiles())));
        this.departures = new Lazy<>(() -> new Departures(own.get(), new MessageReferences(tables::get)));
        this.contents = new Lazy<>(() -> new ReferringContents(archive.get().shared(), own.get(), departures.get()));
        this.store = new Lazy<>(() -> MailboxStore.open(tables.get(), contents.get(), clock));
        this.space = new Lazy<>(() -> place.embedded() ? Optional.of(upkeep(place)) : Optional.empty());
        this.mending = new Lazy<>(
                () -> Thread.ofPlatform().daemon().name("mailbox-mend").start(this::mend));
    }

    /** What James is given. Content that was kept in vain before a crash is let go of behind it. */
    MailboxStore store() {
        MailboxStore opened = store.get();
        mending.get();
        space.get();
        return opened;
    }

    private static SpaceUpkeep upkeep(DatabasePlace place) {
        try {
            SpaceUpkeep upkeep = SpaceUpkeep.of(place.url(), place.user(), place.password());
            upkeep.begin();
            return upkeep;
        } catch (SQLException e) {
            throw MailboxStoreException.temporary("the mailboxes' database cannot be reached: " + e.getMessage(), e);
        }
    }

    /** Messages that are in no archive. */
    OwnMail own() {
        return own.get();
    }

    @Override
    public void leaving(List<Leaving> leaving) {
        try {
            departures.get().leaving(leaving);
        } catch (MailboxStoreException e) {
            throw ArchiveException.temporary(
                    "it cannot be told what the mailboxes need, so nothing is disposed of: " + e.getMessage(), e);
        }
    }

    private void mend() {
        try {
            departures.get().mend();
        } catch (ArchiveException e) {
            LOG.warn("content that was kept in vain is let go of at the next start: {}", e.toString());
        }
    }

    @Override
    public void close() {
        mending.ifOpened().ifPresent(Mailboxes::end);
        store.ifOpened().ifPresent(MailboxStore::close);
        Optional<ReferringContents> all = contents.ifOpened();
        all.ifPresentOrElse(ReferringContents::close, () -> own.ifOpened().ifPresent(OwnMail::close));
        space.ifOpened().flatMap(upkeep -> upkeep).ifPresent(SpaceUpkeep::close);
        tables.ifOpened().ifPresent(Database::close);
    }

    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
