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
        // The end of the command sends what it gathered; nobody may gather more just then.
        return telling.said(
                Mono.defer(() -> super.processRequestReactive(request, session, new InTurn(responder, telling))),
                CommandQueue.line());
    }

    /**
     * What James says from the connection's event loop (the end, a sign of life now and then) waits for its turn. Sent from
     * there at once, it would stand before news that are in the loop's line, and these in another order.
     */
    private record InTurn(Responder responder, Telling telling) implements Responder {
        @Override
        public void respond(ImapResponseMessage message) {
            if (message instanceof StatusResponse status && !isNews(status)) {
                telling.say(Mono.fromRunnable(() -> {
                    responder.respond(message);
                    responder.flush();
                }));
            } else {
                responder.respond(message);
            }
        }

        /** Such as new keywords, which are said with a code and without a tag. */
        private static boolean isNews(StatusResponse status) {
            return status.getTag() == null && status.getResponseCode() != null;
        }

        @Override
        public void flush() {
            telling.say(Mono.fromRunnable(responder::flush));
        }
    }
}
