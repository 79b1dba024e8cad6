package io.tradepost.server.james.imap;

import java.util.Optional;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.message.response.QuotaResponse;
import org.apache.james.imap.message.response.QuotaRootResponse;

/** The answer to GETQUOTA and GETQUOTAROOT, which has a QUOTA for each root, also for one that limits nothing. */
final class QuotaAnswer implements Responder {
    private final Responder client;
    private Optional<String> root;

    /** For a client that asked about a root. */
    static QuotaAnswer about(Responder client, String root) {
        return new QuotaAnswer(client, Optional.of(root));
    }

    /** For a client that asked which root there is. */
    static QuotaAnswer which(Responder client) {
        return new QuotaAnswer(client, Optional.empty());
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // Which root is still to be said, or not to be said again.
    private QuotaAnswer(Responder client, Optional<String> root) {
        this.client = client;
        this.root = root;
    }

    @Override
    public void respond(ImapResponseMessage message) {
        switch (message) {
            case QuotaRootResponse named -> root = Optional.of(named.getQuotaRoot());
            case QuotaResponse said -> root = Optional.empty();
            case StatusResponse end -> {
                if (end.getServerResponseType() == StatusResponse.Type.OK) {
                    root.map(EmptyQuota::new).ifPresent(client::respond);
                }
            }
            default -> {
                // Nothing about quota.
            }
        }
        client.respond(message);
    }

    @Override
    public void flush() {
        client.flush();
    }
}
