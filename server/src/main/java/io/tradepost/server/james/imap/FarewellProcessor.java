package io.tradepost.server.james.imap;

import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Says goodbye, and answers where James would not.
 *
 * <ul>
 *   <li>James gathers what it answers and sends it when the command is done, but where the session has ended by then it
 *       closes the connection first, and nobody hears why: a BYE goes out at once.
 *   <li>A client whose selected mailbox was deleted by somebody else is told, and let go, when it says something next (RFC
 *       2180 section 3.3).
 *   <li>A command that fails unexpectedly is answered NO.
 * </ul>
 */
final class FarewellProcessor implements ImapProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(FarewellProcessor.class);
    private static final HumanReadableText GONE =
            new HumanReadableText("io.tradepost.SELECTED_MAILBOX_DELETED", "Selected mailbox has been deleted");

    private final ImapProcessor processor;
    private final StatusResponseFactory responses;

    FarewellProcessor(ImapProcessor processor, StatusResponseFactory responses) {
        this.processor = processor;
        this.responses = responses;
    }

    @Override
    public void process(ImapMessage message, Responder responder, ImapSession session) {
        processor.process(message, prompt(responder), session);
    }

    @Override
    public Mono<Void> processReactive(ImapMessage message, Responder responder, ImapSession session) {
        return quiet(session)
                .then(Mono.defer(() -> {
                    SelectedMailbox selected = session.getSelected();
                    if (selected != null && selected.isDeletedByOtherSession()) {
                        prompt(responder).respond(responses.bye(GONE));
                        return session.logout();
                    }
                    return processor.processReactive(message, prompt(responder), session);
                }))
                .onErrorResume(failure -> refused(message, responder, failure));
    }

    /** Whoever ended IDLE a moment ago may still be being told. */
    private static Mono<Void> quiet(ImapSession session) {
        return session.getSelected() instanceof ToldMailbox told
                ? told.telling().quiet()
                : Mono.empty();
    }

    /** James would say nothing at all, and the client would wait. */
    private Mono<Void> refused(ImapMessage message, Responder responder, Throwable failure) {
        if (!(message instanceof ImapRequest request)) {
            return Mono.error(failure);
        }
        LOG.warn("an IMAP command failed: {}", request.getCommand().getName(), failure);
        responder.respond(responses.taggedNo(
                request.getTag(), request.getCommand(), HumanReadableText.GENERIC_FAILURE_DURING_PROCESSING));
        return Mono.empty();
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
