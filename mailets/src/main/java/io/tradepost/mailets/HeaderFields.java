package io.tradepost.mailets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;

/**
 * Adds and removes header fields of a message as bytes, leaving every other byte alone.
 *
 * <p>javax.mail writes all headers anew when one is changed, as US-ASCII: a Chinese subject that a sender did not encode
 * (RFC 6532, or plain disregard) would reach the reader as question marks.
 */
final class HeaderFields {
    private HeaderFields() {}

    /** Whether the header has a field of this name. */
    static boolean has(byte[] message, String name) {
        return edit(message, Set.of(name.toLowerCase(Locale.ROOT)), "").length != message.length;
    }

    /**
     * The message with these lines above it and without these fields.
     *
     * @param remove names of fields, lower case
     * @param above  whole header lines, each with its line end
     */
    static byte[] edit(byte[] message, Set<String> remove, String above) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + above.length());
        out.writeBytes(above.getBytes(StandardCharsets.US_ASCII));
        int at = 0;
        boolean dropping = false;
        while (at < message.length) {
            int end = endOfLine(message, at);
            if (isBlank(message, at, end)) {
                break;
            }
            boolean continued = message[at] == ' ' || message[at] == '\t';
            dropping = continued ? dropping : remove.contains(name(message, at, end));
            if (!dropping) {
                out.write(message, at, end - at);
            }
            at = end;
        }
        out.write(message, at, message.length - at);
        return out.toByteArray();
    }

    /** Gives the mail these bytes as its message. */
    static void replace(Mail mail, byte[] message) throws MessagingException {
        MimeMessageWrapper wrapper = new MimeMessageWrapper(
                MimeMessageInputStreamSource.create(mail.getName(), new ByteArrayInputStream(message)));
        if (mail instanceof MailImpl implementation) {
            implementation.setMessageNoCopy(wrapper);
        } else {
            mail.setMessage(wrapper);
        }
    }

    private static int endOfLine(byte[] message, int from) {
        int at = from;
        while (at < message.length && message[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, message.length);
    }

    private static boolean isBlank(byte[] message, int from, int end) {
        return message[from] == '\n' || (message[from] == '\r' && end - from == 2);
    }

    /** The field's name in lower case; empty for a line that is no field. */
    private static String name(byte[] message, int from, int end) {
        int colon = from;
        while (colon < end && message[colon] != ':') {
            colon++;
        }
        return colon == end
                ? ""
                : new String(message, from, colon - from, StandardCharsets.ISO_8859_1)
                        .strip()
                        .toLowerCase(Locale.ROOT);
    }
}
