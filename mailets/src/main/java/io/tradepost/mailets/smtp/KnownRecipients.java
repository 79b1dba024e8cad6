package io.tradepost.mailets.smtp;

import io.tradepost.domain.account.AccountAddress;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.smtpserver.fastfail.ValidRcptHandler;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/**
 * Refuses recipients of our domains that do not exist (550). An address that no account can have, such as one with quotes,
 * does not exist either; James fails on it and tells the sender to try again later.
 */
public final class KnownRecipients extends ValidRcptHandler {
    @Inject
    public KnownRecipients(UsersRepository users, RecipientRewriteTable rewrites, DomainList domains) {
        super(users, rewrites, domains);
    }

    @Override
    protected boolean isValidRecipient(SMTPSession session, MailAddress recipient)
            throws UsersRepositoryException, RecipientRewriteTableException {
        return AccountAddress.parse(recipient.asString()).isPresent() && super.isValidRecipient(session, recipient);
    }
}
