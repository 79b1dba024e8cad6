package io.tradepost.extract.program;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How much has been unpacked of one document, over all that is packed in it. */
final class Expansion {
    /** Thrown when it is too much. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch(String what) {
            super(what);
        }
    }

    /** Files in archives, in all. */
    private static final int MOST_ENTRIES = 5000;

    private final long mostBytes;
    private long bytes;
    private int entries;

    Expansion(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** One more packed file; counts what is read of it. */
    InputStream entry(InputStream in) throws TooMuch {
        if (++entries > MOST_ENTRIES) {
            throw new TooMuch("more than " + MOST_ENTRIES + " packed files");
        }
        return new Counted(in);
    }

    private void count(long more) throws TooMuch {
        bytes += Math.max(0, more);
        if (bytes > mostBytes) {
            throw new TooMuch("unpacks to more than " + mostBytes + " bytes");
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(read);
            return read;
        }

        @Override
        public long skip(long wanted) throws IOException {
            long skipped = super.skip(wanted);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            // Bytes that are read twice must not count twice.
            return false;
        }
    }
}
