package io.tradepost.server.james.imap;

import javax.inject.Inject;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.main.PathConverter;
import org.apache.james.imap.message.request.RenameRequest;
import org.apache.james.imap.processor.RenameProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.metrics.api.MetricFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * RENAME whose INBOX stays what it is, only empty: its messages move, and the folders below it stay where they are (RFC 3501
 * section 6.3.5). James gave INBOX another name and made a new one.
 */
public final class EmptiedInboxRenameProcessor extends RenameProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(EmptiedInboxRenameProcessor.class);

    @Inject
    public EmptiedInboxRenameProcessor(
            MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
    }

    @Override
    protected Mono<Void> processRequestReactive(RenameRequest request, ImapSession session, Responder responder) {
        if (!request.getExistingName().equalsIgnoreCase(MailboxConstants.INBOX)) {
            return super.processRequestReactive(request, session, responder);
        }
        MailboxManager mailboxes = getMailboxManager();
        MailboxSession person = session.getMailboxSession();
        MailboxPath inbox = MailboxPath.inbox(session.getUserName());
        MailboxPath target = PathConverter.forSession(session).buildFullPath(request.getNewName());
        return Mono.from(mailboxes.createMailboxReactive(target, person))
                .thenMany(Flux.defer(() -> mailboxes.moveMessagesReactive(MessageRange.all(), inbox, target, person)))
                .then(unsolicitedResponses(session, responder, false))
                .then(Mono.<Void>fromRunnable(() -> okComplete(request, responder)))
                .onErrorResume(MailboxExistsException.class, e -> {
                    LOG.debug("INBOX is not moved into a folder that is there", e);
                    no(request, responder, HumanReadableText.MAILBOX_EXISTS);
                    return Mono.empty();
                })
                .onErrorResume(MailboxException.class, e -> {
                    LOG.warn("INBOX can't be moved", e);
                    no(request, responder, HumanReadableText.GENERIC_FAILURE_DURING_PROCESSING);
                    return Mono.empty();
                });
    }
}
