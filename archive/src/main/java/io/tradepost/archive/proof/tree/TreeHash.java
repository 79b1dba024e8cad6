package io.tradepost.archive.proof.tree;

import io.tradepost.archive.journal.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The SHA-256 of a leaf or of an inner node of the tree. Never changes. */
public final class TreeHash {
    /** Bytes of a hash. */
    public static final int LENGTH = Digests.LENGTH;

    /** Head of the tree without leaves: the hash of nothing (RFC 9162 section 2.1.1). */
    public static final TreeHash EMPTY = new TreeHash(Digests.sha256().digest());

    /** Domain separation of a leaf: RFC 9162 section 2.1.1. */
    private static final byte LEAF = 0;

    /** Domain separation of an inner node: RFC 9162 section 2.1.1. */
    private static final byte NODE = 1;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash in these 32 bytes. */
    public static TreeHash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a tree hash has 32 bytes, not " + bytes.length);
        }
        return new TreeHash(bytes.clone());
    }

    /** The hash that stands at this place of a run of hashes. */
    public static TreeHash at(byte[] hashes, int place) {
        return new TreeHash(Arrays.copyOfRange(hashes, place * LENGTH, (place + 1) * LENGTH));
    }

    /** The hash in this base64; {@link IllegalArgumentException} when it is none. */
    public static TreeHash ofBase64(String text) {
        return of(Base64.getDecoder().decode(text));
    }

    /** The leaf hash of a record with these bytes. */
    public static TreeHash leaf(byte[] record) {
        MessageDigest digest = Digests.sha256();
        digest.update(LEAF);
        return new TreeHash(digest.digest(record));
    }

    /** The node above two others. */
    public static TreeHash node(TreeHash left, TreeHash right) {
        MessageDigest digest = Digests.sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Standard base64 with padding, as checkpoints have it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** Lower-case hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
