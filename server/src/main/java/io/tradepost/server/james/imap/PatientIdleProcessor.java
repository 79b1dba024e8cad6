package io.tradepost.server.james.imap;

import javax.inject.Inject;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.IdleRequest;
import org.apache.james.imap.processor.IdleProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** IDLE whose end is not said while news are still being told: EXPUNGE after it would renumber what the client names next. */
public final class PatientIdleProcessor extends IdleProcessor {
    @Inject
    public PatientIdleProcessor(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
    }

    @Override
    protected Mono<Void> processRequestReactive(IdleRequest request, ImapSession session, Responder responder) {
        if (!(session.getSelected() instanceof ToldMailbox selected)) {
            return super.processRequestReactive(request, session, responder);
        }
        Telling telling = selected.telling();
        return telling.said(
                Mono.defer(() -> super.processRequestReactive(request, session, new LastWord(responder, telling))));
    }

    private record LastWord(Responder responder, Telling telling) implements Responder {
        @Override
        public void respond(ImapResponseMessage message) {
            if (message instanceof StatusResponse status && status.getTag() != null) {
                telling.say(Mono.fromRunnable(() -> {
                    responder.respond(message);
                    responder.flush();
                }));
            } else {
                responder.respond(message);
            }
        }

        @Override
        public void flush() {
            responder.flush();
        }
    }
}
