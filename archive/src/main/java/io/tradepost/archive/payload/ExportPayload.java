package io.tradepost.archive.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.archive.Content;
import io.tradepost.archive.export.CaseName;
import io.tradepost.archive.export.ExportFormat;
import io.tradepost.archive.export.ExportId;
import io.tradepost.archive.export.ExportRecord;
import io.tradepost.archive.export.Selection;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The records of exports, kind 13. */
public final class ExportPayload {
    /** Key of the records by which all exports are found: one for each that was planned. */
    public static final String REGISTER = "exports";

    private static final int VERSION = 1;

    private ExportPayload() {}

    /** Key of the record that says how an export ended. */
    public static String key(ExportId id) {
        return "export:" + id.value();
    }

    /** What is about to be given out. The ids of the messages, one a line, are the record's content. */
    public static NewRecord planned(ExportRecord export, Content ids) {
        return record(export, REGISTER, ids);
    }

    /** What was given out. */
    public static NewRecord finished(ExportRecord export) {
        return record(export, key(export.id()), Content.of(new byte[0]));
    }

    private static NewRecord record(ExportRecord export, String key, Content content) {
        Map<String, Object> map = new TreeMap<>();
        map.put("at", export.at().toString());
        map.put("by", export.by());
        map.put("count", export.count());
        map.put("event", export.event().word());
        map.put("export", export.id().value());
        map.put(
                "formats",
                EnumSet.copyOf(export.formats()).stream()
                        .map(ExportFormat::word)
                        .toList());
        map.put("manifestSha256", export.manifestSha256());
        map.put("origin", export.origin());
        map.put("purpose", export.purpose());
        map.put("role", export.role());
        switch (export.selection()) {
            case Selection.Query query -> map.put("query", query.text());
            case Selection.InCase in -> map.put("case", in.name().value());
        }
        return new NewRecord(RecordKind.EXPORT, VERSION, Digests.fingerprint(key), CanonicalJson.bytes(map), content);
    }

    /** What a record says of an export. */
    public static ExportRecord read(StoredRecord record) {
        JsonNode node = Payloads.parse(record);
        Set<ExportFormat> formats = EnumSet.noneOf(ExportFormat.class);
        node.path("formats").forEach(word -> ExportFormat.parse(word.asText()).ifPresent(formats::add));
        return new ExportRecord(
                new ExportId(node.path("export").asText()),
                ExportRecord.Event.of(node.path("event").asText()),
                Instant.parse(node.path("at").asText()),
                node.path("by").asText(),
                node.path("role").asText(),
                node.path("origin").asText(),
                node.has("case")
                        ? new Selection.InCase(new CaseName(node.path("case").asText()))
                        : new Selection.Query(node.path("query").asText()),
                formats,
                node.path("purpose").asText(),
                node.path("count").asLong(),
                node.path("manifestSha256").asText());
    }
}
