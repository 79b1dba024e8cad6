package io.tradepost.server.james.search;

import io.tradepost.mailbox.search.MailboxSearchIndex;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.metrics.api.MetricFactory;

/** SORT (RFC 5256). */
public final class SortProcessor extends OrderedProcessor<SortRequest> {
    private final MailboxSearchIndex index;

    @Inject
    public SortProcessor(
            MailboxManager mailboxes,
            StatusResponseFactory responses,
            MetricFactory metrics,
            MailboxSearchIndex index) {
        super(SortRequest.class, mailboxes, responses, metrics);
        this.index = index;
    }

    @Override
    String ordered(SortRequest request, MailboxId mailbox, Map<MessageUid, Long> found) throws MailboxException {
        return index.sorted(mailbox, found.keySet(), request.order()).stream()
                .map(uid -> found.getOrDefault(uid, uid.asLong()).toString())
                .collect(Collectors.joining(" "));
    }

    @Override
    public List<Capability> getImplementedCapabilities(ImapSession session) {
        return List.of(Capability.of("SORT"));
    }
}
