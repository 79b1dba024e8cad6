package io.tradepost.server.james.imap;

import io.tradepost.mailbox.message.Transfers;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.CopyRequest;
import org.apache.james.imap.processor.CopyProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.exception.MessageRangeException;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/** COPY that says which messages it copied by their UIDs. */
public final class AnnouncedCopyProcessor extends CopyProcessor {
    private final StatusResponseFactory responses;

    @Inject
    public AnnouncedCopyProcessor(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
        this.responses = responses;
    }

    @Override
    protected Mono<Void> processRequestReactive(CopyRequest request, ImapSession session, Responder responder) {
        CopiedUids copied = new CopiedUids(Transfers.watch(session.getMailboxSession()));
        return super.processRequestReactive(
                request, session, new CopyUidResponder(responder, responses, copied, false));
    }

    @Override
    protected Optional<MessageRange> messageRange(SelectedMailbox selected, IdRange named, boolean byUid)
            throws MessageRangeException {
        return NamedUids.range(super.messageRange(selected, named, byUid), named, byUid);
    }
}
