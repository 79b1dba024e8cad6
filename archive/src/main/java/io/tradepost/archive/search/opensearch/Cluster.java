package io.tradepost.archive.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Speaks with a cluster over HTTP, with the first of its nodes that answers. Every failure is temporary. */
final class Cluster implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int LONGEST_REASON = 300;

    private final OpenSearchSettings settings;
    private final ObjectMapper mapper = new ObjectMapper();
    // Over HTTP/2 the client's upgrade request makes OpenSearch leave a POST unanswered.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private volatile int preferred;

    Cluster(OpenSearchSettings settings) {
        this.settings = settings;
    }

    /** What the cluster said. */
    record Answer(int status, JsonNode body) {
        boolean isNotFound() {
            return status == 404;
        }
    }

    ObjectMapper mapper() {
        return mapper;
    }

    /** Asks something that must succeed. */
    JsonNode ask(String method, String path, JsonNode body, Duration patience) {
        Answer answer = send(method, path, body, patience);
        if (answer.status >= 300) {
            throw refused(path, answer);
        }
        return answer.body;
    }

    /** Asks something that may have nothing to find. */
    Answer send(String method, String path, JsonNode body, Duration patience) {
        return send(method, path, body.isMissingNode() ? "" : body.toString(), "application/json", patience);
    }

    /** Sends lines of JSON. */
    JsonNode bulk(String path, String lines, Duration patience) {
        Answer answer = send("POST", path, lines, "application/x-ndjson", patience);
        if (answer.status >= 300) {
            throw refused(path, answer);
        }
        return answer.body;
    }

    static ArchiveException refused(String path, Answer answer) {
        String reason = answer.body.path("error").path("reason").asText(answer.body.toString());
        String shortened = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
        return ArchiveException.temporary(
                "the index answered " + answer.status + " to " + path + ": " + shortened,
                new IllegalStateException("status " + answer.status));
    }

    private Answer send(String method, String path, String body, String type, Duration patience) {
        List<URI> hosts = settings.hosts();
        int first = preferred;
        IOException last = new IOException("no host was asked");
        for (int i = 0; i < hosts.size(); i++) {
            int chosen = (first + i) % hosts.size();
            try {
                Answer answer = sendTo(hosts.get(chosen), method, path, body, type, patience);
                preferred = chosen;
                return answer;
            } catch (IOException e) {
                // All that is sent may be sent twice, so the next node is asked whatever became of this request.
                last = e;
            }
        }
        throw ArchiveException.temporary("the index is away: " + last, last);
    }

    private Answer sendTo(URI host, String method, String path, String body, String type, Duration patience)
            throws IOException {
        String base = host.toString();
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(patience)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!body.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!settings.user().isEmpty()) {
            request.header("Authorization", "Basic " + credentials());
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** RFC 7617. */
    private String credentials() {
        byte[] pair = (settings.user() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair);
    }

    private JsonNode json(byte[] body) throws IOException {
        return body.length == 0 ? MissingNode.getInstance() : mapper.readTree(body);
    }

    @Override
    public void close() {
        http.close();
    }
}
