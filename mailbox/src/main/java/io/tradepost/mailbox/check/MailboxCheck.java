package io.tradepost.mailbox.check;

import io.tradepost.mailbox.MailboxStoreException;
import io.tradepost.mailbox.message.Recount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.store.mail.MailboxMapper;

/** The check itself. */
public final class MailboxCheck {
    private final MailboxMapper folders;
    private final Recount recount;

    /** Over these mailboxes. */
    public MailboxCheck(MailboxMapper folders, Recount recount) {
        this.folders = folders;
        this.recount = recount;
    }

    /**
     * Looks at mailboxes.
     *
     * @param users    whose, in lower case; empty for everybody's
     * @param repair   whether to mend what can be mended
     * @param progress told mailboxes done and mailboxes in all
     * @throws MailboxStoreException when the tables can't be read or written
     */
    public CheckReport run(Set<String> users, boolean repair, BiConsumer<Long, Long> progress) {
        try {
            List<Mailbox> mailboxes = folders.list()
                    .filter(mailbox -> users.isEmpty() || users.contains(user(mailbox)))
                    .collectList()
                    .blockOptional()
                    .orElseGet(List::of);
            List<Finding> findings = new ArrayList<>();
            Map<String, List<Mailbox>> roots = new TreeMap<>();
            long messages = 0;
            long done = 0;
            for (Mailbox mailbox : mailboxes) {
                Recount.Result result = recount.mailbox(mailbox, repair);
                messages += result.messages();
                findings.addAll(result.findings());
                roots.computeIfAbsent(Recount.quotaRoot(mailbox), root -> new ArrayList<>())
                        .add(mailbox);
                progress.accept(++done, (long) mailboxes.size());
            }
            for (String root : roots.keySet()) {
                findings.addAll(recount.quota(root, repair));
            }
            if (users.isEmpty()) {
                findings.addAll(recount.unused(repair));
            }
            return new CheckReport(mailboxes.size(), messages, findings);
        } catch (MailboxException e) {
            throw MailboxStoreException.temporary("the mailboxes can't be checked: " + e.getMessage(), e);
        }
    }

    private static String user(Mailbox mailbox) {
        return mailbox.getUser() == null ? "" : mailbox.getUser().asString();
    }
}
