package io.tradepost.bench;

import io.tradepost.bench.mailbox.MailboxTable;
import io.tradepost.bench.mailbox.MailboxTable.Entrant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Times what mail clients do in large mailboxes, on our server, stock James and Dovecot side by side. */
@CommandLine.Command(
        name = "mailbox",
        mixinStandardHelpOptions = true,
        description = "SELECT, FETCH, SEARCH, memory and disk with large mailboxes: ours, stock James and Dovecot in"
                + " one run. The filled servers stay in the folder for the next run.")
final class Mailbox implements Callable<Integer> {
    @Option(names = "--messages", description = "in each mailbox; default ${DEFAULT-VALUE}")
    private int messages = 20_000;

    @Option(
            names = "--mailboxes",
            description = "the first filled by APPEND, the others by COPY of it; default ${DEFAULT-VALUE}")
    private int mailboxes = 1;

    @Option(
            names = "--servers",
            description = "some of ${COMPLETION-CANDIDATES}, with commas; default all",
            split = ",")
    private List<Entrant> servers = List.of(Entrant.values());

    @Option(names = "--rounds", description = "measured, after a first one; default ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--heap", description = "of each Java server; default ${DEFAULT-VALUE}")
    private String heap = "512m";

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "what takes longer is asked only once; default ${DEFAULT-VALUE}")
    private int patience = 5;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            required = true,
            description = "where servers are made and kept; under root, nobody must be able to reach it")
    private Path folder = Path.of("");

    @Option(names = "--mail", paramLabel = "DIR", description = "real messages, one a file; default ${DEFAULT-VALUE}")
    private Path mail = Path.of("../shared/corpus/mail");

    @Option(names = "--only-fill", description = "fill the servers, ask nothing")
    private boolean onlyFill;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                "mailbox --messages %d --mailboxes %d --servers %s --rounds %d --heap %s --patience %d%n",
                messages, mailboxes, names(), rounds, heap, patience);
        // Behind the options of every program of ours, so that it wins.
        System.setProperty("bench.java.options", System.getProperty("bench.java.options", "") + " -Xmx" + heap);
        Files.createDirectories(folder);
        new MailboxTable(
                        new MailboxTable.Plan(
                                mail, messages, mailboxes, rounds, Duration.ofSeconds(patience), servers, onlyFill),
                        out,
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .run(folder.toAbsolutePath());
        return 0;
    }

    private String names() {
        return servers.stream()
                .map(server -> server.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
