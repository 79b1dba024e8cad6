package io.tradepost.bench;

import io.tradepost.bench.ingest.IngestRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Measures how fast mail becomes durable in the archive, and what it weighs there. */
@CommandLine.Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Archives real mail, varied, and compares with the disk's and zstd's own speed.")
final class Ingest implements Callable<Integer> {
    @Option(names = "--messages", description = "default ${DEFAULT-VALUE}")
    private int messages = 200_000;

    @Option(names = "--threads", description = "that hand over at once; default ${DEFAULT-VALUE}")
    private int threads = 16;

    @Option(
            names = "--follow",
            description = "wait until catalog and index have followed, and weigh them too; else they only run beside")
    private boolean follow;

    @Option(names = "--mail", paramLabel = "DIR", required = true, description = "a folder with messages, one a file")
    private Path mail;

    @Option(names = "--work", paramLabel = "DIR", description = "an empty folder; by default a new one that is removed")
    private Optional<Path> work = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (WorkFolder folder = WorkFolder.open(work)) {
            new IngestRun(folder.path(), mail, out).run(messages, threads, follow);
            folder.finished();
            return 0;
        }
    }
}
