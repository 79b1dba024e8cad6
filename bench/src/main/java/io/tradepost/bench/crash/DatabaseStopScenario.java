package io.tradepost.bench.crash;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.check.Findings;
import io.tradepost.bench.load.Ledger;
import io.tradepost.bench.load.Load;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.process.MariaDb;
import io.tradepost.bench.process.Pause;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.time.Duration;

/**
 * Stops MariaDB under load and starts it again.
 *
 * @param away how long it is away
 */
public record DatabaseStopScenario(int connections, Duration away, long seed) {
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    /** Runs it on a new site with a MariaDB. */
    public Findings run(Site site, Report report) {
        MariaDb database = site.database()
                .orElseThrow(() -> new BenchException("this scenario stops a MariaDB, and there is none"));
        Ledger ledger = new Ledger();
        try (Server server = new Server(site)) {
            server.start();
            report.say("ready");
            MailFactory factory = new MailFactory("d" + Long.toString(seed, 36), Ending.shape(server), seed);
            Load.Plan plan = new Load.Plan(server.port("smtp"), connections, Long.MAX_VALUE, LONGEST_PAUSE, seed);
            try (Load load = Load.start(plan, factory, ledger)) {
                Pause.millis(BEFORE.toMillis());
                Window window = new Window(ledger, report);
                window.next("before the stop");
                database.stop();
                window.next("while MariaDB shut down");
                Pause.millis(away.toMillis());
                report.say("in the queues: " + server.queued());
                window.next("while MariaDB was away");
                database.restart();
                window.next("while MariaDB started");
                long back = System.nanoTime();
                boolean again = Pause.until(
                        RECOVERY,
                        () -> ledger.count(Ledger.Outcome.ACKNOWLEDGED, back, System.nanoTime()) > connections);
                report.say(again ? "new mail is acknowledged again" : "new mail is NOT acknowledged again");
                Pause.millis(AFTER.toMillis());
                load.stop();
                window.next("after its return");
            }
            return Ending.examine(server, site, ledger, report);
        }
    }
}
