package io.tradepost.bench.ingest;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Real messages, given out again and again with other digits and some other letters, so that no two are the same and none
 * compresses better than the original: whoever replicates mail without that measures deduplication. Attachments differ too,
 * so that none is shared unless the original mail shared it.
 */
final class RealMail {
    private static final int HEADER_LETTERS = 64;

    private final List<byte[]> originals;

    private RealMail(List<byte[]> originals) {
        this.originals = originals;
    }

    static RealMail load(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<byte[]> originals = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(RealMail::read)
                    .toList();
            if (originals.isEmpty()) {
                throw new BenchException("no mail in " + folder);
            }
            return new RealMail(originals);
        } catch (IOException e) {
            throw new BenchException("no mail can be read in " + folder + ": " + e.getMessage(), e);
        }
    }

    int originals() {
        return originals.size();
    }

    /** Message number {@code i}: the originals as they are first, then varied. */
    byte[] message(int i) {
        byte[] original = originals.get(i % originals.size());
        int round = i / originals.size();
        if (round == 0) {
            return original;
        }
        SplittableRandom random = new SplittableRandom(i);
        byte[] varied = original.clone();
        for (int at = HEADER_LETTERS; at < varied.length; at++) {
            byte one = varied[at];
            if (one >= '0' && one <= '9') {
                varied[at] = (byte) ('0' + random.nextInt(10));
            } else if (one >= 'a' && one <= 'z' && random.nextInt(16) == 0) {
                varied[at] = (byte) ('a' + random.nextInt(26));
            }
        }
        return varied;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BenchException("cannot read " + file, e);
        }
    }
}
