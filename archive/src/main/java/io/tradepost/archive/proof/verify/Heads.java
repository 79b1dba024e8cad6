package io.tradepost.archive.proof.verify;

import io.tradepost.archive.proof.tree.TreeHash;
import java.util.ArrayDeque;
import java.util.Deque;

/** The head over leaves that come one by one, kept as the roots of complete subtrees: one for each bit of the size. */
final class Heads {
    private final Deque<TreeHash> roots = new ArrayDeque<>();
    private long size;

    void add(TreeHash leaf) {
        TreeHash root = leaf;
        // As many subtrees are completed as there are ones at the end of the old size.
        for (long ones = size; (ones & 1) == 1; ones >>= 1) {
            root = TreeHash.node(roots.pop(), root);
        }
        roots.push(root);
        size++;
    }

    TreeHash head() {
        TreeHash head = TreeHash.EMPTY;
        boolean first = true;
        for (TreeHash root : roots) {
            head = first ? root : TreeHash.node(root, head);
            first = false;
        }
        return head;
    }
}
