package io.tradepost.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;

/** Writes JSON answers with their length, so that HEAD tells it too. */
final class JsonAnswer {
    private final ObjectMapper mapper;

    JsonAnswer(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Answers with all of them, each in its shape. */
    <T> void list(Context context, List<T> all, Function<T, ? extends JsonNode> shape) {
        ArrayNode array = mapper.createArrayNode();
        all.forEach(one -> array.add(shape.apply(one)));
        write(context, 200, array);
    }

    void write(Context context, int status, JsonNode json) {
        byte[] body;
        try {
            body = mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON is always writable", e);
        }
        context.status(status).contentType("application/json").result(body);
        context.res().setContentLength(body.length);
    }
}
