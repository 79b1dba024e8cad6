package io.tradepost.server.james.imap;

import javax.inject.Inject;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.DeleteRequest;
import org.apache.james.imap.processor.DeleteProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** DELETE that leaves INBOX and its mail alone (RFC 3501 section 6.3.4). */
public final class KeptInboxDeleteProcessor extends DeleteProcessor {
    private static final HumanReadableText KEPT =
            new HumanReadableText("io.tradepost.INBOX_IS_KEPT", "failed. INBOX can't be deleted.");

    @Inject
    public KeptInboxDeleteProcessor(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
    }

    @Override
    protected Mono<Void> processRequestReactive(DeleteRequest request, ImapSession session, Responder responder) {
        if (request.getMailboxName().equalsIgnoreCase(MailboxConstants.INBOX)) {
            no(request, responder, KEPT);
            return Mono.empty();
        }
        return super.processRequestReactive(request, session, responder);
    }
}
