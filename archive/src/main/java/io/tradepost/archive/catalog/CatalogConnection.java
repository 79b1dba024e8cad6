package io.tradepost.archive.catalog;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.CatalogSettings;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The way to the catalog's database, which may come and go: it is connected by whoever works with it first when it can be, and
 * whoever reads meanwhile is told that there is no answer here, so that the journal can give it.
 */
final class CatalogConnection implements AutoCloseable {
    private static final long AWAY_NANOS = 5_000_000_000L;

    private final CatalogSettings settings;
    private volatile @Nullable CatalogDatabase database;
    private volatile long awaySince = System.nanoTime() - AWAY_NANOS;
    /** Held for writing while the files are written anew, since the database must then be closed under nobody. */
    private final ReadWriteLock files = new ReentrantReadWriteLock();

    private volatile boolean purging;

    CatalogConnection(CatalogSettings settings) {
        this.settings = settings;
    }

    /** Something that is done with the database, at one stroke. */
    interface Work<T extends @Nullable Object> {
        T with(StatelessSession session);
    }

    /** Waits while the database's files are written anew. Temporary {@link ArchiveException} when the database fails. */
    <T extends @Nullable Object> T inTransaction(Work<T> work) {
        files.readLock().lock();
        try {
            return atOnce(work);
        } finally {
            files.readLock().unlock();
        }
    }

    private <T extends @Nullable Object> T atOnce(Work<T> work) {
        try {
            T result = connected().sessions().fromStatelessTransaction(work::with);
            awaySince = System.nanoTime() - AWAY_NANOS;
            return result;
        } catch (ArchiveException e) {
            throw e;
        } catch (DataException | ConstraintViolationException e) {
            throw ArchiveException.temporary("the catalog's database refused: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            awaySince = System.nanoTime();
            throw ArchiveException.temporary("the catalog's database failed: " + e.getMessage(), e);
        }
    }

    /** Whether asking now would only make somebody wait, for a database that did not answer a moment ago or is written anew. */
    boolean away() {
        return database == null || purging || System.nanoTime() - awaySince < AWAY_NANOS;
    }

    /** Has the database's files written anew, so that they hold nothing that was deleted; connects again when it is next used. */
    void purge() {
        purging = true;
        files.writeLock().lock();
        try {
            close();
            CatalogDatabase.purge(settings);
        } finally {
            files.writeLock().unlock();
            purging = false;
        }
    }

    /** What comes afterwards connects again. */
    @Override
    public void close() {
        CatalogDatabase open = database;
        database = null;
        if (open != null) {
            open.close();
        }
    }

    private CatalogDatabase connected() {
        CatalogDatabase open = database;
        if (open == null) {
            synchronized (this) {
                open = database;
                if (open == null) {
                    open = CatalogDatabase.connect(settings);
                    database = open;
                }
            }
        }
        return open;
    }
}
