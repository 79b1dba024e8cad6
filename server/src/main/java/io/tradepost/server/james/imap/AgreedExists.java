package io.tradepost.server.james.imap;

import java.util.Optional;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.AbstractMailboxSelectionRequest;
import org.apache.james.imap.message.response.ExistsResponse;
import org.apache.james.imap.message.response.VanishedResponse;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.ModSeq;
import reactor.core.publisher.Mono;

/**
 * What is said of a mailbox that is being selected.
 *
 * <ul>
 *   <li>How many messages the session can number. James first reads which messages there are, then how many: of a mail that
 *       comes between the two the client is told, and "BAD" when it asks for it. The session learns of that mail a moment
 *       later, and says so with its next answer.
 *   <li>A HIGHESTMODSEQ of one where nothing has happened yet: zero is no mod-sequence (RFC 7162 section 7).
 *   <li>What a client missed that comes back; see {@link Resync}.
 *   <li>Once it is open, the session knows whether it may change it.
 * </ul>
 */
final class AgreedExists implements Responder {
    private static final String HIGHEST = "HIGHESTMODSEQ";
    private static final String UID_NEXT = "UIDNEXT";

    private final Responder client;
    private final StatusResponseFactory responses;
    private final ImapSession session;
    private final boolean readOnly;
    private Optional<ImapResponseMessage> end = Optional.empty();
    private long uidNext = 1;

    /**
     * For a client.
     *
     * @param readOnly whether the mailbox is opened to be read only
     */
    AgreedExists(Responder client, StatusResponseFactory responses, ImapSession session, boolean readOnly) {
        this.client = client;
        this.responses = responses;
        this.session = session;
        this.readOnly = readOnly;
    }

    /** Tells what a client missed that comes back, and then the end that was held until now. */
    Mono<Void> end(AbstractMailboxSelectionRequest request, MailboxManager mailboxes) {
        return new Resync(request, session, client, uidNext)
                .tell(mailboxes)
                .then(Mono.fromRunnable(() -> end.ifPresent(client::respond)));
    }

    @Override
    public void respond(ImapResponseMessage message) {
        switch (message) {
            case ExistsResponse exists -> client.respond(numbered(exists));
            case StatusResponse status -> {
                if (status.getTag() == null) {
                    client.respond(said(status));
                } else {
                    ended(status);
                }
            }
            case VanishedResponse vanished -> {
                // Told with the changes.
            }
            default -> client.respond(message);
        }
    }

    private void ended(StatusResponse status) {
        if (status.getServerResponseType() == StatusResponse.Type.OK) {
            OpenedReadOnly.set(session, readOnly);
            end = Optional.of(status);
        } else {
            client.respond(status);
        }
    }

    private ExistsResponse numbered(ExistsResponse exists) {
        return session.getSelected() == null
                ? exists
                : new ExistsResponse(session.getSelected().existsCount());
    }

    private StatusResponse said(StatusResponse status) {
        Optional<ResponseCode> code = Optional.ofNullable(status.getResponseCode());
        code.filter(given -> given.getCode().contains(UID_NEXT)).ifPresent(given -> uidNext = given.getNumber());
        boolean zero = code.filter(given -> given.getCode().contains(HIGHEST) && given.getNumber() == 0)
                .isPresent();
        return zero
                ? responses.untaggedOk(HumanReadableText.HIGHEST_MOD_SEQ, ResponseCode.highestModSeq(ModSeq.of(1)))
                : status;
    }

    @Override
    public void flush() {
        client.flush();
    }
}
