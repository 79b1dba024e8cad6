package io.tradepost.archive.export;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Undoes what {@link MboxWriter} did, message by message, and says whether the bytes have the hash that they should. */
final class MboxReader implements AutoCloseable {
    private static final int LONGEST_SEPARATOR = 1000;

    private final InputStream in;
    private long position;

    MboxReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    static MboxReader none() {
        return new MboxReader(InputStream.nullInputStream());
    }

    boolean gives(long offset, long length, String sha256) throws IOException {
        if (offset != position || length <= 0) {
            return false;
        }
        long end = offset + length;
        StringBuilder separator = new StringBuilder();
        for (int c = read(); c >= 0 && c != '\n' && separator.length() < LONGEST_SEPARATOR; c = read()) {
            separator.append((char) c);
        }
        boolean unended = separator.toString().endsWith(" " + MboxWriter.UNENDED);
        long text = end - position - (unended ? 2 : 1);
        if (text < 0) {
            return false;
        }
        HashingOutput hashing = new HashingOutput(OutputStream.nullOutputStream());
        FromLines lines = FromLines.undoing(hashing);
        byte[] chunk = new byte[1 << 13];
        while (text > 0) {
            int n = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, text));
            if (n == 0) {
                return false;
            }
            position += n;
            lines.write(chunk, 0, n);
            text -= n;
        }
        lines.finish();
        while (position < end && read() >= 0) {
            // The line ends behind the message are none of it.
        }
        return hashing.added().sha256().equals(sha256);
    }

    boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    private int read() throws IOException {
        int c = in.read();
        if (c >= 0) {
            position++;
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
