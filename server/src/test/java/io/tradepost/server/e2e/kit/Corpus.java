package io.tradepost.server.e2e.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Real and malformed mail that stands beside the checkout; every file of it is taken for a message, whatever it is. */
public final class Corpus {
    private static final long SEED = 20_261_123L;
    private static final long LARGEST = 25L << 20;

    private Corpus() {}

    /** All files of {@code mail/} and {@code torture/}, in a fixed order. */
    public static List<Path> all() {
        Path folder = folder();
        List<Path> files = new ArrayList<>();
        for (String part : List.of("mail", "torture")) {
            try (Stream<Path> found = Files.walk(folder.resolve(part))) {
                found.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith("index.jsonl"))
                        .filter(file -> size(file) <= LARGEST)
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("the sample mail is missing: " + folder, e);
            }
        }
        return files;
    }

    /** Some of them, the same at each run, half of them malformed. */
    public static List<Path> sample(int count) {
        List<Path> all = new ArrayList<>(all());
        Collections.shuffle(all, new Random(SEED));
        List<Path> torture =
                all.stream().filter(Corpus::malformed).limit(count / 2).toList();
        List<Path> sample = new ArrayList<>(torture);
        all.stream()
                .filter(file -> !malformed(file))
                .limit(count - torture.size())
                .forEach(sample::add);
        return sample;
    }

    private static boolean malformed(Path file) {
        return file.startsWith(folder().resolve("torture"));
    }

    /** Where it stands: beside the checkout. */
    public static Path folder() {
        return Path.of(System.getProperty("corpus.dir", "../../shared/corpus"))
                .toAbsolutePath()
                .normalize();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its bytes. */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
