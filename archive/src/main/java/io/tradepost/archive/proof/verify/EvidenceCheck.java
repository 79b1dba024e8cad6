package io.tradepost.archive.proof.verify;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.VerifyReport.Problem;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.RecordVisitor;
import io.tradepost.archive.payload.ProofPayloads;
import io.tradepost.archive.payload.ProofPayloads.CheckpointMade;
import io.tradepost.archive.payload.ProofPayloads.KeyChanged;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.tree.MerkleTree;
import io.tradepost.archive.proof.tree.TiledTree;
import io.tradepost.archive.proof.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Builds the tree anew from the records as they are read, compares each leaf with what second places know, and each
 * checkpoint in the journal with the tree.
 */
final class EvidenceCheck implements RecordVisitor {
    private final TiledTree tree;
    private final MerkleTree own;
    private final List<Witness> witnesses;
    private final KeyChain chain;
    private final HeadRow journalHeads = new HeadRow("journal");
    private final Findings findings = new Findings();
    private final List<KeyChanged> keyChanges = new ArrayList<>();
    private final Consumer<Mark> marks;
    private long next;

    /**
     * @param tree  empty, or as far as an earlier check came
     * @param own   the tree that the archive keeps; a leaf that can't be read is taken from there, for what comes behind it
     * @param marks told after each segment
     */
    EvidenceCheck(UUID journal, TiledTree tree, MerkleTree own, List<Witness> witnesses, Consumer<Mark> marks) {
        this.tree = tree;
        this.own = own;
        this.witnesses = witnesses;
        this.chain = new KeyChain(journal);
        this.marks = marks;
    }

    @Override
    public void visit(Visited record) {
        long sequence = record.header().sequence();
        reach(sequence);
        TreeHash leaf = TreeHash.of(record.header().leafHash());
        for (Witness witness : witnesses) {
            if (witness.leaf(sequence).filter(known -> !known.equals(leaf)).isPresent()) {
                findings.wrong(record.segment(), record.offset(), sequence, witness.name() + " has seen signed");
                break;
            }
        }
        grow(leaf);
        Optional<RecordKind> kind = RecordKind.of(record.header().kind());
        try {
            if (kind.equals(Optional.of(RecordKind.CHECKPOINT))
                    && ProofPayloads.evidence(sequence, record.meta()) instanceof CheckpointMade made) {
                journalHeads.compare(
                        SignedCheckpoint.parse(made.note().getBytes(StandardCharsets.UTF_8)), chain.keys(), tree);
            } else if (kind.equals(Optional.of(RecordKind.KEY_EVENT))) {
                Optional<KeyChanged> change = ProofPayloads.keyChange(sequence, record.meta());
                if (change.isPresent()) {
                    addKey(change.get());
                }
            }
        } catch (NoteException | ArchiveException e) {
            findings.add(record.segment(), record.offset(), sequence, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void segmentDone(Mark mark) {
        findings.endRun();
        marks.accept(mark);
    }

    /** Takes up a key that was met before this part of the check. */
    void addKey(KeyChanged change) throws NoteException {
        chain.add(change);
        keyChanges.add(change);
    }

    /** Nothing more comes; the journal should hold so many records. */
    void end(long size) {
        findings.endRun();
        reach(size);
    }

    /** Where to go on. */
    void takeUp(long sequence, List<Problem> earlier, long bad) {
        next = sequence;
        findings.takeUp(earlier, bad);
    }

    long next() {
        return next;
    }

    TiledTree tree() {
        return tree;
    }

    KeyChain chain() {
        return chain;
    }

    List<KeyChanged> keyChanges() {
        return keyChanges;
    }

    HeadRow journalHeads() {
        return journalHeads;
    }

    Findings findings() {
        return findings;
    }

    /** Records that are missing, or damaged, which the journal's own check tells. */
    private void reach(long sequence) {
        for (; next < sequence; next++) {
            findings.alsoBad(1);
            elsewhere(next).ifPresent(this::append);
        }
    }

    private void grow(TreeHash leaf) {
        append(leaf);
        next++;
    }

    /** The tree stops where a leaf is known to nobody. */
    private void append(TreeHash leaf) {
        if (tree.size() == next) {
            tree.append(leaf);
        }
    }

    private Optional<TreeHash> elsewhere(long sequence) {
        for (Witness witness : witnesses) {
            Optional<TreeHash> leaf = witness.leaf(sequence);
            if (leaf.isPresent()) {
                return leaf;
            }
        }
        // Not to be trusted, but a head that was signed shows whether it is right.
        return sequence < own.size() ? Optional.of(own.leaf(sequence)) : Optional.empty();
    }
}
