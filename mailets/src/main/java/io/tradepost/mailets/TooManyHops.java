package io.tradepost.mailets;

import java.util.Collection;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches mail that carries more Received fields than the number in its condition: it goes round in circles (RFC 5321
 * section 6.3 asks for a limit of at least 100).
 */
public final class TooManyHops extends GenericMatcher {
    private int most = 100;

    @Override
    public void init() throws MessagingException {
        most = Integer.parseInt(getCondition().strip());
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        String[] received = mail.getMessage().getHeader("Received");
        return received != null && received.length > most ? mail.getRecipients() : List.of();
    }
}
