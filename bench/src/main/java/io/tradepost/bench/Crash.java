package io.tradepost.bench;

import io.tradepost.bench.check.Findings;
import io.tradepost.bench.crash.DatabaseStopScenario;
import io.tradepost.bench.crash.DiskFullScenario;
import io.tradepost.bench.crash.KillScenario;
import io.tradepost.bench.crash.Report;
import io.tradepost.bench.process.MariaDb;
import io.tradepost.bench.process.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Takes something away from the server under load, and checks that nothing acknowledged was lost or archived twice. */
@CommandLine.Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        description = "Takes something away from the server under load; exit code 1 if anything acknowledged was lost.")
public final class Crash implements Callable<Integer> {
    /** What is taken away. */
    enum Scenario {
        KILL,
        DATABASE_STOP,
        DISK_FULL;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Where accounts, mailboxes and catalog are kept. */
    enum Database {
        H2,
        MARIADB;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Option(names = "--scenario", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Scenario scenario = Scenario.KILL;

    @Option(names = "--database", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Database database = Database.H2;

    @Option(names = "--kills", description = "default ${DEFAULT-VALUE}")
    private int kills = 30;

    @Option(names = "--connections", description = "default ${DEFAULT-VALUE}")
    private int connections = 16;

    @Option(names = "--seconds", description = "how long the thing stays away; default ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Option(names = "--seed", description = "of moments and mail; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--work", paramLabel = "DIR", description = "an empty folder; by default a new one that is removed")
    private Optional<Path> work = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
        out.printf("crash --scenario %s --database %s --kills %d --seed %d%n", scenario, database, kills, seed);
        Report report = new Report(out);
        try (WorkFolder folder = WorkFolder.open(work)) {
            Findings findings = switch (scenario) {
                case KILL -> kill(folder.path(), report);
                case DATABASE_STOP -> databaseStop(folder.path(), report);
                case DISK_FULL ->
                    new DiskFullScenario(connections, 256, Duration.ofSeconds(seconds), seed)
                            .run(folder.path(), report);
            };
            out.println(findings.clean() ? "RESULT clean" : "RESULT not clean");
            findings.problems().stream().limit(50).forEach(problem -> out.println("  " + problem));
            out.flush();
            if (findings.clean()) {
                folder.finished();
            }
            return findings.clean() ? 0 : 1;
        }
    }

    private Findings kill(Path home, Report report) {
        KillScenario kill = new KillScenario(kills, connections, Duration.ofMillis(500), Duration.ofSeconds(6), seed);
        if (database == Database.H2) {
            return kill.run(Site.prepare(home, Optional.empty(), Optional.empty()), report);
        }
        try (MariaDb mariaDb = MariaDb.create(home.resolve("mariadb"))) {
            return kill.run(Site.prepare(home, Optional.of(mariaDb), Optional.empty()), report);
        }
    }

    private Findings databaseStop(Path home, Report report) {
        try (MariaDb mariaDb = MariaDb.create(home.resolve("mariadb"))) {
            return new DatabaseStopScenario(connections, Duration.ofSeconds(seconds), seed)
                    .run(Site.prepare(home, Optional.of(mariaDb), Optional.empty()), report);
        }
    }

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        System.exit(Bench.commandLine(new Crash()).execute(arguments));
    }
}
