package io.tradepost.server.james.imap;

import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.processor.StoreProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.exception.MessageRangeException;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.metrics.api.MetricFactory;

/** STORE to which a UID that means nothing is no error, also where there is no message at all. */
public final class LenientStoreProcessor extends StoreProcessor {
    @Inject
    public LenientStoreProcessor(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
    }

    @Override
    protected Optional<MessageRange> messageRange(SelectedMailbox selected, IdRange named, boolean byUid)
            throws MessageRangeException {
        return NamedUids.range(super.messageRange(selected, named, byUid), named, byUid);
    }
}
