package io.tradepost.archive.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Link;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.json.ArchiveJson;
import io.tradepost.archive.mime.CleanText;
import io.tradepost.archive.payload.ExportPayload;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.tree.TreeHash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the manifest: one line of JSON a message, with all that is needed to check it without the archive. The leaf part
 * and the metadata of its record, together with the file, give the record's leaf hash again.
 */
final class Manifest {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private static final ObjectMapper ONE_LINE = new ObjectMapper();

    private final ExportSource source;
    private final ExportPlan plan;
    private final SortedEntries custody;

    Manifest(ExportSource source, ExportPlan plan, SortedEntries custody) {
        this.source = source;
        this.plan = plan;
        this.custody = custody;
    }

    /**
     * Where a message is in the bundle.
     *
     * @param paths file of each format that has one, by the format's word
     * @param mbox  where in the mbox it is; of length 0 if it is in none
     */
    record Places(Map<String, String> paths, MboxWriter.Place mbox) {}

    /** A message that is in the bundle. */
    void message(OutputStream out, StoredRecord record, ArchivedMessage shown, Places places) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("message", shown.id().value());
            json.writeNumberField("sequence", record.sequence());
            json.writeStringField("sha256", record.contentSha256());
            json.writeNumberField("size", record.header().contentLength());
            json.writeBooleanField("captured", shown.session().source().equals("smtp"));
            json.writeStringField("source", shown.session().source());
            json.writeObjectFieldStart("files");
            for (Map.Entry<String, String> one : new TreeMap<>(places.paths()).entrySet()) {
                json.writeStringField(one.getKey(), one.getValue());
            }
            json.writeEndObject();
            if (places.mbox().length() > 0) {
                json.writeObjectFieldStart("mbox");
                json.writeNumberField("offset", places.mbox().offset());
                json.writeNumberField("length", places.mbox().length());
                json.writeEndObject();
            }
            json.writeFieldName("facts");
            json.writeRawValue(ONE_LINE.writeValueAsString(new ArchiveJson().message(shown)));
            record(json, record);
            proof(json, record);
            links(json, shown.id());
            custody(json, shown.id());
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** A message that was asked for and can't be given. */
    void missing(OutputStream out, MessageId id, String reason) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("message", id.value());
            json.writeStringField("missing", reason);
            custody(json, id);
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void record(JsonGenerator json, StoredRecord record) throws IOException {
        json.writeObjectFieldStart("record");
        json.writeNumberField("format", record.header().format().version());
        json.writeStringField("leafPart", HexFormat.of().formatHex(record.leafPart()));
        json.writeStringField("metadata", Base64.getEncoder().encodeToString(record.meta()));
        json.writeStringField(
                "leafHash", HexFormat.of().formatHex(record.header().leafHash()));
        json.writeEndObject();
    }

    private void proof(JsonGenerator json, StoredRecord record) throws IOException {
        json.writeObjectFieldStart("proof");
        json.writeNumberField("treeSize", plan.treeSize());
        json.writeArrayFieldStart("path");
        for (TreeHash hash : source.path(record.sequence(), plan.treeSize())) {
            json.writeString(HexFormat.of().formatHex(hash.bytes()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The links of a message as they were decided last. */
    List<Link> newestLinks(MessageId id) {
        List<Link> newest = List.of();
        for (StoredRecord record : source.linkRecords(id)) {
            newest = record.sequence() < plan.asOf() ? Payloads.link(record).links() : newest;
        }
        return newest;
    }

    private void links(JsonGenerator json, MessageId id) throws IOException {
        ArchiveJson shapes = new ArchiveJson();
        json.writeArrayFieldStart("links");
        for (StoredRecord record : source.linkRecords(id)) {
            if (record.sequence() < plan.asOf()) {
                var event = shapes.history(List.of(Payloads.link(record))).get(0);
                json.writeStartObject();
                json.writeNumberField("sequence", record.sequence());
                json.writeStringField(
                        "leafHash", HexFormat.of().formatHex(record.header().leafHash()));
                json.writeFieldName("decision");
                json.writeRawValue(ONE_LINE.writeValueAsString(event));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void custody(JsonGenerator json, MessageId id) throws IOException {
        byte[] wanted = id.value().getBytes(StandardCharsets.US_ASCII);
        json.writeArrayFieldStart("custody");
        for (long i = custody.firstFrom(wanted); i < custody.count(); i++) {
            ByteBuffer entry = ByteBuffer.wrap(custody.at(i));
            if (ByteBuffer.wrap(wanted).mismatch(entry) < wanted.length) {
                break;
            }
            StoredRecord record = source.record(entry.getLong(wanted.length)).orElse(null);
            if (record != null) {
                look(json, record);
            }
        }
        json.writeEndArray();
    }

    private static void look(JsonGenerator json, StoredRecord record) throws IOException {
        json.writeStartObject();
        json.writeNumberField("sequence", record.sequence());
        json.writeStringField(
                "leafHash", HexFormat.of().formatHex(record.header().leafHash()));
        if (record.header().kind() == RecordKind.EXPORT.code()) {
            ExportRecord export = ExportPayload.read(record);
            write(json, export.at().toString(), export.by(), export.role(), export.origin(), "export", "done");
            json.writeStringField("export", export.id().value());
            json.writeStringField("purpose", clean(export.purpose()));
        } else {
            AuditEvent event = Payloads.audit(record);
            write(
                    json,
                    event.at().toString(),
                    event.who(),
                    event.role(),
                    event.origin(),
                    event.action(),
                    event.outcome());
            String purpose = event.details().getOrDefault("purpose", "");
            if (!purpose.isEmpty()) {
                json.writeStringField("purpose", clean(purpose));
            }
        }
        json.writeEndObject();
    }

    private static void write(
            JsonGenerator json, String at, String who, String role, String origin, String action, String outcome)
            throws IOException {
        json.writeStringField("at", at);
        json.writeStringField("who", clean(who));
        json.writeStringField("role", clean(role));
        json.writeStringField("origin", clean(origin));
        json.writeStringField("action", clean(action));
        json.writeStringField("outcome", clean(outcome));
    }

    private static String clean(String text) {
        return CleanText.of(text);
    }
}
