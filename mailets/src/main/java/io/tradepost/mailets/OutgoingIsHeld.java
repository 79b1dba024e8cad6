package io.tradepost.mailets;

import java.util.Collection;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches everything when its condition says {@code hold}: mail for the outside is archived and kept, not sent, until
 * somebody has released it.
 */
public final class OutgoingIsHeld extends GenericMatcher {
    @Override
    public Collection<MailAddress> match(Mail mail) {
        boolean released = mail.getAttribute(MailFactsAttributes.RELEASED).isPresent();
        return "hold".equals(getCondition()) && !released ? mail.getRecipients() : List.of();
    }
}
