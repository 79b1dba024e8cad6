package io.tradepost.mailets;

import io.tradepost.domain.DomainAdminException;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.Groups;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Replaces groups and aliases among the recipients by their members; who is in several gets one copy.
 *
 * <p>James's own mailet sends mail whose groups can't be looked up right now to an error repository; here it waits.
 */
public final class ExpandGroups extends GenericMailet {
    private final Groups groups;

    @Inject
    public ExpandGroups(Groups groups) {
        this.groups = groups;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Set<MailAddress> expanded = new LinkedHashSet<>();
        try {
            for (MailAddress recipient : mail.getRecipients()) {
                expand(recipient, expanded);
            }
        } catch (DomainAdminException e) {
            throw new MessagingException("the groups can't be asked now", e);
        }
        mail.setRecipients(expanded);
    }

    private void expand(MailAddress recipient, Set<MailAddress> into) throws MessagingException {
        // An address that we don't know, or a group that leads nowhere, stays: further on the sender is told.
        SortedSet<AccountAddress> reached =
                AccountAddress.parse(recipient.asString()).map(groups::resolve).orElseGet(TreeSet::new);
        if (reached.isEmpty()) {
            into.add(recipient);
        }
        for (AccountAddress member : reached) {
            into.add(new MailAddress(member.value()));
        }
    }
}
