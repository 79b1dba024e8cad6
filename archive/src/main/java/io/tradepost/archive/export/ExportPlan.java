package io.tradepost.archive.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Reader;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Everything on which the bytes of a bundle depend, beside the journal: so that an export that goes on after a crash, even
 * days later, ends as it would have without.
 *
 * @param id        name of the export
 * @param selection which messages were asked for
 * @param formats   in which forms
 * @param form      folder or ZIP
 * @param purpose   why, in the words of whoever asked; may be empty
 * @param reader    who asked
 * @param begun     when
 * @param journal   of which journal the messages are
 * @param asOf      only records below this sequence are looked at: later links and looks are not in the bundle
 * @param treeSize  the proofs lead to the checkpoint over so many records
 * @param count     how many messages
 */
record ExportPlan(
        ExportId id,
        Selection selection,
        Set<ExportFormat> formats,
        ExportOrder.Form form,
        String purpose,
        Reader reader,
        Instant begun,
        UUID journal,
        long asOf,
        long treeSize,
        long count) {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    ExportPlan {
        formats = Set.copyOf(EnumSet.copyOf(formats));
    }

    ObjectNode json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", VERSION);
        node.put("export", id.value());
        switch (selection) {
            case Selection.Query query -> node.put("query", query.text());
            case Selection.InCase in -> node.put("case", in.name().value());
        }
        EnumSet.copyOf(formats).forEach(format -> node.withArray("formats").add(format.word()));
        node.put("form", form.name());
        node.put("purpose", purpose);
        node.put("by", reader.who());
        node.put("role", reader.role());
        node.put("origin", reader.origin());
        node.put("begun", begun.toString());
        node.put("journal", journal.toString());
        node.put("asOf", asOf);
        node.put("treeSize", treeSize);
        node.put("messages", count);
        return node;
    }

    static ExportPlan of(JsonNode node) {
        if (node.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("the plan is of version " + node.path("version") + ", not " + VERSION);
        }
        Selection selection = node.has("case")
                ? new Selection.InCase(new CaseName(node.path("case").asText()))
                : new Selection.Query(node.path("query").asText());
        Set<ExportFormat> formats = EnumSet.noneOf(ExportFormat.class);
        node.path("formats").forEach(word -> ExportFormat.parse(word.asText()).ifPresent(formats::add));
        return new ExportPlan(
                new ExportId(node.path("export").asText()),
                selection,
                formats,
                ExportOrder.Form.valueOf(node.path("form").asText()),
                node.path("purpose").asText(),
                new Reader(
                        node.path("by").asText(),
                        node.path("role").asText(),
                        node.path("origin").asText(),
                        Reader.Scope.ALL,
                        node.path("purpose").asText()),
                Instant.parse(node.path("begun").asText()),
                UUID.fromString(node.path("journal").asText()),
                node.path("asOf").asLong(),
                node.path("treeSize").asLong(),
                node.path("messages").asLong());
    }
}
