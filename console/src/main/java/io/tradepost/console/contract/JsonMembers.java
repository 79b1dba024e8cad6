package io.tradepost.console.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradepost.console.contract.Parameter.Place;
import io.tradepost.console.contract.Violation.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a request's JSON object that is as its operation wants it.
 *
 * @param values single ones, as texts
 * @param lists  lists of texts
 */
record JsonMembers(Map<String, String> values, Map<String, List<String>> lists) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .build();
    private static final String WHOLE = "";

    /** Reads and checks; what is absent is left to {@link Operation}. */
    static JsonMembers of(byte[] body, List<Parameter> parameters) {
        Map<String, Parameter> known = new HashMap<>();
        parameters.stream().filter(one -> one.place() == Place.BODY).forEach(one -> known.put(one.name(), one));
        Map<String, String> values = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : parse(body).properties()) {
            Parameter parameter = known.get(member.getKey());
            if (parameter == null) {
                throw new ViolationException(Violation.of(Rule.UNKNOWN, member.getKey()));
            }
            if (parameter.many()) {
                List<String> all = texts(member.getKey(), member.getValue());
                parameter.checkAll(all);
                lists.put(member.getKey(), all);
            } else {
                values.put(member.getKey(), value(parameter, member.getValue()));
            }
        }
        return new JsonMembers(values, lists);
    }

    private static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            ViolationException broken = new ViolationException(Violation.of(Rule.JSON, WHOLE));
            broken.addSuppressed(e);
            throw broken;
        }
        throw new ViolationException(Violation.of(Rule.JSON, WHOLE));
    }

    /** JSON's own type must fit: a number is no text that happens to have digits. */
    private static String value(Parameter parameter, JsonNode node) {
        boolean fits = switch (parameter.type()) {
            case Parameter.Whole whole -> node.isIntegralNumber();
            case Parameter.Flag flag -> node.isBoolean();
            case Parameter.Text text -> node.isTextual();
            case Parameter.Texts texts -> false;
        };
        if (!fits) {
            throw new ViolationException(Violation.of(Rule.TYPE, parameter.name()));
        }
        return node.asText();
    }

    private static List<String> texts(String name, JsonNode node) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : JSON.createArrayNode().add(1)) {
            if (!one.isTextual()) {
                throw new ViolationException(Violation.of(Rule.TYPE, name));
            }
            all.add(one.asText());
        }
        return all;
    }
}
