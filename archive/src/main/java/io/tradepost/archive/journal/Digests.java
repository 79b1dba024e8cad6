package io.tradepost.archive.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as the journal uses it. */
public final class Digests {
    /** Bytes of a SHA-256. */
    public static final int LENGTH = 32;

    /** Domain separation of a leaf: RFC 9162 section 2.1.1. */
    static final byte LEAF_PREFIX = 0;

    private Digests() {}

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform must have it (java.security.MessageDigest).
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /**
     * The eight bytes by which a delivery key is looked up: the first of the SHA-256 of its UTF-8, big-endian; 1 in place
     * of 0, since 0 stands for no key.
     */
    public static long fingerprint(String key) {
        byte[] hash = sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        long value = java.nio.ByteBuffer.wrap(hash).getLong();
        return value == 0 ? 1 : value;
    }
}
