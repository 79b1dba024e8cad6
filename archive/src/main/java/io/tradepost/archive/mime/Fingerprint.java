package io.tradepost.archive.mime;

import io.tradepost.archive.journal.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What bytes are known by.
 *
 * @param size   their number
 * @param sha256 their SHA-256, lower-case hexadecimal: a name for them that may be told
 * @param key    another hash of them, 32 bytes, that only who has the bytes can know: what is derived from them may be locked
 *               with it, and is lost with them
 */
public record Fingerprint(long size, String sha256, byte[] key) {
    private static final byte[] KEY_PURPOSE = "tradepost attachment text\0".getBytes(StandardCharsets.UTF_8);

    /** Of everything that is left in the stream. */
    static Fingerprint of(InputStream in) throws IOException {
        Making making = new Making();
        byte[] block = new byte[16 << 10];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            making.add(block, read);
        }
        return making.finish();
    }

    /** Of these bytes. */
    public static Fingerprint of(byte[] bytes) {
        Making making = new Making();
        making.add(bytes, bytes.length);
        return making.finish();
    }

    /** One that is being made, of bytes as they come. */
    public static final class Making {
        private final MessageDigest name = Digests.sha256();
        private final MessageDigest key = Digests.sha256();
        private long size;

        public Making() {
            key.update(KEY_PURPOSE);
        }

        /** Takes the first so many bytes of the block. */
        public void add(byte[] block, int length) {
            name.update(block, 0, length);
            key.update(block, 0, length);
            size += length;
        }

        /** When all have been added. */
        public Fingerprint finish() {
            return new Fingerprint(size, HexFormat.of().formatHex(name.digest()), key.digest());
        }
    }
}
