package io.tradepost.archive;

import io.tradepost.archive.catalog.Catalog;
import io.tradepost.archive.follow.Follower;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.search.FullText;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Catalog and index behind the journal: how far they are, and how they are filled again. */
final class Followers implements AutoCloseable {
    /** Records read again at the start because the index does not have them; takes about a second. */
    private static final long MOST_REMEMBERED = 20_000;

    private static final Follower.Linger INDEX_LINGER =
            new Follower.Linger(Duration.ofMillis(50), Duration.ofMillis(400));
    private static final Follower.Linger CATALOG_LINGER = new Follower.Linger(Duration.ZERO, Duration.ofMillis(200));

    private static final Duration MARKING = Duration.ofSeconds(10);

    private final Journal journal;
    private final FullText index;
    private final Catalog catalog;
    private final ReadingRoom room;
    private volatile Follower indexFollower;
    private volatile Follower catalogFollower;

    /**
     * They do not follow before {@link #start}.
     *
     * @param recent stands in for the index where it lags little
     */
    Followers(Journal journal, FullText index, Catalog catalog, ReadingRoom room, RecentRecords recent) {
        this.journal = journal;
        this.index = index;
        this.catalog = catalog;
        this.room = room;
        this.indexFollower = new Follower(journal, index, INDEX_LINGER);
        this.catalogFollower = new Follower(journal, catalog, CATALOG_LINGER);
        if (journal.nextSequence() - index.visible() > MOST_REMEMBERED) {
            room.filling(journal.nextSequence());
        } else {
            recent.rememberUnindexed(journal, index.visible());
        }
    }

    void start() {
        indexFollower.start();
        catalogFollower.start();
    }

    /** First sequence that the catalog does not hold; -1 while that is not known. */
    long catalogNext() {
        return catalogFollower.next();
    }

    String catalogState() {
        return catalogFollower.state();
    }

    String indexState() {
        return indexFollower.state();
    }

    /** Empties both and fills them again; returns when that is done. */
    synchronized void rebuild(Consumer<Progress> progress) {
        close();
        room.filling(journal.nextSequence());
        try {
            index.clear();
            catalog.clear();
        } finally {
            indexFollower = new Follower(journal, index, INDEX_LINGER);
            catalogFollower = new Follower(journal, catalog, CATALOG_LINGER);
            start();
        }
        long end = journal.nextSequence();
        while (index.visible() < end || catalogNext() < end) {
            progress.accept(new Progress("index", Math.max(0, index.visible()), end));
            progress.accept(new Progress("catalog", Math.max(0, catalogNext()), end));
            pause();
        }
        progress.accept(new Progress("index", end, end));
        progress.accept(new Progress("catalog", end, end));
    }

    /**
     * Waits until both hold everything that is durable now; a temporary failure if that takes longer. Then a little for the
     * names of holds, which go on being put on what was there before: with a hold over much mail that takes its time, and
     * only a search by the hold's name needs it.
     */
    void await(Duration timeout) {
        long end = journal.nextSequence();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (index.visible() < end || catalogNext() < end) {
            if (System.nanoTime() > deadline) {
                throw ArchiveException.temporary(
                        "catalog (" + catalogState() + ") and index (" + indexState() + ") did not follow in time",
                        new TimeoutException(timeout.toString()));
            }
            pause();
        }
        long marked = Math.min(deadline, System.nanoTime() + MARKING.toNanos());
        while (!index.settled() && System.nanoTime() - marked < 0) {
            pause();
        }
    }

    @Override
    public void close() {
        catalogFollower.close();
        indexFollower.close();
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ArchiveException.temporary("interrupted while waiting", e);
        }
    }
}
