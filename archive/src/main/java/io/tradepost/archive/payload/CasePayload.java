package io.tradepost.archive.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.archive.Content;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.export.CaseEvent;
import io.tradepost.archive.export.CaseName;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The records of cases, kind 12. */
public final class CasePayload {
    /** Key of the records by which all cases are found: one for each that was opened. */
    public static final String REGISTER = "cases";

    private static final int VERSION = 1;

    private CasePayload() {}

    /** Key of all records of one case. */
    public static String key(CaseName name) {
        return "case:" + name.value();
    }

    /** A change to a case. */
    public static NewRecord record(CaseEvent event) {
        return record(event, key(event.name()));
    }

    /** That a case was opened, in the register. */
    public static NewRecord registered(CaseEvent event) {
        return record(event, REGISTER);
    }

    private static NewRecord record(CaseEvent event, String key) {
        Map<String, Object> map = new TreeMap<>();
        map.put("at", event.at().toString());
        map.put("by", event.by());
        map.put("case", event.name().value());
        map.put("event", event.change().word());
        map.put("messages", event.messages().stream().map(MessageId::value).toList());
        map.put("origin", event.origin());
        map.put("reason", event.reason());
        map.put("role", event.role());
        return new NewRecord(
                RecordKind.CASE, VERSION, Digests.fingerprint(key), CanonicalJson.bytes(map), Content.of(new byte[0]));
    }

    /** The change that a record holds; empty if a later version wrote what this one does not know. */
    public static Optional<CaseEvent> read(StoredRecord record) {
        JsonNode node = Payloads.parse(record);
        List<MessageId> messages = new ArrayList<>();
        node.path("messages").forEach(id -> messages.add(new MessageId(id.asText())));
        return CaseEvent.Change.of(node.path("event").asText())
                .map(change -> new CaseEvent(
                        new CaseName(node.path("case").asText()),
                        change,
                        Instant.parse(node.path("at").asText()),
                        node.path("by").asText(),
                        node.path("role").asText(),
                        node.path("origin").asText(),
                        node.path("reason").asText(),
                        messages));
    }
}
