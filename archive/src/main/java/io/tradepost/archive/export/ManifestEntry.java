package io.tradepost.archive.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.proof.note.Checkpoint;
import io.tradepost.archive.proof.tree.ProofCheck;
import io.tradepost.archive.proof.tree.TreeHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A line of a manifest that is to be checked; see {@code archive/FORMAT.md} for where a record's header says what. */
final class ManifestEntry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KIND_AT = 4;
    private static final int META_LENGTH_AT = 12;
    private static final int SEQUENCE_AT = 24;

    /** Where the leaf part says what of the content as it was received. */
    private record Layout(int length, int sizeAt, int shaAt) {
        static Layout of(int format) {
            return switch (format) {
                case 1 -> new Layout(80, 16, 48);
                case 2 -> new Layout(120, 80, 88);
                default -> throw new IllegalArgumentException("journal format " + format + " is not known");
            };
        }
    }

    private final JsonNode entry;

    ManifestEntry(JsonNode entry) {
        this.entry = entry;
    }

    String sha256() {
        return entry.path("sha256").asText();
    }

    long size() {
        return entry.path("size").asLong(-1);
    }

    String eml() {
        return entry.path("files").path(ExportFormat.EML.word()).asText();
    }

    long mboxOffset() {
        return entry.path("mbox").path("offset").asLong(-1);
    }

    long mboxLength() {
        return entry.path("mbox").path("length").asLong(-1);
    }

    /** Whether its record stands in the tree with this head. */
    boolean standsIn(Checkpoint head) {
        JsonNode record = entry.path("record");
        List<TreeHash> path = new ArrayList<>();
        for (JsonNode hash : entry.path("proof").path("path")) {
            path.add(TreeHash.of(HexFormat.of().parseHex(hash.asText())));
        }
        TreeHash leaf =
                TreeHash.of(HexFormat.of().parseHex(record.path("leafHash").asText()));
        return ProofCheck.included(leaf, entry.path("sequence").asLong(), head.size(), path, head.head());
    }

    /** What does not fit together in the line itself. */
    List<String> problems() throws IOException {
        JsonNode record = entry.path("record");
        Layout layout = Layout.of(record.path("format").asInt());
        byte[] leaf = HexFormat.of().parseHex(record.path("leafPart").asText());
        byte[] meta = Base64.getDecoder().decode(record.path("metadata").asText());
        List<String> problems = new ArrayList<>();
        if (leaf.length != layout.length) {
            problems.add("its journal record is no delivery");
            return problems;
        }
        ByteBuffer header = ByteBuffer.wrap(leaf);
        if (header.getShort(KIND_AT) != RecordKind.DELIVERY.code() || header.getInt(META_LENGTH_AT) != meta.length) {
            problems.add("its journal record is no delivery");
        }
        MessageDigest digest = Digests.sha256();
        digest.update((byte) 0);
        digest.update(leaf);
        if (!hex(digest.digest(meta)).equals(record.path("leafHash").asText())) {
            problems.add("its journal record does not give the leaf hash");
        }
        byte[] sha = new byte[Digests.LENGTH];
        header.get(layout.shaAt, sha);
        if (!hex(sha).equals(sha256()) || header.getLong(layout.sizeAt) != size()) {
            problems.add("the manifest names another hash or size than its journal record");
        }
        JsonNode facts = JSON.readTree(new String(meta, StandardCharsets.UTF_8));
        if (header.getLong(SEQUENCE_AT) != entry.path("sequence").asLong()
                || !facts.path("id").asText().equals(entry.path("message").asText())) {
            problems.add("its journal record is that of another message");
        }
        boolean captured = facts.path("session").path("source").asText().equals("smtp");
        if (entry.path("captured").asBoolean() != captured) {
            problems.add("the manifest does not say truly whether it was captured");
        }
        int told = entry.path("facts").path("envelope").path("to").size();
        if (told != facts.path("envelope").path("to").size()) {
            problems.add("the manifest names other recipients than its journal record");
        }
        return problems;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
