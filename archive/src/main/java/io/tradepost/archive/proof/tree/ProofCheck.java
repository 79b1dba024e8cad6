package io.tradepost.archive.proof.tree;

import java.util.Iterator;
import java.util.List;

/** Checks proofs with nothing but their hashes: RFC 9162 sections 2.1.3.2 and 2.1.4.2, step by step. */
public final class ProofCheck {
    private ProofCheck() {}

    /** Whether the leaf stands at this index of the tree with this size and head. */
    public static boolean included(TreeHash leaf, long index, long size, List<TreeHash> path, TreeHash head) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        TreeHash hash = leaf;
        for (TreeHash next : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = TreeHash.node(next, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = TreeHash.node(hash, next);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && hash.equals(head);
    }

    /** Whether the tree with the second size and head continues the one with the first. */
    public static boolean consistent(
            long first, TreeHash firstHead, long second, TreeHash secondHead, List<TreeHash> proof) {
        if (first == second) {
            return first >= 0 && proof.isEmpty() && firstHead.equals(secondHead);
        }
        if (first <= 0 || first > second) {
            // Every tree continues the empty one, but then there is nothing to prove.
            return first == 0 && second > 0 && proof.isEmpty() && firstHead.equals(TreeHash.EMPTY);
        }
        Iterator<TreeHash> hashes = proof.iterator();
        boolean power = Long.bitCount(first) == 1;
        if (!power && !hashes.hasNext()) {
            return false;
        }
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        TreeHash fr = power ? firstHead : hashes.next();
        TreeHash sr = fr;
        while (hashes.hasNext()) {
            TreeHash next = hashes.next();
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = TreeHash.node(next, fr);
                sr = TreeHash.node(next, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = TreeHash.node(sr, next);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(firstHead) && sr.equals(secondHead);
    }
}
