package io.tradepost.archive.journal;

import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A region of a segment whose SHA-256 is known; a stream of it fails at its end when the bytes are not those. */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record CheckedContent(Path file, long offset, long size, byte[] sha256) implements Content {
    @Override
    public InputStream open() throws IOException {
        return new CheckedInput(
                new Region(file, offset, size),
                size,
                sha256,
                "content at byte " + offset + " of " + file.getFileName());
    }

    /** Not a channel: a reader that is interrupted must not close anything for others. */
    private static final class Region extends InputStream {
        private final RandomAccessFile in;
        private long left;

        Region(Path file, long offset, long size) throws IOException {
            this.in = new RandomAccessFile(file.toFile(), "r");
            this.left = size;
            in.seek(offset);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(bytes, from, (int) Math.min(length, left));
            if (n > 0) {
                left -= n;
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
