package io.tradepost.archive.proof.verify;

import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.tree.MerkleTree;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The checkpoints of one place against the tree over what the journal holds. */
final class HeadRow {
    private final String place;
    private final TreeSet<Long> right = new TreeSet<>();
    private final TreeSet<Long> wrong = new TreeSet<>();
    private final TreeSet<Long> unseen = new TreeSet<>();
    private long stamps;

    HeadRow(String place) {
        this.place = place;
    }

    /** Compares a checkpoint; {@link NoteException} if nobody whom we know has signed it. */
    void compare(SignedCheckpoint checkpoint, Collection<VerifierKey> keys, MerkleTree tree) throws NoteException {
        checkpoint.check(keys);
        long size = checkpoint.size();
        if (size > tree.size()) {
            unseen.add(size);
        } else if (tree.head(size).equals(checkpoint.checkpoint().head())) {
            right.add(size);
        } else {
            wrong.add(size);
        }
    }

    /** Takes up what an earlier part of the check compared. */
    void takeUp(Collection<Long> earlierRight, Collection<Long> earlierWrong) {
        right.addAll(earlierRight);
        wrong.addAll(earlierWrong);
    }

    void stamped() {
        stamps++;
    }

    String place() {
        return place;
    }

    NavigableSet<Long> right() {
        return right;
    }

    NavigableSet<Long> wrong() {
        return wrong;
    }

    /** Sizes that the tree does not reach. */
    NavigableSet<Long> unseen() {
        return unseen;
    }

    long stamps() {
        return stamps;
    }
}
