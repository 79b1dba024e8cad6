package io.tradepost.console.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tradepost.console.contract.Parameter.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The operations that an OpenAPI 3.0 document describes. */
public final class Contract {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final Set<String> PARAMETER_KEYS =
            Set.of("name", "in", "required", "description", "schema", "example");
    private static final Set<String> WHOLE_KEYS = Set.of("type", "minimum", "maximum", "default");
    private static final Set<String> TEXT_KEYS = Set.of("type", "minLength", "maxLength", "pattern", "default");
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final Map<String, Operation> operations;

    private Contract(Map<String, Operation> operations) {
        this.operations = Map.copyOf(operations);
    }

    /**
     * Reads a document.
     *
     * @throws ContractException if it is no OpenAPI document, or puts a condition on a parameter that is not enforced here
     */
    public static Contract read(byte[] yaml) {
        JsonNode document;
        try {
            document = new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new ContractException("the OpenAPI file is not YAML", e);
        }
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (!METHODS.contains(method.getKey())) {
                    throw new ContractException("'" + method.getKey() + "' beside the methods of " + path.getKey());
                }
                Operation operation = operation(document, path.getKey(), method.getKey(), method.getValue());
                if (operations.put(operation.id(), operation) != null) {
                    throw new ContractException("two operations are called " + operation.id());
                }
            }
        }
        if (operations.isEmpty()) {
            throw new ContractException("the OpenAPI file describes no operation");
        }
        return new Contract(operations);
    }

    /** All of them, by {@code operationId}. */
    public Map<String, Operation> operations() {
        return operations;
    }

    /**
     * The one of that {@code operationId}.
     *
     * @throws ContractException if there is none
     */
    public Operation operation(String id) {
        Operation operation = operations.get(id);
        if (operation == null) {
            throw new ContractException("the OpenAPI file does not describe " + id);
        }
        return operation;
    }

    private static Operation operation(JsonNode document, String path, String method, JsonNode node) {
        String id = text(node, "operationId", method + " " + path);
        Set<String> roles = new TreeSet<>();
        node.path("x-roles").forEach(role -> roles.add(role.asText()));
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : node.path("parameters")) {
            parameters.add(parameter(resolve(document, parameter), id));
        }
        parameters.addAll(BodySchema.parameters(document, node.path("requestBody"), id));
        return new Operation(id, method.toUpperCase(Locale.ROOT), path, roles, parameters);
    }

    static JsonNode resolve(JsonNode document, JsonNode node) {
        String reference = node.path("$ref").asText("");
        if (reference.isEmpty()) {
            return node;
        }
        JsonNode target = reference.startsWith("#/") ? document.at(reference.substring(1)) : MissingNode.getInstance();
        if (target.isMissingNode()) {
            throw new ContractException("nothing stands at " + reference);
        }
        return target;
    }

    private static Parameter parameter(JsonNode node, String operation) {
        String name = text(node, "name", operation);
        String where = operation + "." + name;
        onlyKnown(node, PARAMETER_KEYS, where);
        Place place = switch (text(node, "in", where)) {
            case "path" -> Place.PATH;
            case "query" -> Place.QUERY;
            case "header" -> Place.HEADER;
            default -> throw new ContractException(where + ": only parameters in path, query and header are known");
        };
        JsonNode schema = node.path("schema");
        Parameter.Type type = type(schema, where);
        Optional<String> preset =
                schema.has("default") ? Optional.of(schema.path("default").asText()) : Optional.empty();
        Parameter parameter = new Parameter(name, place, node.path("required").asBoolean(false), type, preset);
        preset.ifPresent(parameter::check);
        return parameter;
    }

    static Parameter.Type type(JsonNode schema, String where) {
        return switch (text(schema, "type", where)) {
            case "integer" -> whole(schema, where);
            case "string" -> textual(schema, where);
            default -> throw new ContractException(where + ": only integer and string are checked");
        };
    }

    private static Parameter.Whole whole(JsonNode schema, String where) {
        onlyKnown(schema, WHOLE_KEYS, where);
        return new Parameter.Whole(
                schema.path("minimum").asLong(Long.MIN_VALUE),
                schema.path("maximum").asLong(Long.MAX_VALUE));
    }

    private static Parameter.Text textual(JsonNode schema, String where) {
        onlyKnown(schema, TEXT_KEYS, where);
        return new Parameter.Text(
                schema.path("minLength").asInt(0),
                schema.path("maxLength").asInt(UNBOUNDED),
                Pattern.compile(schema.path("pattern").asText("")));
    }

    static void onlyKnown(JsonNode node, Set<String> known, String where) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new ContractException(where + ": '" + key + "' would not be enforced");
            }
        });
    }

    private static String text(JsonNode node, String key, String where) {
        String value = node.path(key).asText("");
        if (value.isEmpty()) {
            throw new ContractException(where + " has no " + key);
        }
        return value;
    }
}
