package io.tradepost.archive.proof.place;

import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.tree.TiledTree;
import java.util.List;
import java.util.UUID;

/**
 * What is to be published.
 *
 * @param journal which journal
 * @param newest  the newest checkpoint
 * @param tree    the tree, at least that large
 * @param keys    the signing keys, first one first
 * @param own     what is kept here, time-stamps among it
 */
public record Evidence(
        UUID journal, SignedCheckpoint newest, TiledTree tree, List<VerifierKey> keys, EvidenceShelf own) {
    public Evidence {
        keys = List.copyOf(keys);
    }
}
