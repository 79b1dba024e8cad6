package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Holds answers against the schemas of the contract. A keyword that it doesn't know fails the test. */
final class SchemaCheck {
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "pattern",
            "nullable",
            "format",
            "minimum",
            "maximum");

    private final JsonNode document;

    SchemaCheck() {
        try {
            document = new YAMLMapper().readTree(Console.resource("openapi.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer must be what the contract says of it. */
    void answer(String operation, Probe.Answer answer) throws IOException {
        JsonNode response = StreamSupport.stream(document.path("paths").spliterator(), false)
                .flatMap(path -> Stream.of(path.path("get"), path.path("post")))
                .filter(get -> get.path("operationId").asText().equals(operation))
                .map(get -> resolve(get.path("responses").path(Integer.toString(answer.status()))))
                .findFirst()
                .orElseThrow();
        assertThat(response.isMissingNode())
                .as(operation + " may answer " + answer.status())
                .isFalse();
        String type = answer.header("Content-Type").replaceAll(";.*", "");
        JsonNode content = response.path("content").path(type);
        assertThat(content.isMissingNode())
                .as(operation + " " + answer.status() + " may be " + type)
                .isFalse();
        if (type.endsWith("json")) {
            value(content.path("schema"), answer.json(), operation);
        }
    }

    /** The answer must be a problem as the contract describes them. */
    void problem(Probe.Answer answer) throws IOException {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        value(document.at("/components/schemas/Problem"), problem, "problem");
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("instance").asText())
                .isEqualTo("urn:tradepost:request:" + answer.header("X-Request-Id"));
    }

    private void value(JsonNode schemaOrReference, JsonNode value, String where) {
        JsonNode schema = resolve(schemaOrReference);
        schema.fieldNames()
                .forEachRemaining(key -> assertThat(KEYWORDS).as(where).contains(key));
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        switch (schema.path("type").asText()) {
            case "object" -> object(schema, value, where);
            case "array" -> {
                assertThat(value.isArray()).as(where).isTrue();
                value.forEach(item -> value(schema.path("items"), item, where + "[]"));
            }
            case "string" -> text(schema, value, where);
            case "integer" -> {
                assertThat(value.isIntegralNumber()).as(where).isTrue();
                range(schema, value, where);
            }
            case "number" -> {
                assertThat(value.isNumber()).as(where).isTrue();
                range(schema, value, where);
            }
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            default -> fail(where + " has no type: " + schema);
        }
    }

    private void object(JsonNode schema, JsonNode value, String where) {
        assertThat(value.isObject()).as(where).isTrue();
        schema.path("required")
                .forEach(name -> assertThat(value.has(name.asText()))
                        .as(where + "." + name.asText())
                        .isTrue());
        JsonNode others = schema.path("additionalProperties");
        value.properties().forEach(member -> {
            JsonNode known = schema.path("properties").path(member.getKey());
            String place = where + "." + member.getKey();
            if (!known.isMissingNode()) {
                value(known, member.getValue(), place);
            } else if (others.isObject()) {
                value(others, member.getValue(), place);
            } else {
                assertThat(others.asBoolean(true))
                        .as(place + " is not in the contract")
                        .isTrue();
            }
        });
    }

    private static void text(JsonNode schema, JsonNode value, String where) {
        assertThat(value.isTextual()).as(where).isTrue();
        if (schema.has("enum")) {
            List<String> allowed = StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            assertThat(allowed).as(where).contains(value.asText());
        }
        if (schema.has("pattern")) {
            assertThat(value.asText())
                    .as(where)
                    .containsPattern(schema.path("pattern").asText());
        }
        if (schema.path("format").asText().equals("date-time")) {
            assertThat(java.time.Instant.parse(value.asText())).as(where).isNotNull();
        }
    }

    private static void range(JsonNode schema, JsonNode value, String where) {
        assertThat(value.asDouble())
                .as(where)
                .isBetween(
                        schema.path("minimum").asDouble(-Double.MAX_VALUE),
                        schema.path("maximum").asDouble(Double.MAX_VALUE));
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
