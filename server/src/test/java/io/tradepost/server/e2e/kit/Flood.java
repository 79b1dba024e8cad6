package io.tradepost.server.e2e.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends many messages over several connections at once and notes what became of each. */
public final class Flood {
    private final int port;
    private final int connections;

    /**
     * A flood through the door for the world.
     *
     * @param connections at once
     */
    public Flood(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** One message. */
    public record Item(String from, String to, byte[] content) {}

    /**
     * What became of them.
     *
     * @param accepted SHA-256 of the content by sender
     * @param refused  replies by sender
     */
    public record Outcome(Map<String, String> accepted, Map<String, Smtp.Reply> refused) {}

    /** Sends them all; a connection that breaks fails the test. */
    public Outcome send(List<Item> items) {
        Queue<Item> queue = new ConcurrentLinkedQueue<>(items);
        ConcurrentMap<String, String> accepted = new ConcurrentHashMap<>();
        ConcurrentMap<String, Smtp.Reply> refused = new ConcurrentHashMap<>();
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                ends.add(threads.submit(() -> {
                    try (Smtp smtp = Smtp.connect(port)) {
                        smtp.expect(250, "EHLO mx.flood.example");
                        for (Item item = queue.poll(); item != null; item = queue.poll()) {
                            Smtp.Reply reply = smtp.send(item.from(), List.of(item.to()), item.content());
                            if (reply.accepted()) {
                                accepted.put(item.from(), Wire.sha256(item.content()));
                            } else {
                                refused.put(item.from(), reply);
                            }
                        }
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a connection failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return new Outcome(accepted, refused);
    }
}
