package io.tradepost.bench;

import io.tradepost.bench.stock.Durability;
import io.tradepost.bench.throughput.Race;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Lets our server and stock James take turns under the same load, and says how they compare. */
@CommandLine.Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        description =
                "Messages delivered per second, ours with archive, tagging and search on, and stock James without.")
final class Throughput implements Callable<Integer> {
    @Option(names = "--rounds", description = "measured turns of each; default ${DEFAULT-VALUE}")
    private int rounds = 7;

    @Option(names = "--messages", description = "in one turn; default ${DEFAULT-VALUE}")
    private int messages = 1_500;

    @Option(
            names = "--warm-up",
            description = "turns of each before, of which the first is reported as cold; default ${DEFAULT-VALUE}")
    private int warmUp = 5;

    @Option(names = "--connections", description = "default ${DEFAULT-VALUE}")
    private int connections = 8;

    @Option(names = "--mailboxes", description = "at most 26; default ${DEFAULT-VALUE}")
    private int mailboxes = 8;

    @Option(names = "--bytes", description = "of a message; default ${DEFAULT-VALUE}")
    private int bytes = 10_000;

    @Option(names = "--seed", description = "of the mail; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--stock",
            description = "what stock James syncs, ${COMPLETION-CANDIDATES}; several with commas; default synced",
            split = ",")
    private List<Durability> stock = List.of(Durability.SYNCED);

    @Option(names = "--work", paramLabel = "DIR", description = "an empty folder; by default a new one that is removed")
    private Optional<Path> work = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                "throughput --rounds %d --messages %d --warm-up %d --connections %d --mailboxes %d --bytes %d --seed %d"
                        + " --stock %s%n",
                rounds, messages, warmUp, connections, mailboxes, bytes, seed, String.join(",", names()));
        try (WorkFolder folder = WorkFolder.open(work)) {
            new Race(new Race.Plan(rounds, messages, warmUp, connections, mailboxes, bytes, seed), stock, out)
                    .run(folder.path());
            folder.finished();
        }
        return 0;
    }

    private List<String> names() {
        return stock.stream().map(Durability::toString).toList();
    }
}
