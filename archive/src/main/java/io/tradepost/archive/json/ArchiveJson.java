package io.tradepost.archive.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.Highlight;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.MessageThread;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.Searchable;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.SimilarMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shapes answers of the archive as the JSON of the REST API and of {@code --json}. */
public final class ArchiveJson {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ObjectMapper mapper;

    /** With a mapper of its own. */
    public ArchiveJson() {
        this(new ObjectMapper());
    }

    public ArchiveJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** One message with everything that is known of it. */
    public ObjectNode message(ArchivedMessage message) {
        ObjectNode node = mapper.createObjectNode();
        node.put("id", message.id().value());
        node.put("receivedAt", instant(message.receivedAt()));
        node.put("direction", message.direction().word());
        ObjectNode envelope = node.putObject("envelope");
        envelope.put("from", message.envelope().from());
        strings(envelope.putArray("to"), message.envelope().to());
        node.put("from", message.from());
        strings(node.putArray("to"), message.to());
        strings(node.putArray("cc"), message.cc());
        node.put("subject", message.subject());
        node.put("messageId", message.messageId());
        node.put("size", message.size());
        node.put("sha256", message.sha256());
        strings(node.putArray("account"), message.account());
        ArrayNode attachments = node.putArray("attachments");
        for (ArchivedMessage.Attachment file : message.attachments()) {
            ObjectNode one = attachments
                    .addObject()
                    .put("name", file.name())
                    .put("type", file.type())
                    .put("size", file.size())
                    .put("sha256", file.sha256())
                    .put("searchable", file.searchable().word());
            strings(one.putArray("reasons"), file.reasons());
        }
        node.set("links", links(message.links()));
        node.put("snippet", message.snippet());
        strings(node.putArray("unsearchable"), message.unsearchable());
        node.set("session", session(message.session()));
        return node;
    }

    /** The message that {@link #message(ArchivedMessage)} shaped. */
    public ArchivedMessage message(JsonNode node) {
        List<ArchivedMessage.Attachment> attachments = new ArrayList<>();
        node.path("attachments")
                .forEach(file -> attachments.add(new ArchivedMessage.Attachment(
                        text(file, "name"),
                        text(file, "type"),
                        file.path("size").asLong(),
                        text(file, "sha256"),
                        Searchable.of(text(file, "searchable")),
                        strings(file.path("reasons")))));
        return new ArchivedMessage(
                new MessageId(text(node, "id")),
                Instant.parse(text(node, "receivedAt")),
                Direction.valueOf(text(node, "direction").toUpperCase(Locale.ROOT)),
                new Envelope(
                        text(node.path("envelope"), "from"),
                        strings(node.path("envelope").path("to"))),
                text(node, "from"),
                strings(node.path("to")),
                strings(node.path("cc")),
                text(node, "subject"),
                text(node, "messageId"),
                node.path("size").asLong(),
                text(node, "sha256"),
                strings(node.path("account")),
                attachments,
                links(node.path("links")),
                text(node, "snippet"),
                session(node.path("session")),
                strings(node.path("unsearchable")));
    }

    /** A page of an answer; {@code next} is null on the last. */
    public ObjectNode page(SearchPage page) {
        ObjectNode node = mapper.createObjectNode();
        node.put("total", page.total());
        ArrayNode items = node.putArray("items");
        page.items().forEach(item -> {
            ObjectNode shaped = message(item);
            highlights(shaped.putArray("highlights"), page.highlights().getOrDefault(item.id(), List.of()));
            items.add(shaped);
        });
        page.next().ifPresentOrElse(next -> node.put("next", next), () -> node.putNull("next"));
        if (!page.facets().isEmpty()) {
            node.set("facets", facets(page.facets()));
        }
        return node;
    }

    /** A conversation, oldest first. */
    public ObjectNode thread(MessageThread thread) {
        ObjectNode node = mapper.createObjectNode();
        node.put("complete", thread.complete());
        ArrayNode items = node.putArray("items");
        thread.items().forEach(item -> items.add(message(item)));
        return node;
    }

