package io.tradepost.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages for tests. */
public final class Mails {
    private Mails() {}

    public static byte[] plain(String from, String to, String subject, String body) {
        return ("From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\nMessage-ID: <"
                        + Integer.toHexString((from + to + subject + body).hashCode()) + "@test>\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\n\r\n" + body + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static Delivery delivery(String key, byte[] bytes) {
        return delivery(
                key, "a@outside.example", List.of("b@ours.example"), Instant.parse("2026-03-01T10:00:00Z"), bytes);
    }

    public static Delivery delivery(String key, String from, List<String> to, Instant at, byte[] bytes) {
        return new Delivery(
                key,
                at,
                Direction.INBOUND,
                new Envelope(from, to),
                new SessionFacts("192.0.2.7", "mx.outside.example", "TLSv1.3", "", key, "smtp", Map.of()),
                List.of("b@ours.example"),
                Content.of(bytes));
    }

    public static Reader officer() {
        return new Reader("officer@ours.example", "officer", "test", Reader.Scope.ALL);
    }
}
