package io.tradepost.archive.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.proof.ConsistencyProof;
import io.tradepost.archive.proof.InclusionProof;
import io.tradepost.archive.proof.PlaceState;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Proofs in the JSON that commands and the REST API give and that the independent verifier reads; FORMAT.md has it. */
public final class ProofJson {
    private final ObjectMapper mapper = new ObjectMapper();

    /** That a record stands in the journal. */
    public ObjectNode inclusion(InclusionProof proof) {
        ObjectNode node = mapper.createObjectNode();
        node.put("journal", proof.journal().toString());
        node.put("sequence", proof.sequence());
        node.put("header", base64(proof.leafPart()));
        node.put("metadata", base64(proof.metadata()));
        hashes(node.putArray("path"), proof.path());
        node.put("checkpoint", text(proof.checkpoint()));
        keys(node.putArray("keys"), proof.keys());
        proof.token().ifPresent(token -> node.put("timestamp", base64(token)));
        return node;
    }

    /** That the journal only grew. */
    public ObjectNode consistency(ConsistencyProof proof) {
        ObjectNode node = mapper.createObjectNode();
        node.put("journal", proof.journal().toString());
        node.put("from", text(proof.from()));
        node.put("to", text(proof.to()));
        hashes(node.putArray("hashes"), proof.hashes());
        keys(node.putArray("keys"), proof.keys());
        return node;
    }

    /** A signed head, read and as it was signed. */
    public ObjectNode checkpoint(SignedCheckpoint checkpoint, boolean stamped) {
        return mapper.createObjectNode()
                .put("origin", checkpoint.checkpoint().origin())
                .put("size", checkpoint.size())
                .put("root", checkpoint.checkpoint().head().base64())
                .put("stamped", stamped)
                .put("note", text(checkpoint));
    }

    /** How it stands with second places. */
    public ObjectNode places(List<PlaceState> places) {
        ObjectNode node = mapper.createObjectNode();
        ArrayNode array = node.putArray("places");
        for (PlaceState place : places) {
            array.addObject()
                    .put("name", place.name())
                    .put("state", place.state())
                    .put("published", place.published())
                    .put("diverged", place.diverged());
        }
        return node;
    }

    /** What a check compared the journal with, added to its report. */
    public void compared(ObjectNode node, VerifyReport report) {
        report.firstBad().ifPresent(sequence -> node.put("firstBad", sequence));
        node.put("bad", report.bad());
        ArrayNode array = node.putArray("compared");
        for (VerifyReport.Compared row : report.compared()) {
            array.addObject()
                    .put("place", row.place())
                    .put("checkpoints", row.checkpoints())
                    .put("stamps", row.stamps())
                    .put("newest", row.newest());
        }
    }

    private static void hashes(ArrayNode array, List<TreeHash> hashes) {
        hashes.forEach(hash -> array.add(hash.base64()));
    }

    private static void keys(ArrayNode array, List<VerifierKey> keys) {
        keys.forEach(key -> array.add(key.text()));
    }

    private static String text(SignedCheckpoint checkpoint) {
        return new String(checkpoint.bytes(), StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
