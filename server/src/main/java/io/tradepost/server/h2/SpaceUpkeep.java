package io.tradepost.server.h2;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what a database file holds for nothing.
 *
 * <p>Each commit of {@linkplain SyncedFiles synced files} writes a chunk of its own, with every page it touched, and next to
 * nothing of a chunk is still needed a few commits later: the tables of 20,000 mails, 46 MB, took 600 MB. H2 puts such files
 * in order on the thread that writes late, and there is none where nothing is written late. So this does what that thread
 * would: it writes what is left of nearly empty chunks anew, a few megabytes at a time, and moves chunks together, which
 * lets the file shrink. Commits wait while chunks are moved, so that is left for when there are none.
 */
public final class SpaceUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceUpkeep.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** So little is not worth the work. */
    private static final long SMALL = 8L << 20;
    /** Per cent of a file, or of its chunks, that is in use; above it they are left as they are. */
    private static final int FULL_ENOUGH = 80;
    /** Per cent below which room is made while commits go on, too. */
    private static final int NEARLY_EMPTY = 25;
    /** Commits within {@link #EVERY} that are no load. */
    private static final int FEW = 10;

    private static final int REWRITTEN = 4 << 20;
    /**
     * Where these do not reach the file's end, H2 moves the same chunks from one hole to another each time; so the next time
     * they are twice as many, and when {@link #MOST_MOVED} did not help either, the file stays until it has another size.
     */
    private static final long MOVED = 32L << 20;

    private static final long MOST_MOVED = 256L << 20;

    private final Connection connection;
    private final MVStore store;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("h2-space").factory());
    private Optional<ScheduledFuture<?>> rounds = Optional.empty();
    private long version;
    private long moving = MOVED;
    private long stuck;

    private SpaceUpkeep(Connection connection, MVStore store) {
        this.connection = connection;
        this.store = store;
        this.version = store.getCurrentVersion();
    }

    /** Over a database that is, or now gets, open in this process; does nothing before {@link #begin}. */
    public static SpaceUpkeep of(String url, String user, String password) throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        try {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return new SpaceUpkeep(connection, session.getDatabase().getStore().getMvStore());
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** From now on, every few seconds. */
    public void begin() {
        rounds = Optional.of(
                clock.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void look() {
        try {
            once();
        } catch (MVStoreException e) {
            // Space is not worth a database: whoever uses it next meets the same failure, and says more about it.
            LOG.warn("a database file can't be put in order: {}", e.toString());
        }
    }

    /** Does a little of what there is to do; whether there was anything. */
    boolean once() {
        if (store.isClosed()) {
            return false;
        }
        long now = store.getCurrentVersion();
        boolean idle = now - version <= FEW;
        boolean changed = idle ? tidy() : relieve();
        version = store.getCurrentVersion();
        return changed;
    }

    private boolean tidy() {
        FileStore<?> file = store.getFileStore();
        if (file.size() < SMALL) {
            return false;
        }
        if (file.getChunksFillRate() < FULL_ENOUGH && rewritten(FULL_ENOUGH)) {
            return true;
        }
        if (file.getFillRate() < FULL_ENOUGH && file.size() != stuck && file instanceof RandomAccessStore chunks) {
            move(chunks);
            return true;
        }
        return false;
    }

    private void move(RandomAccessStore chunks) {
        long before = chunks.size();
        chunks.compactMoveChunks(FULL_ENOUGH, moving, store);
        if (chunks.size() < before) {
            moving = MOVED;
        } else if (moving < MOST_MOVED) {
            moving *= 2;
        } else {
            stuck = chunks.size();
            moving = MOVED;
        }
    }

    private boolean relieve() {
        FileStore<?> file = store.getFileStore();
        return file.size() >= SMALL && file.getChunksFillRate() < NEARLY_EMPTY && rewritten(NEARLY_EMPTY);
    }

    /** Until it is committed, what was rewritten is in memory only, and no chunk is given up for it. */
    private boolean rewritten(int fillRate) {
        boolean any = store.compact(fillRate, REWRITTEN);
        if (any) {
            store.commit();
        }
        return any;
    }

    /** Ends before the database is closed. */
    @Override
    public void close() {
        rounds.ifPresent(round -> round.cancel(false));
        clock.shutdown();
        try {
            // A round takes less than a second; an interrupt could hit H2 while it writes.
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("a database file is still being put in order");
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("a connection to a database file can't be closed: {}", e.toString());
        }
    }
}
