package io.tradepost.server.james.imap;

import javax.inject.Inject;
import org.apache.james.events.EventBus;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.SelectRequest;
import org.apache.james.imap.processor.SelectProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** SELECT that counts only messages which the session can number; see {@link AgreedExists}. */
public final class AgreedSelectProcessor extends SelectProcessor {
    private final StatusResponseFactory responses;

    @Inject
    public AgreedSelectProcessor(
            MailboxManager mailboxes, EventBus events, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, new ToldSelections(events), responses, metrics);
        this.responses = responses;
    }

    @Override
    protected Mono<Void> processRequestReactive(SelectRequest request, ImapSession session, Responder responder) {
        AgreedExists agreed = new AgreedExists(responder, responses, session, false);
        return super.processRequestReactive(request, session, agreed)
                .then(Mono.defer(() -> agreed.end(request, getMailboxManager())))
                .contextWrite(ToldSelections.of(session));
    }
}
