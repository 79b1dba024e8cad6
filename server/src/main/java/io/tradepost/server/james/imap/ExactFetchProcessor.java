package io.tradepost.server.james.imap;

import io.tradepost.archive.ArchiveException;
import io.tradepost.server.james.imap.fetch.HeldElement;
import io.tradepost.server.james.imap.fetch.Sections;
import io.tradepost.server.james.imap.fetch.StreamedElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.FetchRequest;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.message.response.FetchResponse.BodyElement;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.exception.MessageRangeException;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** FETCH with what it answers made exact before it is sent. */
public final class ExactFetchProcessor extends FetchProcessor {
    /** Longer parts go out as they are read: the memory for all of them at once is not there. */
    private static final long MOST_HELD = 4L << 20;

    @Inject
    public ExactFetchProcessor(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
    }

    @Override
    protected Mono<Void> processRequestReactive(FetchRequest request, ImapSession session, Responder responder) {
        Sections sections = new Sections(request);
        if (!sections.legal()) {
            taggedBad(request, responder, HumanReadableText.ILLEGAL_ARGUMENTS);
            return Mono.empty();
        }
        return super.processRequestReactive(sections.forJames(OpenedReadOnly.is(session)), session, new Responder() {
            @Override
            public void respond(ImapResponseMessage message) {
                if (message instanceof FetchResponse fetched) {
                    exactUnlessGone(fetched, sections, session).ifPresent(responder::respond);
                } else {
                    responder.respond(message);
                }
            }

            @Override
            public void flush() {
                responder.flush();
            }
        });
    }

    /** Empty when another session took the message away while it was read, as if it had done so a moment earlier. */
    private static Optional<FetchResponse> exactUnlessGone(
            FetchResponse fetched, Sections sections, ImapSession session) {
        try {
            return Optional.of(exact(fetched, sections));
        } catch (UncheckedIOException | ArchiveException e) {
            if (isThere(fetched.getMessageNumber().asInt(), session)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean isThere(int number, ImapSession session) {
        SelectedMailbox selected = session.getSelected();
        return selected.uid(number)
                .map(uid -> Flux.from(selected.getMessageManager()
                                .listMessagesMetadata(MessageRange.one(uid), session.getMailboxSession()))
                        .hasElements()
                        .blockOptional()
                        .orElse(false))
                .orElse(false);
    }

    @Override
    protected Optional<MessageRange> messageRange(SelectedMailbox selected, IdRange named, boolean byUid)
            throws MessageRangeException {
        return NamedUids.range(super.messageRange(selected, named, byUid), named, byUid);
    }

    private static FetchResponse exact(FetchResponse fetched, Sections sections) {
        List<BodyElement> answered = Optional.ofNullable(fetched.getElements()).orElse(List.of());
        try {
            return exact(fetched, answered, sections);
        } catch (IOException e) {
            throw new UncheckedIOException("a message can't be read", e);
        }
    }

    private static FetchResponse exact(FetchResponse fetched, List<BodyElement> answered, Sections sections)
            throws IOException {
        return new FetchResponse(
                fetched.getMessageNumber(),
                fetched.getFlags(),
                fetched.getUid(),
                fetched.getSaveDate(),
                fetched.getModSeq(),
                fetched.getInternalDate(),
                fetched.getSize(),
                sections.envelope(answered),
                PlainStructure.of(sections.body(fetched)),
                PlainStructure.of(sections.bodyStructure(fetched)),
                sections.of(answered).stream().map(ExactFetchProcessor::held).toList(),
                fetched.getEmailId(),
                fetched.getThreadId());
    }

    /**
     * Once its length is said, a part that can't be read to its end garbles the answer, and what the client takes for the
     * part's end is the rest of the answer. Read beforehand, the failure is the command's.
     */
    private static BodyElement held(BodyElement element) {
        try {
            long size = element.size();
            if (element instanceof HeldElement) {
                return element;
            }
            if (size > MOST_HELD) {
                return new StreamedElement(element);
            }
            try (InputStream in = element.getInputStream()) {
                byte[] bytes = in.readNBytes((int) size + 1);
                if (bytes.length != size) {
                    throw new IOException(element.getName() + " has " + bytes.length + " bytes instead of " + size);
                }
                return new HeldElement(element.getName(), bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a part of a message can't be read", e);
        }
    }
}
