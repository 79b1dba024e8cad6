package io.tradepost.archive.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts a content chunk by chunk, so that neither writing nor reading needs all of it in memory. The nonce is seven
 * random bytes, the chunk's number, and whether it is the last (the STREAM construction: Hoang, Reyhanitabar, Rogaway,
 * Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015, section 7), so that chunks can be
 * neither reordered nor left out. A key serves one content only.
 */
final class ChunkCipher {
    static final int TAG_BYTES = 16;

    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final byte[] nonce;
    private final byte[] authenticated;
    private final Cipher cipher;

    /**
     * @param nonce         the seven bytes
     * @param authenticated clear bytes that belong to every chunk
     */
    ChunkCipher(SecretKey key, byte[] nonce, byte[] authenticated) {
        this.key = key;
        this.nonce = nonce;
        this.authenticated = authenticated;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /** Encrypts; the bytes written to {@code out}, which must have room for sixteen more than there are. */
    int seal(int number, boolean last, byte[] plain, int length, byte[] out, int at) {
        try {
            begin(Cipher.ENCRYPT_MODE, number, last);
            return cipher.doFinal(plain, 0, length, out, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a chunk could not be encrypted", e);
        }
    }

    /** Decrypts; fails when anything of it was changed. */
    byte[] open(int number, boolean last, byte[] sealed, int length) throws IOException {
        try {
            begin(Cipher.DECRYPT_MODE, number, last);
            return cipher.doFinal(sealed, 0, length);
        } catch (AEADBadTagException e) {
            throw new IOException("chunk " + number + " was changed or has another key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a chunk could not be decrypted", e);
        }
    }

    private void begin(int mode, int number, boolean last) throws GeneralSecurityException {
        byte[] whole = ByteBuffer.allocate(NONCE_BYTES)
                .put(nonce)
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, whole));
        cipher.updateAAD(authenticated);
    }
}
