package io.tradepost.archive.proof.verify;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.tree.Tile;
import io.tradepost.archive.proof.tree.TreeHash;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A second place that can say what each leaf was. It is believed only once its leaves give the head of its newest checkpoint
 * and one of the keys that it has known from the beginning has signed that.
 */
final class Witness {
    private final EvidenceShelf shelf;
    private final List<VerifierKey> keys;
    private final SignedCheckpoint newest;
    private long cachedTile = -1;
    private byte @Nullable [] cached;

    private Witness(EvidenceShelf shelf, List<VerifierKey> keys, SignedCheckpoint newest) {
        this.shelf = shelf;
        this.keys = keys;
        this.newest = newest;
    }

    /** Looks the place over; empty if it holds nothing of this journal yet. {@link NoteException} if it can't be believed. */
    static Optional<Witness> of(EvidenceShelf shelf) throws NoteException {
        Optional<SignedCheckpoint> newest = shelf.newestOfAll();
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Witness witness = new Witness(shelf, shelf.keys(), newest.get());
        newest.get().check(witness.keys);
        return Optional.of(witness);
    }

    String name() {
        return shelf.name();
    }

    EvidenceShelf shelf() {
        return shelf;
    }

    List<VerifierKey> keys() {
        return keys;
    }

    long size() {
        return newest.size();
    }

    /** Whether its leaves are those that its newest checkpoint was signed over. */
    boolean leavesFit() {
        Heads heads = new Heads();
        try {
            for (long sequence = 0; sequence < size(); sequence++) {
                Optional<TreeHash> leaf = leaf(sequence);
                if (leaf.isEmpty()) {
                    return false;
                }
                heads.add(leaf.get());
            }
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            return false;
        }
        return heads.head().equals(newest.checkpoint().head());
    }

    /** The leaf of this record, if the place has it. */
    Optional<TreeHash> leaf(long sequence) {
        if (sequence < 0 || sequence >= size()) {
            return Optional.empty();
        }
        long index = sequence / Tile.FULL;
        byte[] tile = cached;
        if (tile == null || cachedTile != index) {
            int width = (int) Math.min(Tile.FULL, size() - index * Tile.FULL);
            Optional<byte[]> read = shelf.tile(new Tile(0, index, width));
            if (read.isEmpty()) {
                return Optional.empty();
            }
            tile = read.get();
            cached = tile;
            cachedTile = index;
        }
        return Optional.of(TreeHash.at(tile, (int) (sequence % Tile.FULL)));
    }
}
