package io.tradepost.archive.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far an export is. What was written beyond it is cut off and written again.
 *
 * @param messages how many messages are done
 * @param steps    how many of the closing steps are done
 * @param bytes    of the messages done
 * @param lengths  of the files that grow, by name
 */
record ExportState(long messages, int steps, long bytes, Map<String, Long> lengths) {
    static final ExportState BEGIN = new ExportState(0, 0, 0, Map.of());

    ExportState {
        lengths = Map.copyOf(lengths);
    }

    long length(String name) {
        return lengths.getOrDefault(name, 0L);
    }

    ObjectNode json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("messages", messages).put("steps", steps).put("bytes", bytes);
        ObjectNode all = node.putObject("lengths");
        new TreeMap<>(lengths).forEach(all::put);
        return node;
    }

    static ExportState of(JsonNode node) {
        Map<String, Long> lengths = new TreeMap<>();
        node.path("lengths")
                .properties()
                .forEach(one -> lengths.put(one.getKey(), one.getValue().asLong()));
        return new ExportState(
                node.path("messages").asLong(),
                node.path("steps").asInt(),
                node.path("bytes").asLong(),
                lengths);
    }
}
