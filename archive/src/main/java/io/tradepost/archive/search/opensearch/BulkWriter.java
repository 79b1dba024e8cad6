package io.tradepost.archive.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.search.Fields;
import io.tradepost.archive.search.IndexEntry;
import io.tradepost.archive.search.SearchIndex;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes entries in bulk. */
final class BulkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BulkWriter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Characters of one request; OpenSearch takes 100 MB at most, and holds each in memory. */
    private static final int MOST = 8 << 20;

    private final Cluster cluster;
    private final ObjectMapper mapper;
    private final String path;

    BulkWriter(Cluster cluster, String indexPath) {
        this.cluster = cluster;
        this.mapper = cluster.mapper();
        this.path = indexPath + "/_bulk";
    }

    void write(SearchIndex.Batch batch) {
        StringBuilder lines = new StringBuilder();
        batch.added().forEach(entry -> entry(entry, lines));
        batch.replaced().forEach(entry -> entry(entry, lines));
        for (MessageId id : batch.forgotten()) {
            action("delete", id, lines);
        }
        send(lines);
    }

    private void entry(IndexEntry entry, StringBuilder lines) {
        action("index", entry.id(), lines);
        lines.append(document(entry)).append('\n');
        if (lines.length() > MOST) {
            send(lines);
        }
    }

    private void action(String name, MessageId id, StringBuilder lines) {
        ObjectNode action = mapper.createObjectNode();
        action.putObject(name).put("_id", id.value());
        lines.append(action).append('\n');
    }

    private ObjectNode document(IndexEntry entry) {
        ObjectNode node = mapper.createObjectNode();
        entry.numbers().forEach(node::put);
        if (entry.linkEvent() >= 0) {
            node.put(Fields.LINK_EVENT, entry.linkEvent());
        }
        entry.keywords().forEach((field, terms) -> {
            ArrayNode array = node.putArray(field);
            terms.forEach(term -> array.add(PlacedTerms.term(term)));
        });
        entry.texts().forEach((field, values) -> {
            ArrayNode array = node.putArray(field);
            values.forEach(value -> array.add(PlacedTerms.of(value)));
        });
        entry.facets().forEach((facet, values) -> {
            if (!values.isEmpty()) {
                values.forEach(node.putArray(IndexShape.field(facet))::add);
            }
        });
        if (!entry.labels().isEmpty()) {
            entry.labels().forEach(node.putArray(Fields.LABEL)::add);
        }
        return node;
    }

    private void send(StringBuilder lines) {
        if (lines.isEmpty()) {
            return;
        }
        JsonNode answer = cluster.bulk(path, lines.toString(), PATIENCE);
        lines.setLength(0);
        if (!answer.path("errors").asBoolean()) {
            return;
        }
        for (JsonNode item : answer.path("items")) {
            JsonNode outcome = item.elements().next();
            int status = outcome.path("status").asInt();
            String reason = outcome.path("error").path("reason").asText("");
            if (status == 400) {
                // One message that the cluster will never take must not stop all behind it.
                LOG.error(
                        "the index leaves out message {}: {}",
                        outcome.path("_id").asText(),
                        reason);
            } else if (status >= 300 && status != 404) {
                throw ArchiveException.temporary(
                        "the index did not take an entry: " + reason, new IllegalStateException("status " + status));
            }
        }
    }
}
