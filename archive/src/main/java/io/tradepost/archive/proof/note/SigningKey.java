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

/** An Ed25519 key that signs notes. Its text form holds the secret; nothing but its own file may. */
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

    /** The key in its text form, which {@link #secretText} gives. */
    public static SigningKey parse(String text) throws NoteException {
        String[] lines = text.strip().split("\n", 2);
        if (lines.length != 2) {
            throw new NoteException("no signing key");
        }
        try {
            byte[] pkcs8 = Base64.getDecoder().decode(lines[1].strip());
            PrivateKey secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            SigningKey key = new SigningKey(VerifierKey.parse(lines[0]), secret);
            byte[] trial = "trial".getBytes(StandardCharsets.US_ASCII);
            if (!key.verifier.signed(trial, key.signature(trial))) {
                throw new NoteException("the two halves of the signing key do not belong together");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new NoteException("no signing key", e);
        }
    }

    /** The secret, for its file: the verifier key, then PKCS #8 (RFC 5958) in base64. */
    public String secretText() {
        return verifier.text() + "\n" + Base64.getEncoder().encodeToString(secret.getEncoded()) + "\n";
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
