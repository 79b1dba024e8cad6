package io.tradepost.bench;

import io.tradepost.bench.check.Findings;
import io.tradepost.bench.crash.Report;
import io.tradepost.bench.hammer.HammerScenario;
import io.tradepost.bench.process.Database;
import io.tradepost.bench.process.MariaDb;
import io.tradepost.bench.process.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Many mail clients in one mailbox at once, and all that they were told held against what is there. */
@CommandLine.Command(
        name = "hammer",
        mixinStandardHelpOptions = true,
        description =
                "Many IMAP clients in one mailbox at once: append, copy, move, store, expunge, fetch, idle; exit code 1"
                        + " if a command failed, a counter is wrong, a UID came twice, or anything acknowledged was lost.")
public final class Hammer implements Callable<Integer> {
    private static final int MOST_SHOWN = 50;
    private static final int MOST_CLIENTS = 500;

    @Spec
    private CommandSpec spec;

    @Option(names = "--database", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Database database = Database.H2;

    @Option(names = "--minutes", description = "of load in all, without the starts between; default ${DEFAULT-VALUE}")
    private int minutes = 10;

    @Option(names = "--clients", description = "at once; default ${DEFAULT-VALUE}")
    private int clients = 16;

    @Option(
            names = "--kills",
            description = "of the server, at random moments; each is followed by a recount; default ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--seed", description = "of moments, mail and commands; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--work", paramLabel = "DIR", description = "an empty folder; by default a new one that is removed")
    private Optional<Path> work = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (minutes < 1 || clients < 1 || clients > MOST_CLIENTS || kills < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--minutes and --clients must be at least 1, --clients at most " + MOST_CLIENTS
                            + ", --kills at least 0");
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                "hammer --database %s --minutes %d --clients %d --kills %d --seed %d%n",
                database, minutes, clients, kills, seed);
        try (WorkFolder folder = WorkFolder.open(work)) {
            Findings findings = run(folder.path(), new Report(out));
            findings.print(out);
            out.println(findings.clean() ? "RESULT clean" : "RESULT not clean");
            findings.problems().stream().limit(MOST_SHOWN).forEach(problem -> out.println("  " + problem));
            out.flush();
            if (findings.clean()) {
                folder.finished();
            }
            return findings.clean() ? 0 : 1;
        }
    }

    private Findings run(Path home, Report report) {
        HammerScenario scenario = new HammerScenario(clients, Duration.ofMinutes(minutes), kills, seed);
        if (database == Database.H2) {
            return scenario.run(Site.prepare(home, Optional.empty(), Optional.empty()), report);
        }
        try (MariaDb mariaDb = MariaDb.create(home.resolve("mariadb"))) {
            return scenario.run(Site.prepare(home, Optional.of(mariaDb), Optional.empty()), report);
        }
    }

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        System.exit(Bench.commandLine(new Hammer()).execute(arguments));
    }
}
