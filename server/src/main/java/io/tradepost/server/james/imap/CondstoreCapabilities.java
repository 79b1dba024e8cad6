package io.tradepost.server.james.imap;

import java.util.Set;
import javax.inject.Inject;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.processor.CapabilityProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;

/**
 * CAPABILITY with CONDSTORE: James has it, and QRESYNC, which needs it, but its configuration can't announce it. Compression is
 * for those who have signed in.
 */
public final class CondstoreCapabilities extends CapabilityProcessor {
    /** RFC 7889 wants what is too long refused at once; here it is only when it has come. */
    private static final String LIMIT = "APPENDLIMIT";

    private static final Capability COMPRESS = Capability.of("COMPRESS=DEFLATE");

    @Inject
    public CondstoreCapabilities(MailboxManager mailboxes, StatusResponseFactory responses, MetricFactory metrics) {
        super(mailboxes, responses, metrics);
    }

    @Override
    public Set<Capability> getSupportedCapabilities(ImapSession session) {
        Set<Capability> capabilities = super.getSupportedCapabilities(session);
        capabilities.add(ImapConstants.SUPPORTS_CONDSTORE);
        capabilities.removeIf(one -> one.asString().startsWith(LIMIT));
        if (session.getState() == ImapSessionState.NON_AUTHENTICATED) {
            capabilities.remove(COMPRESS);
        }
        return capabilities;
    }
}
