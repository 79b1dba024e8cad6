package io.tradepost.archive.proof;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.follow.FollowerTarget;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.ProofPayloads;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.tree.TiledTree;
import io.tradepost.archive.proof.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the tree grow by each record's leaf hash, and keeps the checkpoints that it meets where they are found quickly. */
final class TreeFollower implements FollowerTarget {
    private static final Logger LOG = LoggerFactory.getLogger(TreeFollower.class);

    private final TiledTree tree;
    private final EvidenceShelf own;
    private final News reasons;
    /** Sequence behind the last record that is a reason for a checkpoint. */
    private volatile long news;

    private volatile boolean startOver;

    TreeFollower(TiledTree tree, EvidenceShelf own, News reasons) {
        this.tree = tree;
        this.own = own;
        this.reasons = reasons;
    }

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public long next() {
        if (startOver) {
            tree.clear();
            startOver = false;
        }
        return tree.size();
    }

    @Override
    public void apply(List<StoredRecord> records, long next) {
        if (startOver) {
            throw startsOver();
        }
        for (StoredRecord record : records) {
            if (record.sequence() < tree.size()) {
                continue;
            }
            reach(record.sequence());
            tree.append(TreeHash.of(record.header().leafHash()));
            if (record.kind().equals(Optional.of(RecordKind.CHECKPOINT))) {
                keep(record);
            }
            if (reasons.counts(record)) {
                news = Math.max(news, record.sequence() + 1);
            }
        }
        reach(next);
    }

    @Override
    public void idle() {
        if (startOver) {
            // Nothing more may come, so the follower is made to ask where to begin.
            throw startsOver();
        }
    }

    /** Sequence behind the last record that is a reason for a checkpoint, as far as this has followed. */
    long news() {
        return news;
    }

    /** What is known of the time before this followed. */
    void begin(long newsBefore) {
        news = newsBefore;
    }

    /** Whether the tiles are still to be thrown away. */
    boolean startingOver() {
        return startOver;
    }

    /** Makes all tiles again. */
    void startOver() {
        startOver = true;
    }

    private static ArchiveException startsOver() {
        return ArchiveException.temporary(
                "the tiles did not fit and are made again", new IllegalStateException("start over"));
    }

    private void reach(long sequence) {
        if (tree.size() < sequence) {
            throw ArchiveException.permanent(
                    "record " + tree.size() + " is damaged, and the tree cannot grow beyond it");
        }
    }

    private void keep(StoredRecord record) {
        try {
            switch (ProofPayloads.evidence(record)) {
                case ProofPayloads.CheckpointMade made ->
                    own.save(SignedCheckpoint.parse(made.note().getBytes(StandardCharsets.UTF_8)));
                case ProofPayloads.StampReceived stamp -> own.saveStamp(stamp.size(), stamp.token());
            }
        } catch (NoteException e) {
            LOG.warn("record {} is no checkpoint", record.sequence(), e);
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            LOG.warn("record {} cannot be kept as a checkpoint", record.sequence(), e);
        }
    }
}
