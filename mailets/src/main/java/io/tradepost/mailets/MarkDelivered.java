package io.tradepost.mailets;

import io.tradepost.archive.Direction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.mailet.Mail;
import org.apache.mailet.StorageDirective;
import org.apache.mailet.base.GenericMailet;

/**
 * Shows the reader of an inbound mail what it was linked to: an {@code X-Tradepost-Link} header and a keyword on the copy
 * that goes into the mailbox. The archived bytes and mail that leaves the company stay as they are.
 *
 * <p>It stands right before local delivery, where groups and aliases have become mailboxes. A header of that name that came
 * with the mail is a stranger's claim and is taken out.
 */
public final class MarkDelivered extends GenericMailet {
    /** Header of the delivered copy. */
    public static final String HEADER = "X-Tradepost-Link";

    private final UsersRepository users;

    @Inject
    public MarkDelivered(UsersRepository users) {
        this.users = users;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        boolean inbound = MailFactsAttributes.text(mail, MailFactsAttributes.DIRECTION)
                .filter(Direction.INBOUND.word()::equals)
                .isPresent();
        if (!inbound) {
            return;
        }
        String header = MailFactsAttributes.text(mail, MailFactsAttributes.LINK_HEADER)
                .map(value -> HEADER + ": " + value + "\r\n")
                .orElse("");
        byte[] message = ReceivedContent.bytes(mail.getMessage());
        if (!header.isEmpty() || HeaderFields.has(message, HEADER)) {
            HeaderFields.replace(mail, HeaderFields.edit(message, Set.of(HEADER.toLowerCase(Locale.ROOT)), header));
        }
        Optional<String> keyword = MailFactsAttributes.text(mail, MailFactsAttributes.LINK_KEYWORD);
        if (keyword.isPresent()) {
            StorageDirective directive = StorageDirective.builder()
                    .keywords(Optional.of(List.of(keyword.get())))
                    .build();
            for (MailAddress recipient : mail.getRecipients()) {
                directive.encodeAsAttributes(username(recipient)).forEach(mail::setAttribute);
            }
        }
    }

    private org.apache.james.core.Username username(MailAddress recipient) throws MessagingException {
        try {
            return users.getUsername(recipient);
        } catch (UsersRepositoryException e) {
            throw new MessagingException("no user name for a recipient", e);
        }
    }
}
