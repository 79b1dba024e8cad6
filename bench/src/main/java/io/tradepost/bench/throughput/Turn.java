package io.tradepost.bench.throughput;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.check.Mailboxes;
import io.tradepost.bench.load.Ledger;
import io.tradepost.bench.load.Load;
import io.tradepost.bench.load.LoadMail;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.CpuTime;
import io.tradepost.bench.process.Pause;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The turns of one contestant: the same load each time, counted in its mailboxes. */
final class Turn implements AutoCloseable {
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(5);
    private static final long SHORTEST_WAIT_MILLIS = 10;
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final Contestant contestant;
    private final MailFactory factory;
    private final Map<String, Mailboxes> mailboxes = new LinkedHashMap<>();
    private final Map<String, Integer> expected = new HashMap<>();
    /** As of the end of the turn before. */
    private final Map<String, Integer> counted = new HashMap<>();

    Turn(Contestant contestant, MailFactory factory) {
        this.contestant = contestant;
        this.factory = factory;
        for (Account account : contestant.accounts()) {
            Mailboxes opened = contestant.open(account);
            mailboxes.put(account.address(), opened);
            int there = opened.count();
            expected.put(account.address(), there);
            counted.put(account.address(), there);
        }
    }

    /**
     * Sends so many messages and waits until all are delivered and everything behind it is done.
     *
     * @param connections at once, without pauses
     * @param others      whose idling is measured meanwhile
     */
    Round run(int messages, int connections, long seed, List<Contestant> others) {
        Ledger ledger = new Ledger();
        Load.Plan plan = new Load.Plan(contestant.smtpPort(), connections, messages, Duration.ZERO, seed);
        long cpu = CpuTime.millis(contestant.pid());
        long idle = cpuOf(others);
        long began = System.nanoTime();
        try (Load load = Load.start(plan, factory, ledger)) {
            load.join();
        }
        long accepted = System.nanoTime();
        List<LoadMail> acknowledged = ledger.mails(Ledger.Outcome.ACKNOWLEDGED);
        if (acknowledged.size() != messages) {
            throw new BenchException(contestant.name() + " took " + acknowledged.size() + " of " + messages
                    + " messages: " + ledger.refusals());
        }
        for (LoadMail mail : acknowledged) {
            mail.recipients().forEach(recipient -> expected.merge(recipient, 1, Integer::sum));
        }
        awaitDelivery(began);
        long delivered = System.nanoTime();
        if (!Pause.until(LONGEST_DELIVERY, contestant::settled)) {
            throw new BenchException(contestant.name() + " does not finish its work behind the delivery");
        }
        long settled = System.nanoTime();
        return new Round(
                contestant.name(),
                messages,
                Duration.ofNanos(accepted - began),
                Duration.ofNanos(delivered - began),
                Duration.ofNanos(settled - began),
                CpuTime.millis(contestant.pid()) - cpu,
                cpuOf(others) - idle);
    }

    /**
     * Counting makes the server walk through the mailbox: asked every 10 ms, it was a quarter of what the server did. So one
     * mailbox is asked at a time, none that is complete, and not before half of the time has passed that the rest of its
     * mail will take at the pace so far.
     */
    private void awaitDelivery(long began) {
        long deadline = System.nanoTime() + LONGEST_DELIVERY.toNanos();
        mailboxes.forEach((address, opened) -> {
            int wanted = expected.getOrDefault(address, 0);
            int before = counted.getOrDefault(address, 0);
            int found = opened.count();
            while (found < wanted) {
                if (System.nanoTime() > deadline) {
                    throw new BenchException(address + " has " + found + " of " + wanted + " messages");
                }
                long each = (System.nanoTime() - began) / Math.max(1, found - before);
                long half = each * (wanted - found) / 2 / 1_000_000;
                Pause.millis(Math.clamp(half, SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS));
                found = opened.count();
            }
            if (found > wanted) {
                throw new BenchException(address + " has " + found + " messages, though " + wanted + " were sent");
            }
            counted.put(address, found);
        });
    }

    private static long cpuOf(List<Contestant> contestants) {
        return contestants.stream()
                .mapToLong(each -> CpuTime.millis(each.pid()))
                .sum();
    }

    @Override
    public void close() {
        mailboxes.values().forEach(Mailboxes::close);
    }
}
