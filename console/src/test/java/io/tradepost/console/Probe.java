package io.tradepost.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks a console on loopback over real HTTP/1.1. */
public final class Probe {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final int port;

    public Probe(int port) {
        this.port = port;
    }

    /** An answer. */
    public record Answer(int status, HttpResponse<byte[]> response) {
        public byte[] body() {
            return response.body();
        }

        public String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() throws IOException {
            return JSON.readTree(body());
        }

        /** The header, or an empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** GET without a token. */
    public Answer get(String path) throws Exception {
        return send("GET", path, Optional.empty());
    }

    /** GET with a token. */
    public Answer get(String path, String token) throws Exception {
        return send("GET", path, Optional.of("Bearer " + token));
    }

    /** POST with a token and a JSON object, in which quotes may be written as apostrophes. */
    public Answer post(String path, String token, String json) throws Exception {
        return send(posted(path, token, json).build());
    }

    /** The same under a key that makes it one act however often it is sent. */
    public Answer post(String path, String token, String json, String key) throws Exception {
        return send(posted(path, token, json).header("Idempotency-Key", key).build());
    }

    private HttpRequest.Builder posted(String path, String token, String json) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')));
    }

    private Answer send(HttpRequest request) throws Exception {
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    /** Any request; {@code headers} are names and values in turn. */
    public Answer send(String method, String path, Optional<String> authorization, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        authorization.ifPresent(value -> request.header("Authorization", value));
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    /** Sends these bytes and gives all that comes back until the other side closes, or falls silent for a second. */
    public String sendBytes(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            StringBuilder answer = new StringBuilder();
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
                // The server may close while we still send: what it said before that is the answer.
                answer.append("");
            }
            return answer.toString();
        }
    }

    /** A request line and headers as they stand, which an orderly client would not send. */
    public String sendLines(String requestLine, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(requestLine).append("\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return sendBytes(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
