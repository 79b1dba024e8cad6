package io.tradepost.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;

/** Writes JSON answers with their length, so that HEAD tells it too. */
final class JsonAnswer {
    private final ObjectMapper mapper;

    JsonAnswer(ObjectMapper mapper) {
        this.mapper = mapper;
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
