package io.tradepost.server.e2e.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A letter to send: its own mark in the subject, by which a test finds it again, and bytes that are exactly known. */
public final class Letter {
    private final List<String> headers = new ArrayList<>();
    private final String mark;
    private final String messageId;
    private String body = "Dear all,\r\n\r\n.a line that begins with a dot\r\nregards\r\n";

    private Letter(String from, String subject) {
        String unique = UUID.randomUUID().toString().replace("-", "");
        this.mark = "mark" + unique.substring(0, 12);
        this.messageId = "<" + unique + "@client.example>";
        headers.add("From: <" + from + ">");
        headers.add("Subject: " + subject + " " + mark);
        headers.add("Message-ID: " + messageId);
        headers.add("Date: Mon, 23 Nov 2026 08:00:00 +0800");
    }

    /** With a From header and a subject, to which the mark is added. */
    public static Letter from(String from, String subject) {
        return new Letter(from, subject);
    }

    /** With a further header field. */
    public Letter with(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    /** With this body, lines ended by CRLF. */
    public Letter body(String text) {
        body = text;
        return this;
    }

    /** The word that no other letter has. */
    public String mark() {
        return mark;
    }

    /** Its Message-ID with brackets. */
    public String messageId() {
        return messageId;
    }

    /** The content for DATA. */
    public byte[] bytes() {
        return Wire.content(String.join("\r\n", headers) + "\r\n\r\n" + body);
    }
}
