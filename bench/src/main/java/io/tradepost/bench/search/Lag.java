package io.tradepost.bench.search;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveHealth;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.SessionFacts;
import io.tradepost.bench.process.Pause;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How long after a message is durable a search finds it, while messages come at a steady rate through the archive's door. */
final class Lag {
    private static final int THREADS = 8;

    private final Archive archive;
    private final String keys;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final List<Long> nanos = new ArrayList<>();

    /** A message that no search has found yet. */
    private record Waiting(long sequence, long since) {}

    /**
     * What was seen.
     *
     * @param sorted nanoseconds from durable to found, of each message
     * @param perSecond messages a second that were taken in
     */
    record Seen(long[] sorted, double perSecond) {}

    private Lag(Archive archive, String keys) {
        this.archive = archive;
        this.keys = keys;
    }

    /**
     * Sends so many messages a second for so long, after a while of the same that is not counted: Java's compilers need it.
     * Both begin with nothing to catch up with.
     */
    static Seen measure(Path folder, TradeMail mail, int perSecond, int warmUpSeconds, int seconds) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < perSecond * (warmUpSeconds + seconds); i++) {
            messages.add(mail.next(i));
        }
        int counted = perSecond * warmUpSeconds;
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder))) {
            new Lag(archive, "warm-").run(messages.subList(0, counted), perSecond);
            return new Lag(archive, "lag-").run(messages.subList(counted, messages.size()), perSecond);
        }
    }

    private Seen run(List<byte[]> messages, int perSecond) {
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            senders.add(Thread.ofPlatform().start(() -> send(messages, next, began, perSecond)));
        }
        while (senders.stream().anyMatch(Thread::isAlive)) {
            look();
        }
        double took = (System.nanoTime() - began) / 1e9;
        while (!waiting.isEmpty()) {
            look();
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Seen(sorted, messages.size() / took);
    }

    private void send(List<byte[]> messages, AtomicInteger next, long began, int perSecond) {
        for (int i = next.getAndIncrement(); i < messages.size(); i = next.getAndIncrement()) {
            long early = began + i * 1_000_000_000L / perSecond - System.nanoTime();
            if (early > 1_000_000) {
                Pause.millis(early / 1_000_000);
            }
            long sequence = archive.capture(delivery(i, messages.get(i))).sequence();
            waiting.add(new Waiting(sequence, System.nanoTime()));
        }
    }

    private void look() {
        Pause.millis(5);
        ArchiveHealth health = archive.health();
        long visible = health.records() - health.indexLag();
        long now = System.nanoTime();
        waiting.removeIf(one -> {
            boolean found = one.sequence < visible;
            if (found) {
                nanos.add(now - one.since);
            }
            return found;
        });
    }

    private Delivery delivery(int ordinal, byte[] raw) {
        return new Delivery(
                keys + ordinal,
                Instant.EPOCH.plusSeconds(ordinal),
                Direction.INBOUND,
                new Envelope("bounce@sender.example", List.of("sales@ours.example")),
                new SessionFacts("", "", "", "", "", "bench", Map.of()),
                List.of("sales@ours.example"),
                Content.of(raw));
    }
}
