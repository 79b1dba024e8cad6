package io.tradepost.bench.mailbox;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.process.Loopback;
import io.tradepost.bench.stock.Durability;
import io.tradepost.bench.throughput.StockContestant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Stock James with its JPA stores, as it ships: reading is not made slower by syncs, and filling is quicker without them. */
final class Stock implements Contender {
    private final Path folder;
    private final StockContestant server;
    private final Duration longest;

    Stock(Path folder, Duration longest) {
        this.folder = folder;
        this.server = new StockContestant(folder, 1, Durability.SHIPPED);
        this.longest = longest;
    }

    @Override
    public String name() {
        return "stock";
    }

    @Override
    public String description() {
        return "stock James 3.8.1, JPA on H2, no search index";
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public ImapSession session() {
        try {
            return new ImapSession(
                    Loopback.clear(server.imapPort()), server.accounts().getFirst(), longest);
        } catch (IOException e) {
            throw new BenchException("stock James takes no connection", e);
        }
    }

    @Override
    public Map<String, Long> disk() {
        return Map.of("database", Contender.bytes(folder));
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void close() {
        server.close();
    }
}
