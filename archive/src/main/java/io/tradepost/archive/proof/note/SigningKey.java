package io.tradepost.archive.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key that signs notes. */
public final class SigningKey {
    private final VerifierKey verifier;
    private final PrivateKey secret;

    private SigningKey(VerifierKey verifier, PrivateKey secret) {
        this.verifier = verifier;
        this.secret = secret;
    }

    /** A new key. */
    public static SigningKey make(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(VerifierKey.of(name, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            // Part of Java since 15 (JEP 339).
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /**
     * The key in its two halves.
     *
     * @param pkcs8 as {@link #pkcs8} gives it
     */
    public static SigningKey of(VerifierKey verifier, byte[] pkcs8) throws NoteException {
        try {
            PrivateKey secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            SigningKey key = new SigningKey(verifier, secret);
            byte[] trial = "trial".getBytes(StandardCharsets.US_ASCII);
            if (!verifier.signed(trial, key.signature(trial))) {
                throw new NoteException("the two halves of the signing key do not belong together");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new NoteException("no signing key", e);
        }
    }

    /** The secret, PKCS #8 (RFC 5958). */
    public byte[] pkcs8() {
        return secret.getEncoded();
    }

    /** What others check its signatures with. */
    public VerifierKey verifier() {
        return verifier;
    }

    /** The signature line for this text, without a line end. */
    String line(String text) {
        byte[] signature = signature(text.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(verifier.id())
                .put(signature)
                .array();
        return SignedNote.DASH + verifier.name() + " " + Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] signature(byte[] text) {
        try {
            Signature sign = Signature.getInstance("Ed25519");
            sign.initSign(secret);
            sign.update(text);
            return sign.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with Ed25519", e);
        }
    }
}
