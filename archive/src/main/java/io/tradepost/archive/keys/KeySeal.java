package io.tradepost.archive.keys;

import io.tradepost.archive.ArchiveException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keeps a small secret as content is kept: encrypted with a key of its own from a slot, which the master key wraps. So a
 * change of the master key re-wraps it with all others, and whoever has the sealed text alone has nothing.
 */
public final class KeySeal {
    /** NIST SP 800-38D section 8.2.2 for random nonces; the key serves this one secret. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final ContentKeys keys;
    private final SecureRandom random = new SecureRandom();

    /** With keys of these. */
    public KeySeal(ContentKeys keys) {
        this.keys = keys;
    }

    /**
     * The secret as it may be written down: number of the slot, a space, and nonce, AES-256-GCM ciphertext and tag in Base64.
     * The slot is durable when this returns.
     *
     * @param purpose must be said again to open it
     */
    public String seal(byte[] secret, String purpose) {
        ContentKey key = keys.fresh();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key.key(), nonce, secret, purpose);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return key.slot() + " " + Base64.getEncoder().encodeToString(whole);
    }

    /** The secret; a permanent {@link ArchiveException} when the text is damaged or its key is not there. */
    public byte[] open(String text, String purpose) {
        String[] words = text.strip().split(" ", -1);
        try {
            if (words.length == 2) {
                // Before the key is looked for: a text that is none needs none.
                byte[] whole = Base64.getDecoder().decode(words[1]);
                SecretKey key = keys.find(Long.parseLong(words[0])).orElseThrow(() -> unreadable(purpose));
                return cipher(
                        Cipher.DECRYPT_MODE,
                        key,
                        Arrays.copyOf(whole, NONCE_BYTES),
                        Arrays.copyOfRange(whole, Math.min(NONCE_BYTES, whole.length), whole.length),
                        purpose);
            }
        } catch (IllegalArgumentException e) {
            throw ArchiveException.permanent(damaged(purpose), e);
        } catch (ArchiveException e) {
            throw e.isTemporary() ? e : ArchiveException.permanent(damaged(purpose) + ": " + e.getMessage(), e);
        }
        throw unreadable(purpose);
    }

    private static byte[] cipher(int mode, SecretKey key, byte[] nonce, byte[] bytes, String purpose) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw ArchiveException.permanent(damaged(purpose), e);
        }
    }

    private static ArchiveException unreadable(String purpose) {
        return ArchiveException.permanent(damaged(purpose));
    }

    private static String damaged(String purpose) {
        return purpose + " cannot be opened: it is damaged, or its key is not among the keys of this archive";
    }
}
