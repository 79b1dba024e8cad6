package io.tradepost.archive.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Puts one {@code >} before each line that is {@code From } behind any number of {@code >}, or takes one away again
 * (mboxrd, qmail's mbox(5)). Lines may be of any length, and so may the row of {@code >}.
 */
final class FromLines extends OutputStream {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final boolean disguise;
    private boolean undecided = true;
    private long quotes;
    private int matched;

    private FromLines(OutputStream out, boolean disguise) {
        this.out = out;
        this.disguise = disguise;
    }

    static FromLines disguising(OutputStream out) {
        return new FromLines(out, true);
    }

    static FromLines undoing(OutputStream out) {
        return new FromLines(out, false);
    }

    @Override
    public void write(int one) throws IOException {
        byte b = (byte) one;
        if (undecided) {
            if (b == '>' && matched == 0) {
                quotes++;
                return;
            }
            if (b == FROM[matched]) {
                matched++;
                if (matched == FROM.length) {
                    quotes = disguise ? quotes + 1 : Math.max(0, quotes - 1);
                    release();
                }
                return;
            }
            release();
        }
        out.write(b);
        undecided = b == '\n';
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int i = from;
        while (i < from + count) {
            if (undecided) {
                write(bytes[i++]);
                continue;
            }
            int end = i;
            while (end < from + count && bytes[end] != '\n') {
                end++;
            }
            out.write(bytes, i, end - i);
            i = end;
            if (i < from + count) {
                write(bytes[i++]);
            }
        }
    }

    /** What is held back is what it looks like; to be called at the end of a message. */
    void finish() throws IOException {
        if (undecided) {
            release();
        }
        undecided = true;
    }

    private void release() throws IOException {
        for (; quotes > 0; quotes--) {
            out.write('>');
        }
        out.write(FROM, 0, matched);
        matched = 0;
        undecided = false;
    }
}
