package io.tradepost.console.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.console.contract.Parameter.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an operation's JSON object may have: members that are texts, whole numbers, truth values or lists of texts, and no
 * others. Descriptions aside, a condition that would not be enforced is refused when the document is read.
 */
final class BodySchema {
    private static final Set<String> OBJECT_KEYS =
            Set.of("type", "additionalProperties", "required", "properties", "description");
    private static final Set<String> LIST_KEYS = Set.of("type", "items", "maxItems", "description");
    private static final Set<String> FLAG_KEYS = Set.of("type", "default", "description");

    private BodySchema() {}

    /** The members, as parameters; none if the operation takes no content. */
    static List<Parameter> parameters(JsonNode document, JsonNode requestBody, String operation) {
        if (requestBody.isMissingNode()) {
            return List.of();
        }
        JsonNode schema = Contract.resolve(
                document, requestBody.path("content").path("application/json").path("schema"));
        String where = operation + ".requestBody";
        Contract.onlyKnown(schema, OBJECT_KEYS, where);
        if (!schema.path("type").asText().equals("object")
                || schema.path("additionalProperties").asBoolean(true)) {
            throw new ContractException(where + ": only objects without additional properties are checked");
        }
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        List<Parameter> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            members.add(member(member.getKey(), member.getValue(), required.contains(member.getKey()), where));
        }
        return members;
    }

    private static Parameter member(String name, JsonNode schema, boolean required, String operation) {
        String where = operation + "." + name;
        Optional<String> preset =
                schema.has("default") ? Optional.of(schema.path("default").asText()) : Optional.empty();
        Parameter.Type type = switch (schema.path("type").asText()) {
            case "array" -> list(schema, where);
            case "boolean" -> {
                Contract.onlyKnown(schema, FLAG_KEYS, where);
                yield new Parameter.Flag();
            }
            default -> Contract.type(undescribed(schema), where);
        };
        return new Parameter(name, Place.BODY, required, type, preset);
    }

    private static Parameter.Texts list(JsonNode schema, String where) {
        Contract.onlyKnown(schema, LIST_KEYS, where);
        if (!(Contract.type(undescribed(schema.path("items")), where) instanceof Parameter.Text each)) {
            throw new ContractException(where + ": only lists of texts are checked");
        }
        return new Parameter.Texts(schema.path("maxItems").asInt(Integer.MAX_VALUE), each);
    }

    private static JsonNode undescribed(JsonNode schema) {
        if (schema instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
            com.fasterxml.jackson.databind.node.ObjectNode copy = object.deepCopy();
            copy.remove(List.of("description", "example"));
            return copy;
        }
        return schema;
    }
}
