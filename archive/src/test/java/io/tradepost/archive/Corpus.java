package io.tradepost.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real mail to test with, outside the project. */
public final class Corpus {
    private Corpus() {}

    /** All files below a folder of the corpus, in a fixed order; fails when there are none. */
    public static List<Path> files(String folder) {
        Path root =
                Path.of(System.getProperty("corpus.dir", "../../shared/corpus")).resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no test mail in " + root.toAbsolutePath());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the test mail is missing: " + root.toAbsolutePath(), e);
        }
    }
}
