package io.tradepost.bench;

import io.tradepost.bench.load.Ledger;
import io.tradepost.bench.load.Load;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.load.Topic;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Pause;
import io.tradepost.bench.process.Server;
import io.tradepost.bench.process.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Counts what reaches the disk for sure: a kill can't show what a power cut would lose, since the kernel still writes what
 * a killed process left it. So the server runs under strace, and each fsync is counted by the file that it is for.
 */
@CommandLine.Command(
        name = "fsyncs",
        mixinStandardHelpOptions = true,
        description = "Counts the server's fsyncs by file while it takes in and delivers messages; needs strace.")
final class Fsyncs implements Callable<Integer> {
    private static final Pattern SYNC = Pattern.compile("\\b(?:fsync|fdatasync)\\(\\d+<([^>]*)>");
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);
    private static final int CALM_MILLIS = 3_000;

    /** Without a sync of these for each message, an acknowledged or a delivered message can be lost to a power cut. */
    private static final List<String> OWED = List.of("queue journal", "archive journal", "mailboxes");

    @Option(names = "--messages", description = "one after the other; default ${DEFAULT-VALUE}")
    private int messages = 100;

    @Option(names = "--work", paramLabel = "DIR", description = "an empty folder; by default a new one that is removed")
    private Optional<Path> work = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (WorkFolder folder = WorkFolder.open(work)) {
            Site site = Site.prepare(folder.path(), Optional.empty(), Optional.empty());
            Path trace = site.output("strace");
            List<String> strace = List.of(
                    "strace",
                    "-f",
                    "-y",
                    "-qq",
                    "--seccomp-bpf",
                    "-e",
                    "trace=fsync,fdatasync",
                    "-o",
                    trace.toString());
            try (Server server = new Server(site, strace)) {
                server.start();
                Pause.millis(CALM_MILLIS);
                Map<String, Integer> before = count(trace);
                Ledger ledger = send(server);
                Map<String, Integer> after = count(trace);
                server.stop();
                boolean enough = print(out, ledger.acknowledged(), before, after);
                folder.finished();
                return enough ? 0 : 1;
            }
        }
    }

    private Ledger send(Server server) {
        MailFactory.Shape shape = new MailFactory.Shape(
                server.accounts().stream().map(Account::address).toList(),
                List.of(new Topic("anna@kontor.example", "Offer")),
                10_000,
                10_001,
                1);
        Ledger ledger = new Ledger();
        Load.Plan plan = new Load.Plan(server.port("smtp"), 1, messages, Duration.ZERO, 1);
        try (Load load = Load.start(plan, new MailFactory("s", shape, 1), ledger)) {
            load.join();
        }
        Pause.until(LONGEST_DRAIN, () -> server.queued() == 0);
        Pause.millis(CALM_MILLIS);
        return ledger;
    }

    private boolean print(PrintWriter out, int acknowledged, Map<String, Integer> before, Map<String, Integer> after) {
        out.printf("%d messages acknowledged and delivered; fsync and fdatasync meanwhile:%n", acknowledged);
        Map<String, Integer> during = new TreeMap<>(after);
        before.forEach((what, times) -> during.merge(what, -times, Integer::sum));
        during.forEach((what, times) ->
                out.printf("  %-24s %6d   %5.2f a message%n", what, times, times / (double) acknowledged));
        boolean enough = true;
        for (String owed : OWED) {
            if (during.getOrDefault(owed, 0) < acknowledged) {
                out.println("  PROBLEM fewer syncs of the " + owed + " than messages");
                enough = false;
            }
        }
        out.flush();
        return enough && acknowledged == messages;
    }

    private static Map<String, Integer> count(Path trace) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            Matcher matcher = SYNC.matcher(line);
            if (matcher.find()) {
                counts.merge(kind(matcher.group(1)), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static String kind(String file) {
        if (file.contains("/queue/journal")) {
            return file.endsWith(".log") ? "queue journal" : "queue index";
        }
        if (file.contains("/archive/journal")) {
            return "archive journal";
        }
        if (file.contains("/archive/index")) {
            return "search index";
        }
        if (file.contains("/db/mailboxes")) {
            return "mailboxes";
        }
        if (file.contains("/db/catalog")) {
            return "catalog";
        }
        return file.contains("/db/accounts") ? "accounts" : "other";
    }
}
