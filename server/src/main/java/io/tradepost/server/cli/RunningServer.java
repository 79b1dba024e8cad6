package io.tradepost.server.cli;

import io.tradepost.archive.restore.MailboxDoor;
import io.tradepost.server.james.queue.MailQueues;
import io.tradepost.server.rooms.Rooms;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The server as commands that run inside it see it. */
public final class RunningServer {
    /** How far it is. */
    public enum State {
        STARTING,
        READY,
        STOPPING;

        /** As written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Rooms rooms;
    private final Instant startedAt;
    private final CountDownLatch stopRequest = new CountDownLatch(1);
    private volatile State state = State.STARTING;
    private volatile Map<String, Integer> ports = Map.of();
    private volatile Optional<MailQueues> queues = Optional.empty();
    private volatile Optional<MailboxDoor> mailboxes = Optional.empty();

    RunningServer(Rooms rooms, Instant startedAt) {
        this.rooms = rooms;
        this.startedAt = startedAt;
    }

    /** Its rooms. */
    public Rooms rooms() {
        return rooms;
    }

    /** When it was started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** How far it is. */
    public State state() {
        return state;
    }

    /** The open ports by door; empty until it is ready. */
    public Map<String, Integer> ports() {
        return ports;
    }

    /** Where its undelivered mail lies; empty until it is ready. */
    public Optional<MailQueues> queues() {
        return queues;
    }

    void undelivered(MailQueues mail) {
        queues = Optional.of(mail);
    }

    /** The mailboxes; empty until it is ready. */
    public Optional<MailboxDoor> mailboxes() {
        return mailboxes;
    }

    void restorable(MailboxDoor door) {
        mailboxes = Optional.of(door);
    }

    void ready(Map<String, Integer> open) {
        ports = open;
        state = State.READY;
    }

    /** Asks it to stop; returns at once. */
    public void requestStop() {
        state = State.STOPPING;
        stopRequest.countDown();
    }

    boolean stopRequested() {
        return stopRequest.getCount() == 0;
    }

    void awaitStopRequest() throws InterruptedException {
        stopRequest.await();
    }
}
