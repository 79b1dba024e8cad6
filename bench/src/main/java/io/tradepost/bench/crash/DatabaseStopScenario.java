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
import java.util.ArrayList;
import java.util.List;

/**
 * Stops MariaDB under load and starts it again.
 *
 * @param away how long it is away, at least {@value #SHORTEST_SECONDS} s
 */
public record DatabaseStopScenario(int connections, Duration away, long seed) {
    /** The shortest time to be away, in seconds. */
    public static final int SHORTEST_SECONDS = 16;

    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(10);
    /**
     * For this long the server goes on taking mail for the accounts that it knows (ten seconds), and then some: what was
     * already let in is still being answered.
     */
    private static final Duration TRUSTED = Duration.ofSeconds(14);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    public DatabaseStopScenario {
        if (away.toSeconds() < SHORTEST_SECONDS) {
            throw new IllegalArgumentException("a database that is away for " + away + " is hardly missed");
        }
    }

    /** Runs it on a new site with a MariaDB. */
    public Findings run(Site site, Report report) {
        MariaDb database = site.database()
                .orElseThrow(() -> new BenchException("this scenario stops a MariaDB, and there is none"));
        Ledger ledger = new Ledger();
        List<String> problems = new ArrayList<>();
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
                Pause.millis(Math.min(away.toMillis(), TRUSTED.toMillis()));
                window.next("while accounts were still taken from memory");
                Pause.millis(away.minus(TRUSTED).toMillis());
                report.say("in the queues: " + server.queued());
                int accepted = window.next("while MariaDB was away longer");
                if (accepted > 0) {
                    problems.add(accepted + " messages were acknowledged while nobody could tell who exists");
                }
                database.restart();
                window.next("while MariaDB started");
                long back = System.nanoTime();
                boolean again = Pause.until(
                        RECOVERY,
                        () -> ledger.count(Ledger.Outcome.ACKNOWLEDGED, back, System.nanoTime()) > connections);
                report.say("new mail is acknowledged again: " + again);
                if (!again) {
                    problems.add("no new mail was acknowledged within " + RECOVERY + " after MariaDB came back");
                }
                Pause.millis(AFTER.toMillis());
                load.stop();
                window.next("after its return");
            }
            Window.permanent(ledger).ifPresent(problems::add);
            return Ending.examine(server, site, ledger, report).with(problems);
        }
    }
}
