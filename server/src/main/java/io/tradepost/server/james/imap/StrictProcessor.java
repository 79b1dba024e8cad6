package io.tradepost.server.james.imap;

import java.util.Arrays;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.AppendRequest;
import org.apache.james.imap.message.request.CloseRequest;
import org.apache.james.imap.message.request.ExpungeRequest;
import org.apache.james.imap.message.request.MoveRequest;
import org.apache.james.imap.message.request.StoreRequest;
import org.apache.james.imap.message.request.UnselectRequest;
import reactor.core.publisher.Mono;

/**
 * Refuses what James would do and the standard does not allow: changes of a mailbox that was opened with EXAMINE (RFC 3501
 * section 6.3.2), and flags that look like the standard's and are none of them (section 9, {@code flag-extension}).
 */
final class StrictProcessor implements ImapProcessor {
    private static final HumanReadableText NO_SUCH_FLAG =
            new HumanReadableText("io.tradepost.NO_SUCH_FLAG", "failed. No such system flag.");

    private final ImapProcessor processor;
    private final StatusResponseFactory responses;

    StrictProcessor(ImapProcessor processor, StatusResponseFactory responses) {
        this.processor = processor;
        this.responses = responses;
    }

    @Override
    public void process(ImapMessage message, Responder responder, ImapSession session) {
        processReactive(message, responder, session).block();
    }

    @Override
    public Mono<Void> processReactive(ImapMessage message, Responder responder, ImapSession session) {
        if (hasUnknownFlag(message)) {
            ImapRequest request = (ImapRequest) message;
            responder.respond(responses.taggedBad(request.getTag(), request.getCommand(), NO_SUCH_FLAG));
            return Mono.empty();
        }
        if (!OpenedReadOnly.is(session)) {
            return processor.processReactive(message, responder, session);
        }
        return switch (message) {
            case StoreRequest store -> refused(store, responder);
            case ExpungeRequest expunge -> refused(expunge, responder);
            case MoveRequest move -> refused(move, responder);
            // What is marked as deleted stays (RFC 3501 section 6.4.2).
            case CloseRequest close ->
                processor.processReactive(new UnselectRequest(close.getTag()), closed(responder), session);
            default -> processor.processReactive(message, responder, session);
        };
    }

    private static boolean hasUnknownFlag(ImapMessage message) {
        Optional<Flags> flags = switch (message) {
            case StoreRequest store -> Optional.of(store.getFlags());
            case AppendRequest append -> Optional.of(append.getFlags());
            default -> Optional.empty();
        };
        return flags.filter(given -> Arrays.stream(given.getUserFlags()).anyMatch(flag -> flag.startsWith("\\")))
                .isPresent();
    }

    private Mono<Void> refused(ImapRequest request, Responder responder) {
        responder.respond(
                responses.taggedNo(request.getTag(), request.getCommand(), HumanReadableText.MAILBOX_IS_READ_ONLY));
        return Mono.empty();
    }

    /** Says of what was done as UNSELECT that it was CLOSE. */
    private Responder closed(Responder responder) {
        return new Responder() {
            @Override
            public void respond(ImapResponseMessage message) {
                boolean end = message instanceof StatusResponse status
                        && status.getTag() != null
                        && status.getServerResponseType() == StatusResponse.Type.OK;
                responder.respond(
                        end
                                ? responses.taggedOk(
                                        ((StatusResponse) message).getTag(),
                                        ImapConstants.CLOSE_COMMAND,
                                        HumanReadableText.COMPLETED)
                                : message);
            }

            @Override
            public void flush() {
                responder.flush();
            }
        };
    }

    @Override
    public void configure(ImapConfiguration configuration) {
        processor.configure(configuration);
    }
}
