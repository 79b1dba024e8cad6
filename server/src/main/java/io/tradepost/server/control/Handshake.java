package io.tradepost.server.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Both sides prove that they know the secret without saying it: each answers the other's random number with an HMAC
 * over both (challenge and response, RFC 2104), under a word that tells the directions apart, so that an answer can't be
 * sent back as one's own.
 */
final class Handshake {
    private static final int NONCE = 32;
    private static final int PROOF = 32;
    private static final byte[] FROM_CLIENT = "tradepost control client".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FROM_SERVER = "tradepost control server".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    Handshake(byte[] secret) {
        this.secret = secret.clone();
    }

    /**
     * The server's side.
     *
     * @return whether the client knows the secret
     */
    boolean welcome(Frames frames) throws IOException {
        byte[] mine = nonce();
        frames.write(FrameType.CHALLENGE, mine);
        byte[] answer = frames.read(FrameType.PROOF, NONCE + PROOF);
        if (answer.length != NONCE + PROOF) {
            return false;
        }
        byte[] theirs = Arrays.copyOf(answer, NONCE);
        byte[] proof = Arrays.copyOfRange(answer, NONCE, answer.length);
        // Constant time: how long a refusal takes must not tell how much was right.
        if (!MessageDigest.isEqual(proof, proof(FROM_CLIENT, mine, theirs))) {
            return false;
        }
        frames.write(FrameType.WELCOME, proof(FROM_SERVER, mine, theirs));
        return true;
    }

    /**
     * The client's side.
     *
     * @return whether the other side knows the secret and accepted us
     */
    boolean introduce(Frames frames) throws IOException {
        byte[] theirs = frames.read(FrameType.CHALLENGE, NONCE);
        if (theirs.length != NONCE) {
            return false;
        }
        byte[] mine = nonce();
        byte[] answer = Arrays.copyOf(mine, NONCE + PROOF);
        System.arraycopy(proof(FROM_CLIENT, theirs, mine), 0, answer, NONCE, PROOF);
        frames.write(FrameType.PROOF, answer);
        Frames.Frame verdict = frames.read();
        return verdict.type() == FrameType.WELCOME
                && MessageDigest.isEqual(verdict.body(), proof(FROM_SERVER, theirs, mine));
    }

    private byte[] nonce() {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return nonce;
    }

    private byte[] proof(byte[] direction, byte[] serverNonce, byte[] clientNonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(direction);
            mac.update(serverNonce);
            return mac.doFinal(clientNonce);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
