package io.tradepost.server.james.imap;

import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import reactor.core.publisher.Mono;

/**
 * Sends a BYE as soon as it is said. James gathers what it answers and sends it when the command is done, but where the
 * session has ended by then it closes the connection first, and nobody hears why.
 */
final class FarewellProcessor implements ImapProcessor {
    private final ImapProcessor processor;

    FarewellProcessor(ImapProcessor processor) {
        this.processor = processor;
    }

    @Override
    public void process(ImapMessage message, Responder responder, ImapSession session) {
        processor.process(message, prompt(responder), session);
    }

    @Override
    public Mono<Void> processReactive(ImapMessage message, Responder responder, ImapSession session) {
        return processor.processReactive(message, prompt(responder), session);
    }

    @Override
    public void configure(ImapConfiguration configuration) {
        processor.configure(configuration);
    }

    private static Responder prompt(Responder responder) {
        return new Responder() {
            @Override
            public void respond(ImapResponseMessage message) {
                responder.respond(message);
                if (message instanceof StatusResponse status
                        && status.getServerResponseType() == StatusResponse.Type.BYE) {
                    responder.flush();
                }
            }

            @Override
            public void flush() {
                responder.flush();
            }
        };
    }
}
