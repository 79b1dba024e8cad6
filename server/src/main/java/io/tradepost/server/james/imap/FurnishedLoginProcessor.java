package io.tradepost.server.james.imap;

import io.tradepost.mailbox.folder.FirstFolders;
import javax.inject.Inject;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.LoginProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.metrics.api.MetricFactory;

/** LOGIN into an account that has its {@linkplain FirstFolders first folders}. */
public final class FurnishedLoginProcessor extends LoginProcessor {
    private final FirstFolders folders;

    @Inject
    public FurnishedLoginProcessor(
            MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics, FirstFolders folders) {
        super(mailboxes, responses, metrics);
        this.folders = folders;
    }

    @Override
    protected void provisionInbox(ImapSession session, MailboxManager mailboxes, MailboxSession mailboxSession)
            throws MailboxException {
        folders.give(mailboxSession);
    }
}
