package io.tradepost.archive.payload;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.mime.CleanText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Turns events into journal records and back. */
public final class Payloads {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private Payloads() {}

    /** A delivery under the archive's own id of it. */
    public static NewRecord delivery(MessageId id, Delivery delivery) {
        Map<String, Object> map = new TreeMap<>();
        map.put("accounts", delivery.accounts());
        map.put("direction", delivery.direction().word());
        map.put(
                "envelope",
                Map.of(
                        "from", delivery.envelope().from(),
                        "to", delivery.envelope().to()));
        map.put("id", id.value());
        map.put("key", delivery.key());
        map.put("receivedAt", delivery.receivedAt().toString());
        map.put("session", session(delivery.session()));
        return new NewRecord(
                RecordKind.DELIVERY,
                VERSION,
                Digests.fingerprint(delivery.key()),
                CanonicalJson.bytes(map),
                delivery.content());
    }

    /** A decision on links. */
    public static NewRecord link(LinkEvent event) {
        Map<String, Object> map = new TreeMap<>();
        map.put("at", event.at().toString());
        map.put("basis", event.basis());
        map.put("by", event.by());
        map.put("links", event.links().stream().map(Payloads::link).toList());
        map.put("message", event.message().value());
        return NewRecord.of(RecordKind.LINK, VERSION, CanonicalJson.bytes(map));
    }

    /** Something somebody did. */
    public static NewRecord audit(AuditEvent event) {
        Map<String, Object> map = new TreeMap<>();
        map.put("action", event.action());
        map.put("at", event.at().toString());
        map.put("details", named(event.details()));
        map.put("origin", event.origin());
        map.put("outcome", event.outcome());
        map.put("role", event.role());
        map.put("target", event.target());
        map.put("who", event.who());
        return NewRecord.of(RecordKind.AUDIT, VERSION, CanonicalJson.bytes(map));
    }

    /** The delivery that this record holds. */
    public static StoredDelivery delivery(StoredRecord record) {
        JsonNode node = parse(record);
        JsonNode envelope = node.path("envelope");
        Delivery delivery = new Delivery(
                text(node, "key"),
                Instant.parse(text(node, "receivedAt")),
                Direction.valueOf(text(node, "direction").toUpperCase(Locale.ROOT)),
                new Envelope(text(envelope, "from"), strings(envelope.path("to"))),
                session(node.path("session")),
                strings(node.path("accounts")),
                record.content());
        return new StoredDelivery(
                new MessageId(text(node, "id")),
                record.sequence(),
                record.contentSha256(),
                record.header().contentLength(),
                delivery);
    }

    /** The decision that this record holds. */
    public static LinkEvent link(StoredRecord record) {
        JsonNode node = parse(record);
        List<Link> links = new ArrayList<>();
        node.path("links").forEach(one -> links.add(link(one)));
        return new LinkEvent(
                new MessageId(text(node, "message")),
                Instant.parse(text(node, "at")),
                text(node, "by"),
                text(node, "basis"),
                links);
    }

    /** The event that this record holds. */
    public static AuditEvent audit(StoredRecord record) {
        JsonNode node = parse(record);
        return new AuditEvent(
                Instant.parse(text(node, "at")),
                text(node, "who"),
                text(node, "role"),
                text(node, "origin"),
                text(node, "action"),
                text(node, "target"),
                text(node, "outcome"),
                map(node.path("details")));
    }

    /** JSON readers refuse lone surrogates in names, and names are ours to choose; values stay as they are. */
    private static Map<String, String> named(Map<String, String> map) {
        Map<String, String> clean = new TreeMap<>();
        map.forEach((name, value) -> clean.put(CleanText.of(name), value));
        return clean;
    }

    private static Map<String, Object> link(Link link) {
        return Map.of(
                "customer", link.customer(),
                "evidence",
                        link.evidence().stream()
                                .map(one -> Map.of("text", one.text(), "type", one.type(), "where", one.where()))
                                .toList(),
                "key", link.key(),
                "kind", link.kind(),
                "probability", link.probability(),
                "status", link.status().word());
    }

    private static Link link(JsonNode node) {
        List<Link.Evidence> evidence = new ArrayList<>();
        node.path("evidence")
                .forEach(one ->
                        evidence.add(new Link.Evidence(text(one, "type"), text(one, "where"), text(one, "text"))));
        return new Link(
                text(node, "kind"),
                text(node, "key"),
                text(node, "customer"),
                LinkStatus.valueOf(text(node, "status").toUpperCase(Locale.ROOT)),
                node.path("probability").asDouble(),
                evidence);
    }

    private static Map<String, Object> session(SessionFacts facts) {
        return Map.of(
                "authUser", facts.authUser(),
                "helo", facts.helo(),
                "more", named(facts.more()),
                "queueId", facts.queueId(),
                "remoteAddress", facts.remoteAddress(),
                "source", facts.source(),
                "tls", facts.tls());
    }

    private static SessionFacts session(JsonNode node) {
        return new SessionFacts(
                text(node, "remoteAddress"),
                text(node, "helo"),
                text(node, "tls"),
                text(node, "authUser"),
                text(node, "queueId"),
                text(node, "source"),
                map(node.path("more")));
    }

    static JsonNode parse(StoredRecord record) {
        try {
            // From text, not from bytes: only so does the parser let lone surrogates pass.
            return JSON.readTree(new String(record.meta(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ArchiveException.permanent("record " + record.sequence() + " has metadata that are no JSON", e);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>(array.size());
        array.forEach(one -> strings.add(one.asText()));
        return strings;
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new HashMap<>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
