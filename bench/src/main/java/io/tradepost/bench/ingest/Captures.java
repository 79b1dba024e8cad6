package io.tradepost.bench.ingest;

import io.tradepost.archive.Archive;
import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.SessionFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Hands messages to an archive from several threads, as the mail server's workers do; each call returns when durable. */
final class Captures {
    private final Archive archive;
    private final RealMail mail;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    Captures(Archive archive, RealMail mail) {
        this.archive = archive;
        this.mail = mail;
    }

    /**
     * What was taken in.
     *
     * @param bytes   as received
     * @param seconds until the last was durable
     */
    record Taken(int messages, long bytes, double seconds) {}

    Taken run(int messages, int threads) throws InterruptedException {
        long start = System.nanoTime();
        List<Thread> workers = java.util.stream.IntStream.range(0, threads)
                .mapToObj(t -> new Thread(() -> work(messages), "capture-" + t))
                .toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return new Taken(messages, bytes.get(), Rate.seconds(start));
    }

    private void work(int messages) {
        try {
            for (int i = next.getAndIncrement(); i < messages && failure.get() == null; i = next.getAndIncrement()) {
                byte[] message = mail.message(i);
                archive.capture(delivery(i, message));
                bytes.addAndGet(message.length);
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    static Delivery delivery(int i, byte[] message) {
        String key = "Mail" + i + "-bench";
        return new Delivery(
                key,
                Instant.now(),
                Direction.INBOUND,
                new Envelope("buyer" + i % 500 + "@customer.example", List.of("sales@ours.example")),
                new SessionFacts("192.0.2.7", "mx.customer.example", "TLSv1.3", "", key, "smtp", Map.of()),
                List.of("sales@ours.example"),
                Content.of(message));
    }
}
