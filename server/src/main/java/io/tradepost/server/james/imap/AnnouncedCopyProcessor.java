package io.tradepost.server.james.imap;

import javax.inject.Inject;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.CopyRequest;
import org.apache.james.imap.processor.CopyProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** COPY that says which messages it copied by their UIDs. */
public final class AnnouncedCopyProcessor extends CopyProcessor {
    private final StatusResponseFactory responses;

    @Inject
    public AnnouncedCopyProcessor(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
        this.responses = responses;
    }

    @Override
    protected Mono<Void> processRequestReactive(CopyRequest request, ImapSession session, Responder responder) {
        CopiedUids copied = CopiedUids.named(session.getSelected(), request.getIdSet(), request.isUseUids());
        return super.processRequestReactive(
                request, session, new CopyUidResponder(responder, responses, copied, false));
    }
}
