package io.tradepost.archive.export;

import io.tradepost.archive.journal.Digests;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and hashes what passes. Closing it flushes but leaves what is beneath open. */
final class HashingOutput extends FilterOutputStream {
    private final MessageDigest digest = Digests.sha256();
    private long size;

    HashingOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
        digest.update((byte) one);
        size++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        digest.update(bytes, from, count);
        size += count;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    long size() {
        return size;
    }

    /** What has passed; to be asked once, at the end. */
    Bundle.Added added() {
        return new Bundle.Added(size, HexFormat.of().formatHex(digest.digest()));
    }
}
