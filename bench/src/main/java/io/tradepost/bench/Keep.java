package io.tradepost.bench;

import io.tradepost.bench.ingest.KeepRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Measures what messages weigh in mailboxes beside the archive, and what keeping one costs. */
@CommandLine.Command(
        name = "keep",
        mixinStandardHelpOptions = true,
        description =
                "Keeps real mail for mailboxes, delivered to one, to ten, and appended; weighs it and counts syncs.")
final class Keep implements Callable<Integer> {
    @Option(names = "--messages", description = "each way; default ${DEFAULT-VALUE}")
    private int messages = 5_000;

    @Option(names = "--mail", paramLabel = "DIR", required = true, description = "a folder with messages, one a file")
    private Path mail;

    @Option(names = "--work", paramLabel = "DIR", description = "an empty folder; by default a new one that is removed")
    private Optional<Path> work = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (WorkFolder folder = WorkFolder.open(work)) {
            new KeepRun(folder.path(), mail, out).run(messages);
            folder.finished();
            return 0;
        }
    }
}
