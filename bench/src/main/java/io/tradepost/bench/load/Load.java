package io.tradepost.bench.load;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Senders that keep a number of connections busy until they are told to stop or have sent enough. A connection that breaks
 * is made anew; a message is never sent twice, so that each is in the ledger at most once.
 */
public final class Load implements AutoCloseable {
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);

    private final Plan plan;
    private final MailFactory factory;
    private final Ledger ledger;
    private final AtomicLong left;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> senders = new ArrayList<>();

    /**
     * How to send.
     *
     * @param port         of the server on loopback
     * @param connections  at once
     * @param messages     to send in all; {@link Long#MAX_VALUE} for no end
     * @param longestPause between two messages on one connection; the pause is drawn evenly from zero up to it
     * @param seed         of sizes, recipients and pauses
     */
    public record Plan(int port, int connections, long messages, Duration longestPause, long seed) {}

    private Load(Plan plan, MailFactory factory, Ledger ledger) {
        this.plan = plan;
        this.factory = factory;
        this.ledger = ledger;
        this.left = new AtomicLong(plan.messages());
    }

    /** Begins to send. */
    public static Load start(Plan plan, MailFactory factory, Ledger ledger) {
        Load load = new Load(plan, factory, ledger);
        SplittableRandom random = new SplittableRandom(plan.seed());
        for (int i = 0; i < plan.connections(); i++) {
            SplittableRandom own = random.split();
            load.senders.add(Thread.ofPlatform().name("load-" + i).daemon().start(() -> load.send(own)));
        }
        return load;
    }

    private void send(SplittableRandom random) {
        while (!done()) {
            try (SmtpConnection connection = new SmtpConnection(plan.port())) {
                while (!stopped.get() && left.getAndDecrement() > 0) {
                    connection.send(factory.next(random), ledger);
                    pause(random);
                }
            } catch (IOException e) {
                ledger.refusedAt("connection", String.valueOf(e.getMessage()));
                sleep(RECONNECT_PAUSE);
            }
        }
    }

    private boolean done() {
        return stopped.get() || left.get() <= 0;
    }

    private void pause(SplittableRandom random) {
        long nanos = plan.longestPause().toNanos();
        if (nanos > 0) {
            sleep(Duration.ofNanos(random.nextLong(nanos)));
        }
    }

    private void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            stopped.set(true);
            Thread.currentThread().interrupt();
        }
    }

    /** Lets each connection finish its message and waits for that. */
    public void stop() {
        stopped.set(true);
        join();
    }

    /** Waits until everything planned is sent. */
    public void join() {
        try {
            for (Thread sender : senders) {
                sender.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while sending", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
