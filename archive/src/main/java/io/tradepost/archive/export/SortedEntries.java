package io.tradepost.archive.export;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/** A file of sorted entries of one length, as {@link EntrySorter} writes it. */
final class SortedEntries implements AutoCloseable {
    private final RandomAccessFile file;
    private final int width;
    private final long count;

    SortedEntries(Path file, int width) throws IOException {
        this.file = new RandomAccessFile(file.toFile(), "r");
        this.width = width;
        this.count = this.file.length() / width;
    }

    long count() {
        return count;
    }

    byte[] at(long index) throws IOException {
        byte[] entry = new byte[width];
        file.seek(index * width);
        file.readFully(entry);
        return entry;
    }

    /** Index of the first entry that does not sort before this beginning of one; {@link #count} if all do. */
    long firstFrom(byte[] beginning) throws IOException {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            byte[] entry = Arrays.copyOf(at(middle), beginning.length);
            if (Arrays.compareUnsigned(entry, beginning) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
