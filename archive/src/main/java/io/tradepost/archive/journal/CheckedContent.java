package io.tradepost.archive.journal;

import io.tradepost.archive.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A region of a segment whose SHA-256 is known; a stream of it fails at its end when the bytes are not those. */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record CheckedContent(Path file, long offset, long size, byte[] sha256) implements Content {
    @Override
    public InputStream open() throws IOException {
        return new Checked(new Region(file, offset, size), this);
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

    private static final class Checked extends FilterInputStream {
        private final CheckedContent region;
        private final MessageDigest digest = Digests.sha256();
        private long read;
        private boolean checked;

        Checked(InputStream in, CheckedContent region) {
            super(in);
            this.region = region;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            if (n > 0) {
                digest.update(bytes, from, n);
                read += n;
            } else if (n < 0 && !checked) {
                checked = true;
                if (read != region.size || !MessageDigest.isEqual(digest.digest(), region.sha256)) {
                    throw new IOException("content at byte " + region.offset + " of " + region.file.getFileName()
                            + " is not what was archived: its SHA-256 differs");
                }
            }
            return n;
        }

        @Override
        public long skip(long count) throws IOException {
            // Skipped bytes must be hashed too.
            byte[] sink = new byte[8192];
            long left = count;
            while (left > 0) {
                int n = read(sink, 0, (int) Math.min(sink.length, left));
                if (n < 0) {
                    break;
                }
                left -= n;
            }
            return count - left;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
