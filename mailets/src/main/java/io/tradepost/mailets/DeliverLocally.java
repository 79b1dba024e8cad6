package io.tradepost.mailets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.transport.mailets.delivery.MailboxAppenderImpl;
import org.apache.james.transport.mailets.delivery.SimpleMailStore;
import org.apache.james.user.api.UsersRepository;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a mail into the mailbox of each recipient. When some can't be served, the mail goes on with just these, to be tried
 * again, and those who have it don't get it twice.
 *
 * <p>James's own mailet makes a new mail for the rest, without what was noted on the old one and with a name that grows by a
 * word each time.
 */
public final class DeliverLocally extends GenericMailet {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverLocally.class);

    private final SimpleMailStore store;

    @Inject
    public DeliverLocally(
            UsersRepository users, @Named("mailboxmanager") MailboxManager mailboxes, MetricFactory metrics) {
        this.store = SimpleMailStore.builder()
                .mailboxAppender(new MailboxAppenderImpl(mailboxes))
                .usersRepository(users)
                .folder(MailboxConstants.INBOX)
                .metric(metrics.generate("localDeliveredMails"))
                .build();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        // RFC 5321 section 4.4: final delivery puts the reverse path on top, and there is only one.
        HeaderFields.replace(
                mail,
                HeaderFields.edit(
                        ReceivedContent.bytes(mail.getMessage()),
                        Set.of("return-path"),
                        "Return-Path: " + mail.getMaybeSender().asPrettyString() + "\r\n"));
        List<MailAddress> missed = new ArrayList<>();
        RuntimeException reason = null;
        for (MailAddress recipient : List.copyOf(mail.getRecipients())) {
            try {
                store.storeMail(recipient, mail).block();
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("mail", mail.getName())
                        .addKeyValue("recipient", recipient.asString())
                        .setCause(e)
                        .log("not delivered now");
                missed.add(recipient);
                reason = e;
            }
        }
        if (reason != null) {
            mail.setRecipients(missed);
            throw new MessagingException("the mailbox can't be written: " + reason, reason);
        }
        mail.setState(Mail.GHOST);
    }
}
