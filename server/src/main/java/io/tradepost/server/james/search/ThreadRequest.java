package io.tradepost.server.james.search;

import io.tradepost.mailbox.search.ThreadAlgorithm;
import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.request.SearchOperation;

/** THREAD. */
final class ThreadRequest extends OrderedRequest {
    static final ImapCommand COMMAND = ImapCommand.selectedStateCommand("THREAD");

    private final ThreadAlgorithm algorithm;

    ThreadRequest(Tag tag, boolean useUids, SearchOperation search, ThreadAlgorithm algorithm) {
        super(tag, COMMAND, useUids, search);
        this.algorithm = algorithm;
    }

    ThreadAlgorithm algorithm() {
        return algorithm;
    }
}
