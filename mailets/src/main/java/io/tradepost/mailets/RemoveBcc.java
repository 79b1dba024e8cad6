package io.tradepost.mailets;

import java.util.Set;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Takes a Bcc header out of mail that goes on (RFC 5322 section 3.6.3): who got a blind copy is known to the archive and to
 * nobody else. Mail without one passes untouched.
 */
public final class RemoveBcc extends GenericMailet {
    private static final String BCC = "bcc";

    @Override
    public void service(Mail mail) throws MessagingException {
        byte[] message = ReceivedContent.bytes(mail.getMessage());
        if (HeaderFields.has(message, BCC)) {
            HeaderFields.replace(mail, HeaderFields.edit(message, Set.of(BCC), ""));
        }
    }
}
