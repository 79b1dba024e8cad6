package io.tradepost.server.james.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.SearchRequest;
import org.apache.james.imap.message.response.SearchResponse;
import org.apache.james.imap.processor.AbstractMailboxProcessor;
import org.apache.james.imap.processor.CapabilityImplementingProcessor;
import org.apache.james.imap.processor.SearchProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.util.MDCBuilder;
import reactor.core.publisher.Mono;

/**
 * Has James's SEARCH find the messages, and puts what it found in order. So criteria mean the same in all three commands, and
 * what else a client must be told meanwhile is told in the same way.
 */
abstract class OrderedProcessor<R extends OrderedRequest> extends AbstractMailboxProcessor<R>
        implements CapabilityImplementingProcessor {
    private final Finder finder;
    private final StatusResponseFactory responses;

    OrderedProcessor(
            Class<R> request, MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(request, mailboxes, responses, metrics);
        this.finder = new Finder(mailboxes, responses, metrics);
        this.responses = responses;
    }

    /**
     * What is sent for these messages; empty for none.
     *
     * @param found with the number that the client asked to see of each
     */
    abstract String ordered(R request, MailboxId mailbox, Map<MessageUid, Long> found) throws MailboxException;

    /** James's SEARCH, which is for it alone to call. */
    private static final class Finder extends SearchProcessor {
        Finder(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
            super(mailboxes, responses, metrics);
        }

        Mono<Void> find(SearchRequest request, ImapSession session, Responder responder) {
            return processRequestReactive(request, session, responder);
        }
    }

    @Override
    protected Mono<Void> processRequestReactive(R request, ImapSession session, Responder responder) {
        return finder.find(request.search(), session, new Answer(request, session.getSelected(), responder));
    }

    @Override
    protected MDCBuilder mdc(R request) {
        return MDCBuilder.create()
                .addToContext(MDCBuilder.ACTION, request.getCommand().getName())
                .addToContext("useUid", Boolean.toString(request.useUids()));
    }

    /** Answers in the place of SEARCH. */
    private final class Answer implements Responder {
        private final R request;
        private final SelectedMailbox selected;
        private final Responder responder;

        Answer(R request, SelectedMailbox selected, Responder responder) {
            this.request = request;
            this.selected = selected;
            this.responder = responder;
        }

        @Override
        public void respond(ImapResponseMessage message) {
            if (message instanceof SearchResponse found) {
                responder.respond(new OrderedResponse(request.getCommand().getName(), order(found)));
            } else if (message instanceof StatusResponse status && isOk(status)) {
                responder.respond(
                        responses.taggedOk(request.getTag(), request.getCommand(), HumanReadableText.COMPLETED));
            } else {
                responder.respond(message);
            }
        }

        private boolean isOk(StatusResponse status) {
            return status.getTag() != null && status.getServerResponseType() == StatusResponse.Type.OK;
        }

        private Optional<String> order(SearchResponse response) {
            Map<MessageUid, Long> found = new LinkedHashMap<>();
            response.getIds().forEach((long id) -> {
                Optional<MessageUid> uid =
                        request.useUids() ? Optional.of(MessageUid.of(id)) : selected.uid(Math.toIntExact(id));
                uid.ifPresent(known -> found.put(known, id));
            });
            try {
                return Optional.of(found.isEmpty() ? "" : ordered(request, selected.getMailboxId(), found))
                        .filter(text -> !text.isEmpty());
            } catch (MailboxException e) {
                throw io.tradepost.mailbox.MailboxStoreException.temporary("what was found can't be put in order", e);
            }
        }

        @Override
        public void flush() {
            responder.flush();
        }
    }
}
