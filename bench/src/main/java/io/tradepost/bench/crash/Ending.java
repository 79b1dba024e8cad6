package io.tradepost.bench.crash;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.check.Findings;
import io.tradepost.bench.load.Ledger;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.load.Topic;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Pause;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How every scenario begins and ends: with the same kind of mail, and with the same questions. */
final class Ending {
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(15);
    /** The queues must say so this often in a row, since a mail between two queues is in neither for a moment. */
    private static final int CALM = 15;

    private Ending() {}

    /** Mail as strangers send it to the people of the demo: 1 to 300 KB, to one or several of them. */
    static MailFactory.Shape shape(Server server) {
        return new MailFactory.Shape(
                server.accounts().stream().map(Account::address).toList(),
                Topic.all(
                        List.of("anna@kontor.example", "bo@verk.example", "carla@mercato.example"),
                        List.of("Offer", "Re: samples", "Packing list", "Order 2026-1187")),
                1_000,
                300_000,
                4);
    }

    /** Waits until nothing is queued, reads the mailboxes, stops the server, and compares. */
    static Findings examine(Server server, Site site, Ledger ledger, Report report) {
        report.say("waiting until all queues are empty");
        drain(server);
        report.say("reading all mailboxes over IMAP");
        Map<String, Map<String, Integer>> mailboxes = Findings.mailboxes(server);
        server.stop();
        report.say("stopped; checking the archive");
        int verified = server.command("verify", "archive", "verify");
        Findings findings = Findings.of(site, ledger, mailboxes, verified);
        report.say("checked");
        findings.print(report.out());
        report.out().println("  refusals before DATA, and broken connections:");
        ledger.refusals().forEach((what, times) -> report.out().printf("    %6d  %s%n", times, what));
        report.out().flush();
        return findings;
    }

    static void drain(Server server) {
        AtomicInteger calm = new AtomicInteger();
        boolean drained = Pause.until(LONGEST_DRAIN, () -> {
            boolean empty = server.queued() == 0;
            return calm.updateAndGet(before -> empty ? before + 1 : 0) >= CALM;
        });
        if (!drained) {
            throw new BenchException(
                    "after " + LONGEST_DRAIN + " there is still mail in the queues: " + server.queued());
        }
    }
}
