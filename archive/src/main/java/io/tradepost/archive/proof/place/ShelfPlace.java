package io.tradepost.archive.proof.place;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.bucket.BucketSettings;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.tree.MerkleTree;
import io.tradepost.archive.proof.tree.Tile;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** A second place that can be read: a folder or a bucket. */
public final class ShelfPlace implements SecondPlace {
    private final Shelf shelf;
    private final AutoCloseable resource;
    /** The checkpoint over most records that this process has seen there; who puts the newest one back deceives nobody. */
    private Optional<SignedCheckpoint> seen = Optional.empty();

    private boolean looked;

    /**
     * @param resource what is to be closed with the place
     */
    public ShelfPlace(Shelf shelf, AutoCloseable resource) {
        this.shelf = shelf;
        this.resource = resource;
    }

    /** A folder on another disk; it must be there, since one that is not mounted must not be made on ours. */
    public static ShelfPlace folder(String name, java.nio.file.Path folder) {
        return new ShelfPlace(new FolderShelf(name, folder, true), () -> {});
    }

    /** A bucket that keeps every version of what is put there. */
    public static ShelfPlace bucket(BucketSettings bucket, Clock clock) {
        BucketShelf shelf = new BucketShelf(bucket, clock);
        return new ShelfPlace(shelf, shelf);
    }

    @Override
    public String name() {
        return shelf.name();
    }

    @Override
    public Optional<EvidenceShelf> evidence(UUID journal) {
        return Optional.of(EvidenceShelf.secondPlace(shelf, journal));
    }

    @Override
    public Outcome publish(Evidence evidence) {
        EvidenceShelf there = EvidenceShelf.secondPlace(shelf, evidence.journal());
        try {
            Optional<SignedCheckpoint> before = newest(there);
            Optional<String> doubt = doubt(before, evidence.tree());
            if (doubt.isPresent()) {
                return new Diverged(doubt.get());
            }
            there.saveKeys(evidence.keys());
            long from = before.map(SignedCheckpoint::size).orElse(0L);
            if (before.isEmpty() || from < evidence.newest().size()) {
                tiles(there, evidence, from);
                there.save(evidence.newest());
                int narrow = (int) (from % Tile.FULL);
                if (narrow > 0) {
                    there.discardTile(new Tile(0, from / Tile.FULL, narrow));
                }
            }
            stamps(there, evidence);
            saw(Optional.of(evidence.newest()));
            return new Published(evidence.newest().size());
        } catch (NoteException e) {
            return new Diverged(String.valueOf(e.getMessage()));
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            return new Diverged(String.valueOf(e.getMessage()));
        }
    }

    /** All is looked through once; after that the place tells its newest, and what was seen before counts, too. */
    private Optional<SignedCheckpoint> newest(EvidenceShelf there) throws NoteException {
        saw(looked ? there.newest() : there.newestOfAll());
        looked = true;
        return seen;
    }

    private void saw(Optional<SignedCheckpoint> one) {
        long before = seen.map(SignedCheckpoint::size).orElse(-1L);
        if (one.filter(checkpoint -> checkpoint.size() > before).isPresent()) {
            seen = one;
        }
    }

    /** Why the tree can't be a continuation of what a checkpoint says; empty if it is one. */
    public static Optional<String> doubt(Optional<SignedCheckpoint> seen, MerkleTree tree) {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        long size = seen.get().size();
        if (size > tree.size()) {
            return Optional.of("it has seen " + size + " records signed, and the journal here has only " + tree.size());
        }
        return tree.head(size).equals(seen.get().checkpoint().head())
                ? Optional.empty()
                : Optional.of("the first " + size + " records are not those that it has seen signed");
    }

    private static void tiles(EvidenceShelf there, Evidence evidence, long from) {
        long to = evidence.newest().size();
        for (long index = from / Tile.FULL; index * Tile.FULL < to; index++) {
            int width = (int) Math.min(Tile.FULL, to - index * Tile.FULL);
            Tile tile = new Tile(0, index, width);
            there.saveTile(
                    tile,
                    evidence.tree()
                            .tile(tile)
                            .orElseThrow(() -> new IllegalStateException("a checkpoint beyond the tree")));
        }
    }

    /** The newest checkpoint may have been published before its time-stamp came. */
    private static void stamps(EvidenceShelf there, Evidence evidence) {
        evidence.own().newestStamped().ifPresent(size -> {
            Optional<byte[]> token = evidence.own().stamp(size);
            if (token.isPresent() && there.stamp(size).isEmpty()) {
                try {
                    Optional<SignedCheckpoint> stamped = evidence.own().checkpoint(size);
                    stamped.ifPresent(there::save);
                } catch (NoteException e) {
                    throw ArchiveException.permanent("a checkpoint here cannot be read", e);
                }
                there.saveStamp(size, token.get());
            }
        });
    }

    @Override
    public void close() {
        try {
            resource.close();
        } catch (Exception e) {
            throw ArchiveException.temporary("the second place " + name() + " cannot be closed", e);
        }
    }
}
