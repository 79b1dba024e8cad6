package io.tradepost.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run keeps its data. A folder that we made is removed when the run went well; else it stays, as evidence. */
final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final boolean ours;
    private boolean finished;

    private WorkFolder(Path path, boolean ours) {
        this.path = path;
        this.ours = ours;
    }

    static WorkFolder open(Optional<Path> wanted) throws IOException {
        if (wanted.isPresent()) {
            Files.createDirectories(wanted.get());
            return new WorkFolder(wanted.get().toAbsolutePath(), false);
        }
        return new WorkFolder(Files.createTempDirectory("tradepost-bench-"), true);
    }

    Path path() {
        return path;
    }

    /** The run went well. */
    void finished() {
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!ours || !finished) {
            System.out.println("the run's data is in " + path);
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.deleteIfExists(one);
            }
        }
    }
}
