package io.tradepost.archive.proof;

import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.tree.ProofCheck;
import io.tradepost.archive.proof.tree.TreeHash;
import java.util.List;
import java.util.UUID;

/**
 * That the journal only grew between two checkpoints.
 *
 * @param journal which journal
 * @param from    the earlier one
 * @param to      the later one
 * @param hashes  RFC 9162 section 2.1.4.1
 * @param keys    the signing keys, the first one first
 */
public record ConsistencyProof(
        UUID journal, SignedCheckpoint from, SignedCheckpoint to, List<TreeHash> hashes, List<VerifierKey> keys) {
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
        keys = List.copyOf(keys);
    }

    /** Whether the hashes lead from the one head to the other. Says nothing of who signed them. */
    public boolean holds() {
        return ProofCheck.consistent(
                from.size(),
                from.checkpoint().head(),
                to.size(),
                to.checkpoint().head(),
                hashes);
    }
}
