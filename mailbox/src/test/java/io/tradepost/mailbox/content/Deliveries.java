package io.tradepost.mailbox.content;

import io.tradepost.archive.Archive;
import io.tradepost.archive.Mails;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Messages as they come, and what delivery makes of them. */
final class Deliveries {
    private static final String ABOVE = String.join(
            "\r\n",
            "Return-Path: <a@outside.example>",
            "X-Tradepost-Link: customer=C-1; order=SO-2026-0001",
            "Received: from mx.outside.example ([192.0.2.7])",
            "\tby mail.ours.example (Tradepost) with ESMTPS id 4711",
            "\tfor <b@ours.example>;",
            "\tSun, 1 Mar 2026 10:00:00 +0000",
            "");

    private Deliveries() {}

    /** Archives a message under this name; its sequence. */
    static long capture(Archive archive, String key, Instant at, byte[] bytes) {
        return archive.capture(Mails.delivery(key, "a@outside.example", List.of("b@ours.example"), at, bytes))
                .sequence();
    }

    /** The message as it reaches a mailbox. */
    static byte[] delivered(byte[] bytes) {
        return joined(ABOVE.getBytes(StandardCharsets.US_ASCII), bytes);
    }

    static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(one.length + other.length);
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }

    /** A message with an attachment of so many octets, that of every message with the same number. */
    static byte[] withAttachment(String subject, int number, int size) {
        byte[] attached = new byte[size];
        new Random(number).nextBytes(attached);
        return String.join(
                        "\r\n",
                        "From: a@outside.example",
                        "To: b@ours.example",
                        "Bcc: c@ours.example",
                        "Subject: " + subject,
                        "Message-ID: <" + subject.hashCode() + "@outside.example>",
                        "MIME-Version: 1.0",
                        "Content-Type: multipart/mixed; boundary=x",
                        "",
                        "--x",
                        "Content-Type: text/plain",
                        "",
                        "Text of " + subject,
                        "--x",
                        "Content-Type: application/octet-stream; name=a.bin",
                        "Content-Transfer-Encoding: base64",
                        "",
                        Base64.getMimeEncoder().encodeToString(attached),
                        "--x--",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
