package io.tradepost.archive.content;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import javax.crypto.SecretKey;

/** Reads what {@link ChunkOutput} stored, from behind the prefix on; fails on anything that was changed or is missing. */
final class ChunkInput extends InputStream {
    private final PushbackInputStream stored;
    private final DataInputStream lengths;
    private final ChunkCipher cipher;
    private byte[] plain = new byte[0];
    private int at;
    private int number;
    private boolean ended;

    ChunkInput(InputStream stored, StoredPrefix prefix, SecretKey key) {
        this.stored = new PushbackInputStream(stored, 1);
        this.lengths = new DataInputStream(this.stored);
        this.cipher = new ChunkCipher(key, prefix.nonce(), prefix.encode());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == plain.length) {
            if (ended) {
                return -1;
            }
            next();
        }
        int n = Math.min(length, plain.length - at);
        System.arraycopy(plain, at, bytes, from, n);
        at += n;
        return n;
    }

    private void next() throws IOException {
        int length = lengths.readInt();
        int most = Zstandard.bound(ChunkOutput.CHUNK) + ChunkCipher.TAG_BYTES;
        if (length < ChunkCipher.TAG_BYTES || length > most) {
            throw new IOException("a chunk of " + length + " bytes");
        }
        byte[] sealed = new byte[length];
        lengths.readFully(sealed);
        int behind = stored.read();
        ended = behind < 0;
        if (!ended) {
            stored.unread(behind);
        }
        plain = Zstandard.decompress(cipher.open(number++, ended, sealed, length), ChunkOutput.CHUNK);
        at = 0;
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
