package io.tradepost.archive.proof.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Heads and proofs of a tree at any size that it has had. The recursions are those of RFC 9162 sections 2.1.1, 2.1.3.1 and
 * 2.1.4.1; subtrees that are complete are not recursed into but asked for, so that each answer costs a few look-ups for
 * each bit of the size.
 */
public abstract class MerkleTree {
    /** Number of leaves. */
    public abstract long size();

    /**
     * The hash over the complete subtree of {@code 2^level} leaves that begins at leaf {@code index * 2^level}. Asked only for
     * subtrees that lie below {@link #size}.
     */
    protected abstract TreeHash complete(int level, long index);

    /** The head over the first {@code size} leaves, 0 to {@link #size()}. */
    public TreeHash head(long size) {
        checkSize(size);
        return size == 0 ? TreeHash.EMPTY : range(0, size);
    }

    /** The leaf's hash. */
    public TreeHash leaf(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size());
        }
        return complete(0, index);
    }

    /** Hashes that lead from a leaf to the head over the first {@code size} leaves, lowest first. */
    public List<TreeHash> inclusion(long index, long size) {
        checkSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<TreeHash> path = new ArrayList<>();
        path(index, 0, size, path);
        return path;
    }

    /** Hashes that show the tree of {@code size} leaves to be a continuation of the one of {@code from}; none for equal sizes. */
    public List<TreeHash> consistency(long from, long size) {
        checkSize(size);
        if (from < 1 || from > size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves does not continue one of " + from);
        }
        List<TreeHash> proof = new ArrayList<>();
        if (from < size) {
            subproof(from, 0, size, true, proof);
        }
        return proof;
    }

    private void path(long index, long from, long to, List<TreeHash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, path);
            path.add(range(middle, to));
        } else {
            path(index, middle, to, path);
            path.add(range(from, middle));
        }
    }

    /** SUBPROOF of RFC 9162 section 2.1.4.1; {@code whole} is its b. */
    private void subproof(long old, long from, long to, boolean whole, List<TreeHash> proof) {
        if (old == to) {
            if (!whole) {
                proof.add(range(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (old <= middle) {
            subproof(old, from, middle, whole, proof);
            proof.add(range(middle, to));
        } else {
            subproof(old, middle, to, false, proof);
            proof.add(range(from, middle));
        }
    }

    private TreeHash range(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return complete(level, from >> level);
        }
        long middle = from + split(width);
        return TreeHash.node(range(from, middle), range(middle, to));
    }

    /** The largest power of two that is smaller. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    private void checkSize(long size) {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("the tree has " + size() + " leaves, not " + size);
        }
    }
}
