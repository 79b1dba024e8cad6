package io.tradepost.archive.transfer;

import com.pff.PSTAttachment;
import com.pff.PSTException;
import com.pff.PSTMessage;
import com.pff.PSTRecipient;
import io.tradepost.archive.journal.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A message put together from the fields that Outlook keeps; the same fields always give the same bytes. */
final class RebuiltMail {
    /** MS-OXOMSG section 2.2.3.1; the library has no name for it. */
    private static final int BCC = 3;

    private static final int DEEPEST = 5;
    private static final int BOUNDARY_BYTES = 12;
    private static final Pattern STRUCTURE =
            Pattern.compile("(?i)(content-[a-z-]+|mime-version)\\s*:.*", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+\\s*:.*", Pattern.DOTALL);
    private static final Base64.Encoder BASE64 =
            Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII)); // RFC 2045 section 6.8

    private final PSTMessage message;
    private final int depth;

    RebuiltMail(PSTMessage message) {
        this(message, 0);
    }

    private RebuiltMail(PSTMessage message, int depth) {
        this.message = message;
        this.depth = depth;
    }

    /** A body with its header fields. */
    private record Part(String header, byte[] body) {
        byte[] bytes() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(body);
            return out.toByteArray();
        }
    }

    byte[] bytes() throws PSTException, IOException {
        List<Part> texts = new ArrayList<>();
        if (!message.getBody().isEmpty()) {
            texts.add(text("plain", message.getBody()));
        }
        if (!message.getBodyHTML().isEmpty()) {
            texts.add(text("html", message.getBodyHTML()));
        }
        if (texts.isEmpty()) {
            texts.add(text("plain", ""));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(texts.size() == 1 ? texts.getFirst() : multipart("alternative", texts));
        for (int i = 0; i < message.getNumberOfAttachments(); i++) {
            parts.add(attached(message.getAttachment(i)));
        }
        Part body = parts.size() == 1 ? parts.getFirst() : multipart("mixed", parts);
        return new Part(header() + "MIME-Version: 1.0\r\n" + body.header, body.body).bytes();
    }

    /** The fields that came with the message if Outlook has kept them, else those that can be made of what it knows. */
    private String header() throws PSTException, IOException {
        StringBuilder header = new StringBuilder();
        String kept = message.getTransportMessageHeaders().replace("\r\n", "\n").replace('\r', '\n');
        for (String field : kept.split("\n(?![ \t])", -1)) {
            if (FIELD.matcher(field).matches() && !STRUCTURE.matcher(field).matches()) {
                header.append(field.replace("\n", "\r\n")).append("\r\n");
            }
        }
        if (header.isEmpty()) {
            add(header, "From", mailbox(message.getSenderName(), message.getSenderEmailAddress()));
            add(header, "To", recipients(PSTMessage.RECIPIENT_TYPE_TO));
            add(header, "Cc", recipients(PSTMessage.RECIPIENT_TYPE_CC));
            add(header, "Bcc", recipients(BCC));
            add(header, "Subject", word(message.getSubject()));
            add(header, "Date", date());
            add(header, "Message-ID", line(message.getInternetMessageId()));
            add(header, "In-Reply-To", line(message.getInReplyToId()));
        }
        return header.toString();
    }

    private static void add(StringBuilder header, String name, String value) {
        if (!value.isBlank()) {
            header.append(name).append(": ").append(value).append("\r\n");
        }
    }

    private String date() {
        Date sent = message.getClientSubmitTime() == null
                ? message.getMessageDeliveryTime()
                : message.getClientSubmitTime();
        return sent == null
                ? ""
                : DateTimeFormatter.RFC_1123_DATE_TIME.format(sent.toInstant().atOffset(ZoneOffset.UTC));
    }

    private String recipients(int kind) throws PSTException, IOException {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < message.getNumberOfRecipients(); i++) {
            PSTRecipient recipient = message.getRecipient(i);
            if (recipient.getRecipientType() == kind) {
                String address =
                        recipient.getSmtpAddress().isEmpty() ? recipient.getEmailAddress() : recipient.getSmtpAddress();
                found.add(mailbox(recipient.getDisplayName(), address));
            }
        }
        return String.join(",\r\n ", found);
    }

    private static String mailbox(String name, String address) {
        String clean = line(address).replaceAll("[<>\\s]", "");
        return name.isBlank() || name.equals(address) ? "<" + clean + ">" : word(name) + " <" + clean + ">";
    }

    /** RFC 2047, in pieces that are short enough. */
    private static String word(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder piece = new StringBuilder();
        for (int c : line(text).codePoints().toArray()) {
            piece.appendCodePoint(c);
            if (piece.toString().getBytes(StandardCharsets.UTF_8).length > 40) {
                words.append(words.isEmpty() ? "" : "\r\n ").append(encoded(piece));
                piece.setLength(0);
            }
        }
        if (!piece.isEmpty()) {
            words.append(words.isEmpty() ? "" : "\r\n ").append(encoded(piece));
        }
        return words.toString();
    }

    private static String encoded(StringBuilder piece) {
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    private static String line(String text) {
        return text.replaceAll("[\\r\\n\\x00]+", " ").strip();
    }

    private static Part text(String subtype, String text) {
        return new Part(
                "Content-Type: text/" + subtype + "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
                base64(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Part attached(PSTAttachment attachment) throws PSTException, IOException {
        PSTMessage inner = depth < DEEPEST ? attachment.getEmbeddedPSTMessage() : null;
        if (inner != null) {
            return new Part(
                    "Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n",
                    new RebuiltMail(inner, depth + 1).bytes());
        }
        String name = attachment.getLongFilename().isEmpty() ? attachment.getFilename() : attachment.getLongFilename();
        String type = attachment.getMimeTag().toLowerCase(Locale.ROOT);
        boolean known = type.matches("[a-z0-9.+-]+/[a-z0-9.+-]+") && !type.startsWith("multipart/");
        StringBuilder header = new StringBuilder("Content-Type: ")
                .append(known ? type : "application/octet-stream")
                .append("\r\nContent-Disposition: attachment");
        if (!name.isBlank()) {
            // RFC 2231 section 4
            String escaped = java.net.URLEncoder.encode(line(name), StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A");
            header.append(";\r\n filename*=utf-8''").append(escaped);
        }
        add(header.append("\r\n"), "Content-ID", line(attachment.getContentId()));
        header.append("Content-Transfer-Encoding: base64\r\n");
        return new Part(header.toString(), base64(PstMail.bytes(attachment)));
    }

    private static byte[] base64(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(BASE64.encode(bytes));
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** The boundary is made of what it borders, so that it is the same each time and stands in none of the parts. */
    private static Part multipart(String subtype, List<Part> parts) {
        var digest = Digests.sha256();
        parts.forEach(part -> digest.update(part.bytes()));
        String boundary = "=_" + HexFormat.of().formatHex(digest.digest(), 0, BOUNDARY_BYTES);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Part part : parts) {
            body.writeBytes(("--" + boundary + "\r\n").getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(part.bytes());
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new Part(
                "Content-Type: multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"\r\n", body.toByteArray());
    }
}
