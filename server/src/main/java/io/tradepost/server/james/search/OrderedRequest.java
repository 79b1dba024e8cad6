package io.tradepost.server.james.search;

import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.request.SearchOperation;
import org.apache.james.imap.message.request.AbstractImapRequest;
import org.apache.james.imap.message.request.SearchRequest;

/** A search whose answer is not a plain list. */
abstract class OrderedRequest extends AbstractImapRequest {
    private final boolean useUids;
    private final SearchOperation search;

    OrderedRequest(Tag tag, ImapCommand command, boolean useUids, SearchOperation search) {
        super(tag, command);
        this.useUids = useUids;
        this.search = search;
    }

    boolean useUids() {
        return useUids;
    }

    /** The same as a plain search. */
    SearchRequest search() {
        return new SearchRequest(search, useUids, getTag());
    }
}