    private static void highlights(ArrayNode array, List<Highlight> highlights) {
        highlights.forEach(one -> array.addObject().put("start", one.start()).put("end", one.end()));
    }

    private ObjectNode facets(Map<Facet, List<FacetCount>> facets) {
        ObjectNode node = mapper.createObjectNode();
        new TreeMap<>(facets).forEach((facet, counts) -> {
            ArrayNode array = node.putArray(facet.word());
            counts.forEach(one -> array.addObject().put("value", one.value()).put("count", one.count()));
        });
        return node;
    }

    /** Messages that are nearly the same as one, the most similar first. */
    public ObjectNode similar(List<SimilarMessage> found) {
        ObjectNode node = mapper.createObjectNode();
        ArrayNode items = node.putArray("items");
        found.forEach(one -> items.addObject().put("score", one.score()).set("message", message(one.message())));
        return node;
    }

    /** All link decisions of a message. */
    public ArrayNode history(List<LinkEvent> events) {
        ArrayNode array = mapper.createArrayNode();
        for (LinkEvent event : events) {
            ObjectNode node = array.addObject();
            node.put("message", event.message().value());
            node.put("at", instant(event.at()));
            node.put("by", event.by());
            node.put("basis", event.basis());
            node.set("links", links(event.links()));
        }
        return array;
    }

    /** Links with their evidence. */
    public ArrayNode links(List<Link> links) {
        ArrayNode array = mapper.createArrayNode();
        for (Link link : links) {
            ObjectNode node = array.addObject();
            node.put("kind", link.kind());
            node.put("key", link.key());
            node.put("customer", link.customer());
            node.put("status", link.status().word());
            node.put("probability", link.probability());
            ArrayNode evidence = node.putArray("evidence");
            link.evidence()
                    .forEach(reason -> evidence.addObject()
                            .put("type", reason.type())
                            .put("where", reason.where())
                            .put("text", reason.text()));
        }
        return array;
    }

    private static List<Link> links(JsonNode array) {
        List<Link> links = new ArrayList<>();
        for (JsonNode node : array) {
            List<Link.Evidence> evidence = new ArrayList<>();
            node.path("evidence")
                    .forEach(one ->
                            evidence.add(new Link.Evidence(text(one, "type"), text(one, "where"), text(one, "text"))));
            links.add(new Link(
                    text(node, "kind"),
                    text(node, "key"),
                    text(node, "customer"),
                    LinkStatus.valueOf(text(node, "status").toUpperCase(Locale.ROOT)),
                    node.path("probability").asDouble(),
                    evidence));
        }
        return links;
    }

    private static SessionFacts session(JsonNode node) {
        Map<String, String> more = new TreeMap<>();
        node.path("more")
                .properties()
                .forEach(entry -> more.put(entry.getKey(), entry.getValue().asText()));
        return new SessionFacts(
                text(node, "remoteAddress"),
                text(node, "helo"),
                text(node, "tls"),
                text(node, "authUser"),
                text(node, "queueId"),
                text(node, "source"),
                more);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>(array.size());
        array.forEach(one -> strings.add(one.asText()));
        return strings;
    }

    /** ISO 8601 in UTC with milliseconds. */
    public static String instant(Instant instant) {
        return MILLIS.format(instant);
    }

    private ObjectNode session(SessionFacts facts) {
        ObjectNode node = mapper.createObjectNode();
        node.put("remoteAddress", facts.remoteAddress());
        node.put("helo", facts.helo());
        node.put("tls", facts.tls());
        node.put("authUser", facts.authUser());
        node.put("queueId", facts.queueId());
        node.put("source", facts.source());
        ObjectNode more = node.putObject("more");
        new TreeMap<>(facts.more()).forEach(more::put);
        return node;
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
