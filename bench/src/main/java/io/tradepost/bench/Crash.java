package io.tradepost.bench;

import io.tradepost.bench.check.Findings;
import io.tradepost.bench.crash.DatabaseStopScenario;
import io.tradepost.bench.crash.DiskFullScenario;
import io.tradepost.bench.crash.KillScenario;
import io.tradepost.bench.crash.Report;
import io.tradepost.bench.process.Database;
import io.tradepost.bench.process.MariaDb;
import io.tradepost.bench.process.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes something away from the server under load, and checks that nothing acknowledged was lost or archived twice. */
@CommandLine.Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        description = "Takes something away from the server under load; exit code 1 if anything acknowledged was lost.")
public final class Crash implements Callable<Integer> {
    private static final Duration SHORTEST_LOAD = Duration.ofMillis(500);
    private static final int DISK_MEGABYTES = 256;
    private static final int MOST_SHOWN = 50;

    /** What is taken away. */
    enum Scenario {
        KILL,
        DATABASE_STOP,
        DISK_FULL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--scenario", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Scenario scenario = Scenario.KILL;

    @Option(
            names = "--database",
            description = "${COMPLETION-CANDIDATES}; by default h2, or the one that can be stopped")
    private Optional<Database> database = Optional.empty();

    @Option(names = "--kills", description = "default ${DEFAULT-VALUE}")
    private int kills = 30;

    @Option(
            names = "--longest-load",
            description = "seconds of load before a kill; each is drawn evenly from half a second up to it; default"
                    + " ${DEFAULT-VALUE}")
    private int longestLoad = 6;

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
        Database chosen = database.orElse(scenario == Scenario.DATABASE_STOP ? Database.MARIADB : Database.H2);
        if (scenario == Scenario.DATABASE_STOP && chosen == Database.H2) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "H2 lives in the server's process and can't be stopped without it");
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                "crash --scenario %s --database %s --connections %d --seed %d%s%n",
                scenario,
                chosen,
                connections,
                seed,
                scenario == Scenario.KILL
                        ? " --kills " + kills + " --longest-load " + longestLoad
                        : " --seconds " + seconds);
        Report report = new Report(out);
        try (WorkFolder folder = WorkFolder.open(work)) {
            Findings findings = run(chosen, folder.path(), report);
            out.println(findings.clean() ? "RESULT clean" : "RESULT not clean");
            findings.problems().stream().limit(MOST_SHOWN).forEach(problem -> out.println("  " + problem));
            out.flush();
            if (findings.clean()) {
                folder.finished();
            }
            return findings.clean() ? 0 : 1;
        }
    }

    private Findings run(Database chosen, Path home, Report report) {
        if (chosen == Database.H2) {
            return run(home, Optional.empty(), report);
        }
        try (MariaDb mariaDb = MariaDb.create(home.resolve("mariadb"))) {
            return run(home, Optional.of(mariaDb), report);
        }
    }

    private Findings run(Path home, Optional<MariaDb> mariaDb, Report report) {
        return switch (scenario) {
            case KILL ->
                new KillScenario(kills, connections, SHORTEST_LOAD, Duration.ofSeconds(longestLoad), seed)
                        .run(Site.prepare(home, mariaDb, Optional.empty()), report);
            case DATABASE_STOP ->
                new DatabaseStopScenario(connections, Duration.ofSeconds(seconds), seed)
                        .run(Site.prepare(home, mariaDb, Optional.empty()), report);
            case DISK_FULL ->
                new DiskFullScenario(connections, DISK_MEGABYTES, Duration.ofSeconds(seconds), seed)
                        .run(home, mariaDb, report);
        };
    }

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        System.exit(Bench.commandLine(new Crash()).execute(arguments));
    }
}
