package io.tradepost.bench.crash;

import io.tradepost.bench.check.Findings;
import io.tradepost.bench.load.Ledger;
import io.tradepost.bench.load.Load;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.process.Pause;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Kills the server with SIGKILL at random moments under load, and starts it again on what it left. Most kills come while
 * mail is being taken in; one in six comes while the server is still starting on the remains of the kill before.
 *
 * @param kills        how many
 * @param shortestLoad from the moment the doors are open
 * @param longestLoad  until the kill; drawn evenly
 * @param seed         of the moments and of the mail
 */
public record KillScenario(int kills, int connections, Duration shortestLoad, Duration longestLoad, long seed) {
    private static final int STARTS_CUT_SHORT = 6;
    private static final int LONGEST_CUT_START_MILLIS = 6_000;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    /** Runs it on a new site. */
    public Findings run(Site site, Report report) {
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = new Ledger();
        try (Server server = new Server(site)) {
            server.start();
            report.say("ready for the first time");
            MailFactory factory = new MailFactory("k" + Long.toString(seed, 36), Ending.shape(server), seed);
            for (int kill = 1; kill <= kills; kill++) {
                boolean duringStart = kill > 1 && random.nextInt(STARTS_CUT_SHORT) == 0;
                if (duringStart) {
                    int millis = random.nextInt(LONGEST_CUT_START_MILLIS);
                    server.begin();
                    Pause.millis(millis);
                    server.kill();
                    report.say("kill %d of %d, %d ms into a start".formatted(kill, kills, millis));
                } else {
                    if (kill > 1) {
                        server.start();
                    }
                    underLoad(server, factory, ledger, random, kill, report);
                }
            }
            server.start();
            report.say("ready for the last time");
            return Ending.examine(server, site, ledger, report);
        }
    }

    private void underLoad(
            Server server, MailFactory factory, Ledger ledger, SplittableRandom random, int kill, Report report) {
        long millis = random.nextLong(shortestLoad.toMillis(), longestLoad.toMillis() + 1);
        long seedOfLoad = random.nextLong();
        int before = ledger.acknowledged();
        Load.Plan plan = new Load.Plan(server.port("smtp"), connections, Long.MAX_VALUE, LONGEST_PAUSE, seedOfLoad);
        try (Load load = Load.start(plan, factory, ledger)) {
            Pause.millis(millis);
            long queued = server.queued();
            server.kill();
            load.stop();
            report.say("kill %d of %d, %d ms into load: %d acknowledged, %d then in the queues"
                    .formatted(kill, kills, millis, ledger.acknowledged() - before, queued));
        }
    }
}
