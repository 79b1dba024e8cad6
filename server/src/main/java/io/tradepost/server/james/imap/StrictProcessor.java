package io.tradepost.server.james.imap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.request.ImapRequest;
import org.apache.james.imap.api.message.request.SearchResultOption;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.AppendRequest;
import org.apache.james.imap.message.request.CloseRequest;
import org.apache.james.imap.message.request.CompressRequest;
import org.apache.james.imap.message.request.ExpungeRequest;
import org.apache.james.imap.message.request.GetQuotaRequest;
import org.apache.james.imap.message.request.GetQuotaRootRequest;
import org.apache.james.imap.message.request.MoveRequest;
import org.apache.james.imap.message.request.SearchRequest;
import org.apache.james.imap.message.request.StoreRequest;
import org.apache.james.imap.message.request.UnselectRequest;
import org.apache.james.imap.message.response.SearchResponse;
import reactor.core.publisher.Mono;

/**
 * Refuses what James would do and the standard does not allow: changes of a mailbox that was opened with EXAMINE (RFC 3501
 * section 6.3.2), flags that look like the standard's and are none of them (section 9, {@code flag-extension}), compression
 * for strangers or for too many, and the answer to a search that is only to be kept.
 */
final class StrictProcessor implements ImapProcessor {
    private static final HumanReadableText NO_SUCH_FLAG =
            new HumanReadableText("io.tradepost.NO_SUCH_FLAG", "failed. No such system flag.");

    private static final HumanReadableText NOT_COMPRESSED =
            new HumanReadableText("io.tradepost.NOT_COMPRESSED", "failed. No compression for this connection.");
    private static final String DEFLATE = "DEFLATE";

    private final ImapProcessor processor;
    private final StatusResponseFactory responses;
    private final CompressedConnections compressed;

    StrictProcessor(ImapProcessor processor, StatusResponseFactory responses, CompressedConnections compressed) {
        this.processor = processor;
        this.responses = responses;
        this.compressed = compressed;
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
        if (message instanceof CompressRequest compress && !mayCompress(compress, session)) {
            responder.respond(responses.taggedNo(compress.getTag(), compress.getCommand(), NOT_COMPRESSED));
            return Mono.empty();
        }
        return strict(message, answer(message, responder), session);
    }

    /** Where what James answers is more, or less, than what is due. */
    private static Responder answer(ImapMessage message, Responder responder) {
        return switch (message) {
            case SearchRequest search -> onlySaves(search) ? silent(responder) : responder;
            case GetQuotaRequest quota -> QuotaAnswer.about(responder, quota.getQuotaRoot());
            case GetQuotaRootRequest root -> QuotaAnswer.which(responder);
            default -> responder;
        };
    }

    private Mono<Void> strict(ImapMessage message, Responder responder, ImapSession session) {
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

    /** Not before sign-in (RFC 4978 section 3): what a stranger sends would be blown up. */
    private boolean mayCompress(CompressRequest compress, ImapSession session) {
        if (session.getState() == ImapSessionState.NON_AUTHENTICATED) {
            return false;
        }
        return compressed.has(session)
                || !compress.getAlgorithm().equalsIgnoreCase(DEFLATE)
                || compressed.begin(session);
    }

    /** What is only kept is not said (RFC 5182 section 2.1). */
    private static boolean onlySaves(SearchRequest search) {
        return List.of(SearchResultOption.SAVE)
                .equals(search.getSearchOperation().getResultOptions());
    }

    private static Responder silent(Responder responder) {
        return new Responder() {
            @Override
            public void respond(ImapResponseMessage message) {
                if (!(message instanceof SearchResponse)) {
                    responder.respond(message);
                }
            }

            @Override
            public void flush() {
                responder.flush();
            }
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
