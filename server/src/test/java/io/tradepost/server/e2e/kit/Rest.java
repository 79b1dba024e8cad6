package io.tradepost.server.e2e.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The REST API, asked with one token. */
public final class Rest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Until what was captured must be findable, on a busy machine. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String token;

    Rest(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** An answer. */
    public record Answer(int status, String contentType, byte[] body) {
        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + this, e);
            }
        }

        @Override
        public String toString() {
            return status + " " + contentType + "\n" + new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The same API without a token, or with a wrong one. */
    public Rest withToken(String other) {
        return new Rest(port, other);
    }

    /** Asks for a path with its query, already encoded. Waits where the server asks for it. */
    public Answer get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            while (true) {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() != TOO_MANY_REQUESTS) {
                    return new Answer(
                            response.statusCode(),
                            response.headers().firstValue("Content-Type").orElse(""),
                            response.body());
                }
                Thread.sleep(200);
            }
        } catch (IOException e) {
            throw new AssertionError("GET " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** One page of a search that must succeed. */
    public JsonNode search(String query) {
        Answer answer = get("/api/v1/messages?limit=500&q=" + encode(query));
        if (answer.status() != 200) {
            throw new AssertionError("search " + query + ": " + answer);
        }
        return answer.json();
    }

    /** All messages that match, page by page. */
    public List<JsonNode> all(String query) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = search(query);
        while (true) {
            page.required("items").forEach(all::add);
            if (page.required("next").isNull()) {
                return all;
            }
            page = get("/api/v1/messages?limit=500&q=" + encode(query) + "&cursor="
                            + encode(page.required("next").asText()))
                    .json();
        }
    }

    /** Waits until a search finds exactly so many, and gives them. */
    public List<JsonNode> await(String query, int count) {
        return await(query, count, LONGEST_WAIT);
    }

    /** Waits at most so long until a search finds exactly so many, and gives them. */
    public List<JsonNode> await(String query, int count, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            JsonNode page = search(query);
            if (page.required("total").asInt() == count || System.nanoTime() > deadline) {
                if (page.required("total").asInt() != count) {
                    throw new AssertionError("expected " + count + " messages for " + query + ", found "
                            + page.required("total") + " after " + longest);
                }
                return count <= 500 ? items(page) : all(query);
            }
            Eventually.pause();
        }
    }

    /** The only message of a search, once it is there and the matcher has decided about it. */
    public JsonNode awaitOne(String query) {
        return await(query, 1).get(0);
    }

    private static List<JsonNode> items(JsonNode page) {
        List<JsonNode> items = new ArrayList<>();
        page.required("items").forEach(items::add);
        return items;
    }

    /** The archived bytes of a message. */
    public byte[] raw(String id) {
        Answer answer = get("/api/v1/messages/" + id + "/raw");
        if (answer.status() != 200) {
            throw new AssertionError("raw " + id + ": " + answer);
        }
        return answer.body();
    }

    /** A gauge without labels, from {@code /metrics}. */
    public double metric(String name) {
        Answer answer = get("/metrics");
        return new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + answer));
    }

    /** Percent-encoding for a query or a path. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
