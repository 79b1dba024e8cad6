package io.tradepost.bench.hammer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.bench.check.Findings;
import io.tradepost.bench.crash.Report;
import io.tradepost.bench.process.MariaDb;
import io.tradepost.bench.process.Site;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen clients in one mailbox and a kill: a seeded sample of what {@code bench/run hammer} does at length. */
class HammerTest {
    private static final int CLIENTS = 16;
    private static final Duration LOAD = Duration.ofSeconds(5);

    @TempDir
    private Path home;

    @Test
    void sixteenClientsAndAKillLeaveWhatWasPromisedOnH2() {
        hammer(21, Optional.empty());
    }

    @Test
    void sixteenClientsAndAKillLeaveWhatWasPromisedOnMariaDb() {
        try (MariaDb database = MariaDb.create(home.resolve("mariadb"))) {
            hammer(22, Optional.of(database));
        }
    }

    private void hammer(long seed, Optional<MariaDb> database) {
        StringWriter told = new StringWriter();
        Findings findings = new HammerScenario(CLIENTS, LOAD, 1, seed)
                .run(
                        Site.prepare(home.resolve("site"), database, Optional.empty()),
                        new Report(new PrintWriter(told, true)));

        assertThat(findings.problems()).as("%s", told).isEmpty();
        // Clients that did nothing, or left nothing, have shown nothing.
        assertThat(findings.counts().get(HammerScenario.ANSWERED))
                .as("%s", told)
                .isGreaterThan(CLIENTS);
        assertThat(findings.counts().get(HammerScenario.LEFT)).as("%s", told).isPositive();
    }
}
