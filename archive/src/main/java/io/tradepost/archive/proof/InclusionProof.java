package io.tradepost.archive.proof;

import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.tree.ProofCheck;
import io.tradepost.archive.proof.tree.TreeHash;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * That a record stands in the journal, for somebody who has nothing but this and the message.
 *
 * @param journal    which journal
 * @param sequence   place of the record
 * @param leafPart   the part of the record's header that its leaf hash covers
 * @param metadata   the record's metadata
 * @param path       RFC 9162 section 2.1.3.1, lowest hash first
 * @param checkpoint the signed head
 * @param keys       the signing keys, the first one first
 * @param token      RFC 3161 token of the checkpoint, if it has one
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
public record InclusionProof(
        UUID journal,
        long sequence,
        byte[] leafPart,
        byte[] metadata,
        List<TreeHash> path,
        SignedCheckpoint checkpoint,
        List<VerifierKey> keys,
        Optional<byte[]> token) {
    public InclusionProof {
        path = List.copyOf(path);
        keys = List.copyOf(keys);
    }

    /** The record's leaf hash, from its bytes. */
    public TreeHash leaf() {
        byte[] record = java.util.Arrays.copyOf(leafPart, leafPart.length + metadata.length);
        System.arraycopy(metadata, 0, record, leafPart.length, metadata.length);
        return TreeHash.leaf(record);
    }

    /** Whether the path leads from the record to the head. Says nothing of who signed it. */
    public boolean holds() {
        return ProofCheck.included(
                leaf(),
                sequence,
                checkpoint.size(),
                path,
                checkpoint.checkpoint().head());
    }
}
