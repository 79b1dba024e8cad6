package io.tradepost.archive.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;

/** Base64 of another stream, broken into lines; no line end behind the last one. */
final class EncodingInput extends InputStream {
    /** A multiple of three, so that no padding comes before the end. */
    private static final int BLOCK = 3 << 12;

    private final InputStream plain;
    private final int lineLength;
    private final byte[] lineEnd;
    private byte[] out = new byte[0];
    private int at;
    private long column;
    private boolean ended;

    EncodingInput(InputStream plain, EncodedRegion.Layout layout) {
        this.plain = plain;
        this.lineLength = layout.lineLength();
        this.lineEnd = layout.end().bytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (at == out.length) {
            if (ended) {
                return -1;
            }
            next();
        }
        int n = Math.min(length, out.length - at);
        System.arraycopy(out, at, bytes, from, n);
        at += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    private void next() throws IOException {
        byte[] block = plain.readNBytes(BLOCK);
        ended = block.length < BLOCK;
        byte[] characters = Base64.getEncoder().encode(block);
        out = lineLength == 0 ? characters : broken(characters);
        at = 0;
    }

    /** With a line end before each character that begins a line, but the first of all. */
    private byte[] broken(byte[] characters) {
        long breaks = (column + characters.length) / lineLength + 1;
        byte[] lines = new byte[Math.toIntExact(characters.length + breaks * lineEnd.length)];
        int length = 0;
        int done = 0;
        while (done < characters.length) {
            if (column == lineLength) {
                System.arraycopy(lineEnd, 0, lines, length, lineEnd.length);
                length += lineEnd.length;
                column = 0;
            }
            int n = (int) Math.min(lineLength - column, characters.length - done);
            System.arraycopy(characters, done, lines, length, n);
            length += n;
            done += n;
            column += n;
        }
        return Arrays.copyOf(lines, length);
    }
}
