package io.tradepost.domain.account;

import io.tradepost.domain.DomainAdminException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link DirectorySnapshot} fresh. Its own thread asks once a second whether the change counter moved, so a change
 * made by another process is seen within two; a change made here is loaded by {@link #reload()} before the call that made it
 * returns. A database that is away leaves the last snapshot, which serves until it is {@link #LONGEST_UNCONFIRMED} old.
 */
final class Directory implements AutoCloseable {
    static final Duration LONGEST_UNCONFIRMED = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
    private static final ThreadFactory DAEMON =
            Thread.ofPlatform().daemon().name("accounts-refresh").factory();

    private record Confirmed(DirectorySnapshot snapshot, Instant at) {}

    private final AccountDatabase database;
    private final Clock clock;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(DAEMON);
    private volatile Confirmed latest;
    private volatile boolean away;

    private Directory(AccountDatabase database, Clock clock, Confirmed first) {
        this.database = database;
        this.clock = clock;
        this.latest = first;
    }

    /** Loads the first snapshot. */
    static Directory over(AccountDatabase database, Clock clock) {
        Instant before = clock.instant();
        return new Directory(database, clock, new Confirmed(database.read(DirectorySnapshot::load), before));
    }

    /**
     * Begins to look once a second.
     *
     * @param eachLook what else is to be done then, while the database is known to answer
     */
    void start(Runnable eachLook) {
        var unused = looker.scheduleWithFixedDelay(
                () -> look(eachLook), BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @throws AccountsUnavailableException if what is known is too old to answer from */
    DirectorySnapshot current() {
        Confirmed known = latest;
        if (Duration.between(known.at, clock.instant()).compareTo(LONGEST_UNCONFIRMED) > 0) {
            throw new AccountsUnavailableException("the database of the accounts has not answered since " + known.at);
        }
        return known.snapshot;
    }

    /** Loads again at once, after a write of this process. The write stands even if this fails, so it does not throw. */
    void reload() {
        try {
            refresh(true);
        } catch (DomainAdminException failure) {
            LOG.warn("A change of accounts is stored but not yet seen here; it will be within seconds", failure);
        }
    }

    private void look(Runnable eachLook) {
        try {
            refresh(false);
            eachLook.run();
            if (away) {
                away = false;
                LOG.info("The database of the accounts answers again");
            }
        } catch (RuntimeException failure) {
            // Whatever it was: the schedule ends at the first exception that leaves here, and with it all refreshing.
            if (!away) {
                away = true;
                LOG.warn(
                        "The accounts can't be refreshed; the last known state serves for {}",
                        LONGEST_UNCONFIRMED,
                        failure);
            }
        }
    }

    private synchronized void refresh(boolean always) {
        Instant before = clock.instant();
        DirectorySnapshot known = latest.snapshot;
        DirectorySnapshot now = database.read(session -> {
            if (!always && AccountDatabase.version(session) == known.version()) {
                return known;
            }
            return DirectorySnapshot.load(session);
        });
        latest = new Confirmed(now, before);
    }

    @Override
    public void close() {
        looker.shutdown();
        try {
            if (!looker.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("The thread that refreshes the accounts did not end within 5 s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
