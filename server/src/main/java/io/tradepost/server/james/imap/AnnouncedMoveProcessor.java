package io.tradepost.server.james.imap;

import javax.inject.Inject;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.MoveRequest;
import org.apache.james.imap.processor.MoveProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** MOVE that says where the messages went before it says that they are gone. */
public final class AnnouncedMoveProcessor extends MoveProcessor {
    private final StatusResponseFactory responses;

    @Inject
    public AnnouncedMoveProcessor(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
        this.responses = responses;
    }

    @Override
    protected Mono<Void> processRequestReactive(MoveRequest request, ImapSession session, Responder responder) {
        CopiedUids copied = CopiedUids.named(session.getSelected(), request.getIdSet(), request.isUseUids());
        return super.processRequestReactive(request, session, new CopyUidResponder(responder, responses, copied, true));
    }
}
