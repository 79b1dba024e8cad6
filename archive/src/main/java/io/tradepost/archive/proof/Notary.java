package io.tradepost.archive.proof;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.payload.ProofPayloads;
import io.tradepost.archive.payload.ProofPayloads.CheckpointMade;
import io.tradepost.archive.proof.note.Checkpoint;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.SigningKey;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.tree.TiledTree;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Signs tree heads. Before it does, it sees to it that the tree continues the newest checkpoint that is known here and every
 * one that a second place has seen: a log must not sign two heads that contradict each other (C2SP tlog-checkpoint), and a
 * journal that was changed must not get a good signature.
 */
final class Notary {
    private final Journal journal;
    private final TiledTree tree;
    private final TreeFollower follower;
    private final EvidenceShelf own;
    private final SigningKeys keys;
    private final String origin;
    private final Clock clock;
    private final BiFunction<UUID, TiledTree, Optional<String>> objections;
    private volatile String refusal = "";

    /**
     * @param objections what second places have against the tree
     */
    Notary(
            Journal journal,
            TiledTree tree,
            TreeFollower follower,
            EvidenceShelf own,
            SigningKeys keys,
            String origin,
            Clock clock,
            BiFunction<UUID, TiledTree, Optional<String>> objections) {
        this.journal = journal;
        this.tree = tree;
        this.follower = follower;
        this.own = own;
        this.keys = keys;
        this.origin = origin;
        this.clock = clock;
        this.objections = objections;
    }

    /** Why nothing is signed; empty if nothing speaks against it. */
    String refusal() {
        return refusal;
    }

    /** The newest checkpoint. */
    Optional<SignedCheckpoint> newest() {
        try {
            return own.newest();
        } catch (NoteException e) {
            throw ArchiveException.permanent("the newest checkpoint here is damaged; it is in the journal, too", e);
        }
    }

    /**
     * Signs the head over all records that there are now; the newest checkpoint if it covers them already.
     *
     * @param patience how long to wait for the tree to hold them
     */
    synchronized SignedCheckpoint sign(String reason, Duration patience) {
        SigningKey key = keys.current(origin);
        long end = journal.nextSequence();
        awaitTree(end, patience);
        Optional<SignedCheckpoint> before = newest();
        if (before.isPresent() && before.get().size() > end) {
            throw refused(before.get().size() + " records were signed, and the journal has only " + end);
        }
        if (before.isPresent() && !continues(before.get())) {
            follower.startOver();
            awaitTree(end, patience);
            if (!continues(before.get())) {
                throw refused("the journal's first " + before.get().size()
                        + " records are not those that were signed; verify names the first bad one");
            }
        }
        Optional<String> objection = objections.apply(journal.id(), tree);
        if (objection.isPresent()) {
            throw refused(objection.get());
        }
        refusal = "";
        long size = tree.size();
        if (before.isPresent() && before.get().size() == size) {
            return before.get();
        }
        SignedCheckpoint made =
                SignedCheckpoint.sign(new Checkpoint(key.verifier().name(), size, tree.head(size)), key);
        String note = new String(made.bytes(), StandardCharsets.UTF_8);
        journal.append(ProofPayloads.checkpoint(new CheckpointMade(clock.instant(), size, note, reason)));
        own.save(made);
        return made;
    }

    private boolean continues(SignedCheckpoint before) {
        return before.size() <= tree.size()
                && tree.head(before.size()).equals(before.checkpoint().head());
    }

    private ArchiveException refused(String why) {
        refusal = why;
        return ArchiveException.permanent("no checkpoint is signed: " + why);
    }

    /** Waits until the tree holds so many records. */
    void awaitTree(long size, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        // A tree that is to be made again first gets smaller.
        while (follower.startingOver() || tree.size() < size) {
            if (System.nanoTime() > deadline) {
                throw ArchiveException.temporary(
                        "the tree has only " + tree.size() + " of " + size + " records",
                        new java.util.concurrent.TimeoutException(patience.toString()));
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ArchiveException.temporary("interrupted while waiting for the tree", e);
            }
        }
    }
}
