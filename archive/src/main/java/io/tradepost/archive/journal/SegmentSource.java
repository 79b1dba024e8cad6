package io.tradepost.archive.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Where the bytes of one segment are read from: a file here, or a place where sealed segments are kept. A failure that may
 * pass, such as a place that can't be reached, is a temporary {@link io.tradepost.archive.ArchiveException}.
 */
public interface SegmentSource {
    /** The segment's file name. */
    String name();

    /** How its records are laid out, where that is known without reading it. */
    default Optional<RecordFormat> format() {
        return Optional.empty();
    }

    /** Whether there is anything to read. */
    boolean exists() throws IOException;

    /** Bytes in it. */
    long size() throws IOException;

    /** Opens it for one thread. */
    Reader open() throws IOException;

    /** An open segment. */
    interface Reader extends Closeable {
        /** Reads at most {@code length} bytes at this position; how many, or -1 behind the end. */
        int read(long position, byte[] into, int from, int length) throws IOException;

        /** Reads exactly these bytes. */
        default byte[] bytes(long position, int length) throws IOException {
            byte[] bytes = new byte[length];
            int done = 0;
            while (done < length) {
                int n = read(position + done, bytes, done, length - done);
                if (n < 0) {
                    throw new EOFException("the segment ends at " + (position + done));
                }
                done += n;
            }
            return bytes;
        }
    }
}
