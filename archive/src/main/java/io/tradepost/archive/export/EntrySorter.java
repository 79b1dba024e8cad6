package io.tradepost.archive.export;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts entries of one length in memory that does not grow with their number: sorted runs in files, then one merge. The
 * bytes are compared as unsigned numbers; equal entries become one.
 */
final class EntrySorter implements AutoCloseable {
    private static final int MOST_IN_MEMORY = 100_000;

    private final Path folder;
    private final int width;
    private final int most;
    private final List<byte[]> held = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();

    EntrySorter(Path folder, int width) {
        this(folder, width, MOST_IN_MEMORY);
    }

    EntrySorter(Path folder, int width, int most) {
        this.folder = folder;
        this.width = width;
        this.most = most;
    }

    void add(byte[] entry) throws IOException {
        if (entry.length != width) {
            throw new IllegalArgumentException("an entry has " + width + " bytes, not " + entry.length);
        }
        held.add(entry);
        if (held.size() >= most) {
            spill();
        }
    }

    /** Writes all, sorted, into a file that appears whole; how many there are. */
    long writeTo(Path target) throws IOException {
        spill();
        Path whole = target.resolveSibling(target.getFileName() + ".tmp");
        long count = 0;
        PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(run -> run.entry, Arrays::compareUnsigned));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole), 1 << 16)) {
            for (Path file : runs) {
                Run run = new Run(file);
                if (run.next()) {
                    heads.add(run);
                }
            }
            byte[] last = new byte[0];
            for (Run run = heads.poll(); run != null; run = heads.poll()) {
                if (!Arrays.equals(last, run.entry)) {
                    last = run.entry.clone();
                    out.write(last);
                    count++;
                }
                if (run.next()) {
                    heads.add(run);
                }
            }
        } finally {
            for (Run run : heads) {
                run.close();
            }
        }
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return count;
    }

    private void spill() throws IOException {
        if (held.isEmpty()) {
            return;
        }
        held.sort(Arrays::compareUnsigned);
        Path run = Files.createTempFile(folder, "run", ".tmp");
        runs.add(run);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(run), 1 << 16)) {
            for (byte[] entry : held) {
                out.write(entry);
            }
        }
        held.clear();
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    /** A sorted file that is read once. */
    private final class Run {
        private final InputStream in;
        private final byte[] entry = new byte[width];

        Run(Path file) throws IOException {
            in = new BufferedInputStream(Files.newInputStream(file), 1 << 13);
        }

        boolean next() throws IOException {
            int n = in.readNBytes(entry, 0, width);
            if (n == width) {
                return true;
            }
            in.close();
            return false;
        }

        void close() throws IOException {
            in.close();
        }
    }
}
