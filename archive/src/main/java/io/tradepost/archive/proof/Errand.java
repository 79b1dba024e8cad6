package io.tradepost.archive.proof;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one thing whenever it is told to or some time has passed, and with growing pauses tries it again while
 * it fails. What it does may wait for the world outside, so each errand has a thread of its own.
 */
final class Errand implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final String name;
    private final Supplier<Duration> work;
    private volatile Duration rest;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean told;
    private boolean closing;
    private volatile String state = "ok";

    private Errand(String name, Duration first, Supplier<Duration> work) {
        this.name = name;
        this.work = work;
        this.rest = first;
        this.thread = new Thread(this::run, "proof-" + name);
        thread.setDaemon(true);
    }

    /** Done whenever so much time has passed. */
    static Errand every(Duration every, String name, Runnable work) {
        return new Errand(name, every, () -> {
            work.run();
            return every;
        });
    }

    /**
     * Done when the time comes that it tells itself.
     *
     * @param first time until it is done first
     * @param work  tells how long it may rest afterwards
     */
    static Errand paced(Duration first, String name, Supplier<Duration> work) {
        return new Errand(name, first, work);
    }

    void start() {
        thread.start();
    }

    /** Has it done soon. */
    void tell() {
        lock.lock();
        try {
            told = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@code ok}, or why it failed last. */
    String state() {
        return state;
    }

    /** Ends after what is being done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does it now, on the caller's thread; whether it worked stands in the state. */
    synchronized boolean now() {
        try {
            rest = work.get();
            state = "ok";
            return true;
        } catch (RuntimeException | Error e) {
            if (state.equals("ok")) {
                LOG.warn("{} failed; it is tried again until it works: {}", name, e.toString());
                LOG.debug("{} failed", name, e);
            }
            state = String.valueOf(e.getMessage());
            return false;
        }
    }

    private void run() {
        long pause = millis(rest);
        long failurePause = FIRST_PAUSE_MILLIS;
        while (await(pause)) {
            if (now()) {
                pause = millis(rest);
                failurePause = FIRST_PAUSE_MILLIS;
            } else {
                pause = failurePause;
                failurePause = Math.min(2 * failurePause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private static long millis(Duration pause) {
        // Rounded up, or something would be found not to be due yet.
        return pause.toMillis() + 1;
    }

    /** Waits until told, or the time is up, or closing; whether to go on. */
    private boolean await(long millis) {
        long nanos = millis * 1_000_000;
        lock.lock();
        try {
            while (!closing && !told && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            told = false;
            return !closing;
        } catch (InterruptedException e) {
            LOG.debug("{} woken", name, e);
            return !closing;
        } finally {
            lock.unlock();
        }
    }
}
