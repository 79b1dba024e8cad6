package io.tradepost.server.james.imap;

import java.util.Set;
import javax.inject.Inject;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.CapabilityProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;

/** CAPABILITY with CONDSTORE: James has it, and QRESYNC, which needs it, but its configuration can't announce it. */
public final class CondstoreCapabilities extends CapabilityProcessor {
    @Inject
    public CondstoreCapabilities(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
    }

    @Override
    public Set<Capability> getSupportedCapabilities(ImapSession session) {
        Set<Capability> capabilities = super.getSupportedCapabilities(session);
        capabilities.add(ImapConstants.SUPPORTS_CONDSTORE);
        return capabilities;
    }
}
