package io.tradepost.trade;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link TradeSnapshot} of the trade database, refreshed on a thread of its own and swapped whole.
 *
 * <p>A refresh reads the rows changed since the {@link Watermark} and compares the views' row counts with its own: a
 * difference (something was deleted, or came without a new {@code updated_at}) makes it read everything anew at once.
 * Everything is read anew in any case every {@link TradeSettings#reconcileEvery}.
 *
 * <p>A database that is down leaves the last snapshot standing, and {@link #health} says so (law L9). One that is down
 * from the start gives an empty snapshot that was never {@linkplain TradeSnapshot#loaded loaded}; it recovers by itself.
 */
public final class TradeDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TradeDatabase.class);

    private final TradeSettings settings;
    private final ViewReader reader;
    private final ScheduledExecutorService thread;
    private final ReentrantLock refreshing = new ReentrantLock();

    private volatile TradeSnapshot snapshot;
    private volatile State state;

    /** Under {@link #refreshing}. */
    private final Map<TradeView, Watermark> watermarks = new EnumMap<>(TradeView.class);

    private Instant reconciledAt = Instant.MIN;

    /** How the last look went. */
    private record State(
            boolean reachable, Optional<String> problem, Optional<Instant> checkedAt, List<String> missing) {}

    private TradeDatabase(TradeSettings settings) {
        this.settings = settings;
        this.reader = new ViewReader(settings);
        this.snapshot = TradeSnapshot.notLoaded(settings.clock().instant());
        this.state = new State(false, Optional.of("not loaded yet"), Optional.empty(), List.of());
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("trade-refresh").daemon(true).factory());
    }

    /**
     * Reads the database once, then goes on refreshing. Does not fail if the database is down; a wrong driver or URL
     * does.
     */
    public static TradeDatabase open(TradeSettings settings) {
        TradeDatabase database;
        try {
            database = new TradeDatabase(settings);
        } catch (RuntimeException e) {
            throw TradeException.permanent("The trade database's address cannot be used: " + settings, e);
        }
        database.refreshQuietly();
        long every = settings.refreshEvery().toMillis();
        var unused =
                database.thread.scheduleWithFixedDelay(database::refreshQuietly, every, every, TimeUnit.MILLISECONDS);
        return database;
    }

    /** The latest snapshot. */
    public TradeSnapshot snapshot() {
        return snapshot;
    }

    /**
     * Looks for changes now, in the caller's thread.
     *
     * @throws TradeException if the database could not be read; the last snapshot stands
     */
    public void refresh() {
        refreshing.lock();
        try {
            boolean whole = !snapshot.loaded() || reconciliationDue();
            reader.look(session -> {
                if (whole || !refreshChanged(session)) {
                    reconcile(session);
                }
                return this;
            });
        } catch (SQLException e) {
            boolean wasReachable = state.reachable();
            String problem = ViewReader.plainly(e);
            state = new State(false, Optional.of(problem), state.checkedAt(), state.missing());
            if (wasReachable || !snapshot.loaded()) {
                LOG.atWarn()
                        .addKeyValue("snapshot", snapshot.id())
                        .addKeyValue("loaded", snapshot.loaded())
                        .log("Trade database cannot be read; the last snapshot stands: {}", problem);
            }
            throw TradeException.temporary("The trade database cannot be read: " + problem, e);
        } finally {
            refreshing.unlock();
        }
    }

    /** How it stands with the database and the snapshot. */
    public TradeHealth health() {
        TradeSnapshot current = snapshot;
        State now = state;
        return new TradeHealth(
                current.loaded(),
                now.reachable(),
                now.problem(),
                now.checkedAt(),
                current.id(),
                now.missing(),
                current.customerCount(),
                current.contactCount(),
                current.orderCount(),
                current.referenceCount(),
                current.ownerCount());
    }

    /** Stops refreshing and lets the database go. The snapshot can still be asked. */
    @Override
    public void close() {
        thread.shutdownNow();
        reader.close();
    }

    private void refreshQuietly() {
        try {
            refresh();
        } catch (TradeException e) {
            LOG.debug("Refresh failed, next try in {}", settings.refreshEvery(), e);
        } catch (RuntimeException e) {
            // An exception would end the schedule for ever.
            LOG.atError().setCause(e).log("Refreshing the trade snapshot failed unexpectedly");
            state = new State(false, Optional.of(e.toString()), state.checkedAt(), state.missing());
        }
    }

    private boolean reconciliationDue() {
        return Duration.between(reconciledAt, settings.clock().instant()).compareTo(settings.reconcileEvery()) >= 0;
    }

    /** Takes in changed rows; false if the counts say that this is not enough. */
    private boolean refreshChanged(ViewReader.Session session) throws SQLException {
        if (!state.missing().isEmpty()) {
            return false;
        }
        Instant now = settings.clock().instant();
        Map<TradeView, RowTable> tables = new EnumMap<>(TradeView.class);
        Map<TradeView, Watermark> advanced = new EnumMap<>(TradeView.class);
        boolean changed = false;
        for (TradeView view : TradeView.values()) {
            RowTable before = snapshot.table(view);
            Watermark mark = Objects.requireNonNull(watermarks.get(view));
            List<String[]> fresh = new ArrayList<>();
            ViewReader.Read read = session.readSince(view, mark.since(now), !mark.isSettled(now), fresh::add);
            RowTable after = before.with(fresh);
            if (session.count(view) != after.size()) {
                return false;
            }
            changed |= after.digest() != before.digest();
            tables.put(view, after);
            advanced.put(view, mark.advancedTo(read.newest(), now));
        }
        watermarks.putAll(advanced);
        if (changed) {
            swap(snapshot.next(tables, settings.ownDomains(), now));
        }
        seen(now, List.of());
        return true;
    }

    /** Reads everything anew. */
    private void reconcile(ViewReader.Session session) throws SQLException {
        Instant now = settings.clock().instant();
        Map<TradeView, RowTable> tables = new EnumMap<>(TradeView.class);
        Map<TradeView, Watermark> marks = new EnumMap<>(TradeView.class);
        List<String> missing = new ArrayList<>();
        for (TradeView view : TradeView.values()) {
            RowTable.Builder rows = new RowTable.Builder(view);
            LocalDateTime newest = LocalDateTime.MIN;
            try {
                newest = session.readAll(view, rows::add).newest();
            } catch (SQLException e) {
                // A view that was never there is an installation in the making. One that has vanished is a fault, and
                // forgetting all its rows would be worse than keeping them.
                if (!ViewReader.isMissing(e) || snapshot.table(view).size() > 0) {
                    throw e;
                }
                missing.add(view.sqlName());
            }
            RowTable read = rows.build();
            RowTable before = snapshot.table(view);
            // Equal rows: the old table lives on, and the new one need not be held beside it.
            tables.put(view, snapshot.loaded() && read.digest() == before.digest() ? before : read);
            marks.put(view, new Watermark(newest, now));
        }
        watermarks.putAll(marks);
        TradeSnapshot fresh = snapshot.next(tables, settings.ownDomains(), now);
        if (!snapshot.loaded() || !fresh.id().content().equals(snapshot.id().content())) {
            swap(fresh);
        }
        reconciledAt = now;
        seen(now, missing);
    }

    private void swap(TradeSnapshot fresh) {
        snapshot = fresh;
        LOG.atInfo()
                .addKeyValue("snapshot", fresh.id())
                .addKeyValue("customers", fresh.customerCount())
                .addKeyValue("contacts", fresh.contactCount())
                .addKeyValue("orders", fresh.orderCount())
                .addKeyValue("references", fresh.referenceCount())
                .log("Trade snapshot swapped");
    }

    private void seen(Instant now, List<String> missing) {
        if (!state.reachable() && state.checkedAt().isPresent()) {
            LOG.info("Trade database can be read again");
        }
        Optional<String> problem =
                missing.isEmpty() ? Optional.empty() : Optional.of("missing views: " + String.join(", ", missing));
        state = new State(true, problem, Optional.of(now), List.copyOf(missing));
    }
}
