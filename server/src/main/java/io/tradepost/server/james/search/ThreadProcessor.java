package io.tradepost.server.james.search;

import io.tradepost.mailbox.search.MailboxSearchIndex;
import io.tradepost.mailbox.search.ThreadAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.metrics.api.MetricFactory;

/** THREAD (RFC 5256). */
public final class ThreadProcessor extends OrderedProcessor<ThreadRequest> {
    private final MailboxSearchIndex index;

    @Inject
    public ThreadProcessor(
            MailboxManager mailboxes,
            StatusResponseFactory responses,
            MetricFactory metrics,
            MailboxSearchIndex index) {
        super(ThreadRequest.class, mailboxes, responses, metrics);
        this.index = index;
    }

    @Override
    String ordered(ThreadRequest request, MailboxId mailbox, Map<MessageUid, Long> found) throws MailboxException {
        return index.threads(
                mailbox, found.keySet(), request.algorithm(), uid -> found.getOrDefault(uid, uid.asLong()));
    }

    @Override
    public List<Capability> getImplementedCapabilities(ImapSession session) {
        return Arrays.stream(ThreadAlgorithm.values())
                .map(algorithm -> Capability.of("THREAD=" + algorithm.name()))
                .toList();
    }
}
