package io.tradepost.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.bench.check.Findings;
import io.tradepost.bench.process.MariaDb;
import io.tradepost.bench.process.Site;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server killed under load and started again (law L1): a seeded sample of what {@code bench/run crash} does at length. */
class KillDrillTest {
    private static final int CONNECTIONS = 16;
    private static final Duration SHORTEST_LOAD = Duration.ofMillis(800);
    private static final Duration LONGEST_LOAD = Duration.ofMillis(2_500);

    @TempDir
    private Path home;

    @Test
    void archivesOnceAndDeliversAllThatWasAcknowledgedBeforeKillsOnH2() {
        // With this seed the second kill comes while the server starts on what the first one left.
        drill(2, 12, Optional.empty());
    }

    @Test
    void archivesOnceAndDeliversAllThatWasAcknowledgedBeforeAKillOnMariaDb() {
        try (MariaDb database = MariaDb.create(home.resolve("mariadb"))) {
            drill(1, 7, Optional.of(database));
        }
    }

    private void drill(int kills, long seed, Optional<MariaDb> database) {
        StringWriter told = new StringWriter();
        Findings findings = new KillScenario(kills, CONNECTIONS, SHORTEST_LOAD, LONGEST_LOAD, seed)
                .run(
                        Site.prepare(home.resolve("site"), database, Optional.empty()),
                        new Report(new PrintWriter(told, true)));

        assertThat(findings.problems()).as("%s", told).isEmpty();
        // A drill in which nothing was at stake has shown nothing.
        assertThat(findings.counts().get(Findings.ACKNOWLEDGED)).as("%s", told).isGreaterThan(CONNECTIONS);
    }
}
