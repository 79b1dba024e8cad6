package io.tradepost.bench.throughput;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.check.Mailboxes;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Child;
import io.tradepost.bench.process.FreePorts;
import io.tradepost.bench.process.Pause;
import io.tradepost.bench.process.Program;
import io.tradepost.bench.stock.Durability;
import io.tradepost.bench.stock.StockJames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Stock James in a folder of its own. What it does for a message is done when the message is delivered. */
public final class StockContestant implements Contestant {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    private final Path folder;
    private final int count;
    private final Durability durability;
    private final int smtp = FreePorts.any();
    private final int imap = FreePorts.any();
    private Optional<Child> process = Optional.empty();

    public StockContestant(Path folder, int accounts, Durability durability) {
        this.folder = folder;
        this.count = accounts;
        this.durability = durability;
    }

    @Override
    public String name() {
        return durability == Durability.SYNCED ? "stock" : "stock-" + durability;
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(folder);
            // Of a run before, on the same data.
            Files.deleteIfExists(folder.resolve(StockJames.READY));
        } catch (IOException e) {
            throw new BenchException("no folder for stock James", e);
        }
        List<String> command = Program.main(
                StockJames.class,
                List.of("-Dlogback.configurationFile=io/tradepost/bench/stock/logback.xml"),
                List.of(
                        folder.toString(),
                        Integer.toString(smtp),
                        Integer.toString(imap),
                        Integer.toString(count),
                        durability.toString()));
        Child child = Child.start("stock James", command, folder.resolve("output.txt"));
        process = Optional.of(child);
        Path ready = folder.resolve(StockJames.READY);
        boolean there = Pause.until(LONGEST_START, () -> Files.exists(ready) || !child.isAlive());
        if (!there || !child.isAlive()) {
            throw new BenchException("stock James is not ready; it said:\n" + child.said());
        }
    }

    @Override
    public long pid() {
        return process.orElseThrow().pid();
    }

    @Override
    public int smtpPort() {
        return smtp;
    }

    /** Where clients read mail, without TLS. */
    public int imapPort() {
        return imap;
    }

    /** SIGTERM, and waits for its end. */
    public void stop() {
        process.ifPresent(child -> {
            child.terminate();
            child.await(LONGEST_STOP);
        });
        process = Optional.empty();
    }

    @Override
    public List<Account> accounts() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Account(StockJames.address(number), StockJames.PASSWORD))
                .toList();
    }

    @Override
    public Mailboxes open(Account account) {
        return Mailboxes.openClear(imap, account);
    }

    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public void close() {
        process.ifPresent(Child::close);
    }
}
