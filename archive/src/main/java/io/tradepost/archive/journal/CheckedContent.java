package io.tradepost.archive.journal;

import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;

/** A region of a segment whose SHA-256 is known; a stream of it fails at its end when the bytes are not those. */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record CheckedContent(SegmentSource source, long offset, long size, byte[] sha256) implements Content {
    @Override
    public InputStream open() throws IOException {
        return new CheckedInput(
                new Region(source.open(), offset, size),
                size,
                sha256,
                "content at byte " + offset + " of " + source.name());
    }

    private static final class Region extends InputStream {
        private final SegmentSource.Reader in;
        private long at;
        private long left;

        Region(SegmentSource.Reader in, long offset, long size) {
            this.in = in;
            this.at = offset;
            this.left = size;
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
            int n = in.read(at, bytes, from, (int) Math.min(length, left));
            if (n > 0) {
                left -= n;
                at += n;
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
