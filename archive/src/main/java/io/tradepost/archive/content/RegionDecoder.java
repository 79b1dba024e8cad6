package io.tradepost.archive.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Copies pieces of a message: as they are, or Base64 decoded. */
final class RegionDecoder {
    private static final int CHUNK = 64 << 10;

    private final InputStream message;
    private final byte[] chunk = new byte[CHUNK];

    RegionDecoder(InputStream message) {
        this.message = message;
    }

    void copy(long length, OutputStream to) throws IOException {
        long left = length;
        while (left > 0) {
            int n = next(left);
            to.write(chunk, 0, n);
            left -= n;
        }
    }

    void decode(EncodedRegion region, OutputStream to) throws IOException {
        byte[] characters = new byte[CHUNK + 4];
        int held = 0;
        long left = region.length();
        while (left > 0) {
            int n = next(left);
            left -= n;
            for (int i = 0; i < n; i++) {
                if (chunk[i] > ' ') {
                    characters[held++] = chunk[i];
                }
            }
            int whole = left == 0 ? held : held - held % 4;
            to.write(decoded(characters, whole));
            System.arraycopy(characters, whole, characters, 0, held - whole);
            held -= whole;
        }
    }

    void skip(long length) throws IOException {
        copy(length, OutputStream.nullOutputStream());
    }

    private static byte[] decoded(byte[] characters, int length) throws IOException {
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(characters, length));
        } catch (IllegalArgumentException e) {
            throw new IOException("the message gave other bytes the second time", e);
        }
    }

    private int next(long most) throws IOException {
        int n = message.read(chunk, 0, (int) Math.min(CHUNK, most));
        if (n < 0) {
            throw new EOFException("the message became shorter");
        }
        return n;
    }
}
