package io.tradepost.archive.journal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A stream that fails at its end when its bytes are not those whose length and SHA-256 are known. */
public final class CheckedInput extends FilterInputStream {
    private static final int SKIP = 8192;

    private final MessageDigest digest = Digests.sha256();
    private final long size;
    private final byte[] sha256;
    private final String what;
    private long read;
    private boolean checked;

    /**
     * @param size   bytes that there must be
     * @param sha256 of them
     * @param what   names them when they are others
     */
    public CheckedInput(InputStream in, long size, byte[] sha256, String what) {
        super(in);
        this.size = size;
        this.sha256 = sha256;
        this.what = what;
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
            if (read != size || !MessageDigest.isEqual(digest.digest(), sha256)) {
                throw new IOException(what + " is not what was archived: its SHA-256 differs");
            }
        }
        return n;
    }

    @Override
    public long skip(long count) throws IOException {
        // Skipped bytes must be hashed too.
        byte[] sink = new byte[SKIP];
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
