package io.tradepost.bench.crash;

import io.tradepost.bench.check.Findings;
import io.tradepost.bench.load.Ledger;
import io.tradepost.bench.load.Load;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.process.MariaDb;
import io.tradepost.bench.process.Pause;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills the archive's disk to the last byte, under load, as something else on the machine may do from one moment to the
 * next, and later gives the space back.
 *
 * @param megabytes size of the disk
 * @param full      how long it stays full
 */
public record DiskFullScenario(int connections, int megabytes, Duration full, long seed) {
    private static final Duration BEFORE = Duration.ofSeconds(8);
    private static final Duration AFTER = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    /**
     * Below it the server turns new mail away. Far less than by default, which would keep so small a disk from ever being
     * full; and little enough that mail already let in finds no space left.
     */
    private static final long MIN_FREE_BYTES = 8L << 20;
    /** Mail that was past the question whether there is space when the disk became full. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Runs it in this folder; mailboxes and catalog are embedded, or in the MariaDB given. */
    public Findings run(Path home, Optional<MariaDb> database, Report report) {
        Path archive = home.toAbsolutePath().resolve("archive-disk");
        try (SmallDisk disk = SmallDisk.mount(archive, megabytes)) {
            Site site = Site.prepare(
                    home, database, Optional.of(new Site.ArchiveDisk(archive.resolve("archive"), MIN_FREE_BYTES)));
            Ledger ledger = new Ledger();
            List<String> problems = new ArrayList<>();
            try (Server server = new Server(site)) {
                server.start();
                report.say("ready");
                MailFactory factory = new MailFactory("f" + Long.toString(seed, 36), Ending.shape(server), seed);
                Load.Plan plan = new Load.Plan(server.port("smtp"), connections, Long.MAX_VALUE, LONGEST_PAUSE, seed);
                try (Load load = Load.start(plan, factory, ledger)) {
                    problems.addAll(fillAndFree(server, disk, ledger, report));
                    load.stop();
                }
                Window.permanent(ledger).ifPresent(problems::add);
                return Ending.examine(server, site, ledger, report).with(problems);
            }
        }
    }

    private List<String> fillAndFree(Server server, SmallDisk disk, Ledger ledger, Report report) {
        List<String> problems = new ArrayList<>();
        Window window = new Window(ledger, report);
        Pause.millis(BEFORE.toMillis());
        window.next("before");
        report.say("ballast of " + (disk.fill() >> 20) + " MB");
        Pause.millis(GRACE.toMillis());
        disk.fill();
        window.next("while the disk became full");
        long fullSince = System.nanoTime();
        while (System.nanoTime() - fullSince < full.toNanos()) {
            disk.fill();
            Pause.millis(200);
        }
        report.say("free bytes: " + disk.freeBytes() + "; in the queues: " + server.queued());
        int accepted = window.next("while the disk was full");
        if (accepted > 0) {
            problems.add(accepted + " messages were acknowledged while the archive's disk was full");
        }
        if (ledger.refusals().keySet().stream().noneMatch(what -> what.contains("452"))) {
            problems.add("no message was refused with 452 while the archive's disk was full");
        }
        disk.free();
        long freed = System.nanoTime();
        boolean again = Pause.until(
                RECOVERY, () -> ledger.count(Ledger.Outcome.ACKNOWLEDGED, freed, System.nanoTime()) > connections);
        if (!again) {
            problems.add("no new mail was acknowledged within " + RECOVERY + " after the space came back");
        }
        report.say("new mail is acknowledged again: " + again);
        Pause.millis(AFTER.toMillis());
        window.next("after");
        return problems;
    }
}
