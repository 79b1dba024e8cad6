package io.tradepost.server.james.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders;

/** A mail as the bytes of one file: a line of JSON, a line feed, and the message to the last byte. */
final class MailFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private MailFile() {}

    static byte[] write(Mail mail) throws MessagingException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(JSON.writeValueAsBytes(head(mail)));
        out.write('\n');
        out.write(ExactMimeMessage.bytes(mail.getMessage()));
        return out.toByteArray();
    }

    private static ObjectNode head(Mail mail) {
        ObjectNode head = JSON.createObjectNode().put("version", VERSION).put("name", mail.getName());
        mail.getMaybeSender().asOptional().ifPresent(sender -> head.put("from", sender.asString()));
        mail.getRecipients().forEach(recipient -> head.withArray("to").add(recipient.asString()));
        head.put("state", mail.getState());
        head.put("error", mail.getErrorMessage());
        head.put("updated", mail.getLastUpdated().toInstant().toEpochMilli());
        head.put("remoteHost", mail.getRemoteHost());
        head.put("remoteAddress", mail.getRemoteAddr());
        ObjectNode attributes = head.putObject("attributes");
        // An attribute that has no JSON form (an exception, for one) does not outlive the process in James's queue
        // either.
        mail.attributes()
                .forEach(attribute -> attribute
                        .getValue()
                        .toJson()
                        .ifPresent(value -> attributes.put(attribute.getName().asString(), value.toString())));
        ObjectNode headers = head.putObject("headers");
        mail.getPerRecipientSpecificHeaders()
                .getHeadersByRecipient()
                .forEach((recipient, header) ->
                        headers.withArray(recipient.asString()).add(header.asString()));
        return head;
    }

    /** The whole mail. */
    static MailImpl read(byte[] file) throws MessagingException, IOException {
        int end = 0;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        if (end == file.length) {
            throw new IOException("the file has no message");
        }
        MailImpl mail = readHead(new String(file, 0, end, StandardCharsets.UTF_8));
        InputStream message = new ByteArrayInputStream(file, end + 1, file.length - end - 1);
        mail.setMessageNoCopy(new ExactMimeMessage(MimeMessageInputStreamSource.create(mail.getName(), message)));
        return mail;
    }

    /** The mail without its message, from the first line of its file. */
    static MailImpl readHead(String line) throws IOException {
        JsonNode head = JSON.readTree(line);
        if (head.path("version").asInt() != VERSION) {
            throw new IOException("a file of version " + head.path("version"));
        }
        MailImpl.Builder mail = MailImpl.builder()
                .name(head.required("name").asText())
                .sender(MaybeSender.getMailSender(head.path("from").asText(null))
                        .asOptional())
                .state(head.required("state").asText())
                .errorMessage(head.path("error").asText(null))
                .lastUpdated(
                        Date.from(Instant.ofEpochMilli(head.required("updated").asLong())))
                .remoteHost(head.path("remoteHost").asText(null))
                .remoteAddr(head.path("remoteAddress").asText(null));
        for (JsonNode recipient : head.path("to")) {
            mail.addRecipient(address(recipient.asText()));
        }
        attributes(head, mail);
        headers(head, mail);
        return mail.build();
    }

    private static void attributes(JsonNode head, MailImpl.Builder mail) throws IOException {
        Iterator<Map.Entry<String, JsonNode>> attributes =
                head.path("attributes").fields();
        while (attributes.hasNext()) {
            Map.Entry<String, JsonNode> attribute = attributes.next();
            mail.addAttribute(new Attribute(
                    AttributeName.of(attribute.getKey()),
                    AttributeValue.fromJsonString(attribute.getValue().asText())));
        }
    }

    private static void headers(JsonNode head, MailImpl.Builder mail) throws IOException {
        PerRecipientHeaders headers = new PerRecipientHeaders();
        Iterator<Map.Entry<String, JsonNode>> all = head.path("headers").fields();
        while (all.hasNext()) {
            Map.Entry<String, JsonNode> one = all.next();
            for (JsonNode header : one.getValue()) {
                headers.addHeaderForRecipient(
                        PerRecipientHeaders.Header.fromString(header.asText()), address(one.getKey()));
            }
        }
        mail.addAllHeadersForRecipients(headers);
    }

    private static MailAddress address(String text) throws IOException {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new IOException("not an address in a kept mail", e);
        }
    }
}
