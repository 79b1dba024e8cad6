package io.tradepost.archive.content;

import io.tradepost.archive.keys.ContentKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Stores what is written to it: prefix, then chunks of at most 1 MiB, each compressed and encrypted with its stored length
 * (4 bytes) before it.
 */
final class ChunkOutput extends OutputStream {
    /** Bytes of a chunk before compression. */
    static final int CHUNK = 1 << 20;

    private static final int FIRST_BUFFER = 16 << 10;

    private final OutputStream stored;
    private final ChunkCipher cipher;
    private byte[] plain = new byte[FIRST_BUFFER];
    private int filled;
    private int number;

    ChunkOutput(OutputStream stored, ContentKey key, StoredPrefix.Form form, byte[] nonce, List<Long> references)
            throws IOException {
        this.stored = stored;
        byte[] prefix = new StoredPrefix(form, key.slot(), nonce, references).encode();
        stored.write(prefix);
        this.cipher = new ChunkCipher(key.key(), nonce, prefix);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == CHUNK) {
                seal(false);
            }
            int n = Math.min(CHUNK - filled, length - done);
            need(filled + n);
            System.arraycopy(bytes, from + done, plain, filled, n);
            filled += n;
            done += n;
        }
    }

    /** Ends the content: the last chunk, which may be empty, says so. */
    @Override
    public void close() throws IOException {
        seal(true);
    }

    private void need(int bytes) {
        if (bytes > plain.length) {
            plain = java.util.Arrays.copyOf(plain, Math.min(CHUNK, Math.max(bytes, 2 * plain.length)));
        }
    }

    private void seal(boolean last) throws IOException {
        byte[] compressed = new byte[Zstandard.bound(filled)];
        int length = Zstandard.compress(plain, filled, compressed);
        byte[] sealed = new byte[Integer.BYTES + length + ChunkCipher.TAG_BYTES];
        int n = cipher.seal(number++, last, compressed, length, sealed, Integer.BYTES);
        ByteBuffer.wrap(sealed).putInt(n);
        stored.write(sealed, 0, Integer.BYTES + n);
        filled = 0;
    }
}
