package io.tradepost.server.james.search;

import java.util.List;
import org.apache.james.imap.api.ImapCommand;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.request.SearchOperation;
import org.apache.james.mailbox.model.SearchQuery.Sort;

/** SORT. */
final class SortRequest extends OrderedRequest {
    static final ImapCommand COMMAND = ImapCommand.selectedStateCommand("SORT");

    private final List<Sort> order;

    SortRequest(Tag tag, boolean useUids, SearchOperation search, List<Sort> order) {
        super(tag, COMMAND, useUids, search);
        this.order = List.copyOf(order);
    }

    List<Sort> order() {
        return order;
    }
}
