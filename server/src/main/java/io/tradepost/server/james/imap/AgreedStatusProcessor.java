package io.tradepost.server.james.imap;

import javax.inject.Inject;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.StatusRequest;
import org.apache.james.imap.message.response.MailboxStatusResponse;
import org.apache.james.imap.processor.StatusProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/**
 * STATUS that says of a mailbox where nothing has happened yet the HIGHESTMODSEQ that SELECT says: zero would mean that there
 * are no mod-sequences (RFC 7162 section 3.1.2.2).
 */
public final class AgreedStatusProcessor extends StatusProcessor {
    @Inject
    public AgreedStatusProcessor(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
    }

    @Override
    protected Mono<Void> processRequestReactive(StatusRequest request, ImapSession session, Responder responder) {
        return super.processRequestReactive(request, session, new Responder() {
            @Override
            public void respond(ImapResponseMessage message) {
                responder.respond(message instanceof MailboxStatusResponse status ? agreed(status) : message);
            }

            @Override
            public void flush() {
                responder.flush();
            }
        });
    }

    private static MailboxStatusResponse agreed(MailboxStatusResponse status) {
        if (status.getHighestModSeq() == null || status.getHighestModSeq().asLong() > 0) {
            return status;
        }
        return new MailboxStatusResponse(
                status.getAppendLimit(),
                status.getSize(),
                status.getDeleted(),
                status.getDeletedStorage(),
                status.getMessages(),
                status.getRecent(),
                status.getUidNext(),
                ModSeq.of(1),
                status.getUidValidity(),
                status.getUnseen(),
                status.getMailbox(),
                status.getMailboxId());
    }
}
