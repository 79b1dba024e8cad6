package io.tradepost.server.james.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;

/**
 * A message that writes itself out as it lies in the queue, as long as nobody has changed it.
 *
 * <p>James's writes its header fields anew even then, as US-ASCII, and so each copy (one is made where recipients part, one
 * goes to the next server) turns unencoded Chinese into question marks and breaks signatures over the header.
 */
public final class ExactMimeMessage extends MimeMessageWrapper {
    /**
     * A message as it lies somewhere.
     *
     * @param source gives its bytes
     */
    public ExactMimeMessage(MimeMessageSource source) {
        super(source);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException, MessagingException {
        if (untouched()) {
            copy(out);
        } else {
            super.writeTo(out);
        }
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        if (untouched() && !getMatchingHeaderLines(ignored).hasMoreElements()) {
            copy(out);
        } else {
            super.writeTo(out, ignored);
        }
    }

    private boolean untouched() {
        return !isModified() && source != null;
    }

    private void copy(OutputStream out) throws IOException, MessagingException {
        MimeMessageSource lying = source;
        if (lying == null) {
            throw new MessagingException("the message is gone");
        }
        try (InputStream in = lying.getInputStream()) {
            in.transferTo(out);
        }
    }

    /** The bytes of any message, as they are if nobody has changed it. */
    public static byte[] bytes(MimeMessage message) throws IOException, MessagingException {
        if (message instanceof MimeMessageWrapper wrapper) {
            try (InputStream in = wrapper.getMessageInputStream()) {
                return in.readAllBytes();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }
}
