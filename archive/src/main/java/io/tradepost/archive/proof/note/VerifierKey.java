package io.tradepost.archive.proof.note;

import io.tradepost.archive.journal.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key with its name, in the encoding of C2SP signed-note: {@code name+hex(id)+base64(0x01 || key)}.
 *
 * @param name non-empty, without white space, control characters and plus
 * @param key  an Ed25519 key as RFC 8032 section 5.1.2 encodes it, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Compared through its encoding.
public record VerifierKey(String name, byte[] key) {
    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo: RFC 8410 section 4. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    public VerifierKey {
        if (!isName(name) || key.length != KEY_BYTES) {
            throw new IllegalArgumentException("no key can have this name, or the key has not 32 bytes");
        }
    }

    /** The key of this public key. */
    public static VerifierKey of(String name, PublicKey key) {
        byte[] spki = key.getEncoded();
        if (!(key instanceof EdECPublicKey) || spki.length != SPKI.length + KEY_BYTES) {
            throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
        }
        return new VerifierKey(name, Arrays.copyOfRange(spki, SPKI.length, spki.length));
    }

    /** Whether a key may have this name. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || c < 0x20
                                || c == 0x7f
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c));
    }

    /** Reads the encoding. */
    public static VerifierKey parse(String text) throws NoteException {
        String[] parts = text.strip().split("\\+", 3);
        try {
            byte[] typed = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
            if (typed.length == 1 + KEY_BYTES && typed[0] == ED25519) {
                VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
                if (key.text().equals(text.strip())) {
                    return key;
                }
            }
        } catch (IllegalArgumentException e) {
            throw new NoteException("no verifier key: " + e.getMessage(), e);
        }
        throw new NoteException("no verifier key, or its id does not fit");
    }

    /** The first four bytes of SHA-256(name || 0x0A || 0x01 || key), big-endian. */
    public int id() {
        MessageDigest digest = Digests.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return ByteBuffer.wrap(digest.digest(key)).getInt();
    }

    /** The encoding. */
    public String text() {
        byte[] id = ByteBuffer.allocate(ID_BYTES).putInt(id()).array();
        byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES).put(ED25519).put(key).array();
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** Whether this key made the signature, 64 bytes, of the text. */
    boolean signed(byte[] text, byte[] signature) {
        try {
            byte[] spki = ByteBuffer.allocate(SPKI.length + KEY_BYTES)
                    .put(SPKI)
                    .put(key)
                    .array();
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // A point that is on no curve, or a signature of a wrong length: whoever made it, it was not this key.
            org.slf4j.LoggerFactory.getLogger(VerifierKey.class).debug("no signature of {}", name, e);
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return id();
    }

    /** The encoding. */
    @Override
    public String toString() {
        return text();
    }
}
