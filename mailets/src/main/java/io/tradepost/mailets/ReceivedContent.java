package io.tradepost.mailets;

import io.tradepost.archive.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;

/**
 * The bytes that DATA carried. The queue holds them with our trace field above; that one is cut off again here, so that
 * the archived bytes and their hash are those of the sender (law L2). The trace is kept among the session facts.
 *
 * <p>{@link MimeMessage#writeTo} would not do: it writes the headers anew and so mends what a sender broke.
 */
final class ReceivedContent {
    private ReceivedContent() {}

    static Content of(Mail mail) throws MessagingException {
        byte[] bytes = bytes(mail.getMessage());
        byte[] trace = MailFactsAttributes.text(mail, MailFactsAttributes.TRACE)
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
        if (trace.length > 0
                && bytes.length >= trace.length
                && Arrays.equals(trace, 0, trace.length, bytes, 0, trace.length)) {
            return Content.of(Arrays.copyOfRange(bytes, trace.length, bytes.length));
        }
        return Content.of(bytes);
    }

    /** The message as it is now, to the byte as long as nobody changed it through its object. */
    static byte[] bytes(MimeMessage message) throws MessagingException {
        try {
            if (message instanceof MimeMessageWrapper wrapper) {
                try (InputStream in = wrapper.getMessageInputStream()) {
                    return in.readAllBytes();
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new MessagingException("the message can't be read from the queue", e);
        }
    }
}
