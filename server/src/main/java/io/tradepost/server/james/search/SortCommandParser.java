package io.tradepost.server.james.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.request.SearchOperation;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;
import org.apache.james.mailbox.model.SearchQuery.Sort;
import org.apache.james.mailbox.model.SearchQuery.Sort.Order;
import org.apache.james.mailbox.model.SearchQuery.Sort.SortClause;

/** Reads SORT (RFC 5256 section 3): {@code SORT (REVERSE DATE SUBJECT) UTF-8 UNSEEN}. */
public final class SortCommandParser extends OrderedSearchParser<List<Sort>> {
    private static final Map<String, SortClause> KEYS = Map.of(
            "ARRIVAL", SortClause.Arrival,
            "CC", SortClause.MailboxCc,
            "DATE", SortClause.SentDate,
            "FROM", SortClause.MailboxFrom,
            "SIZE", SortClause.Size,
            "SUBJECT", SortClause.BaseSubject,
            "TO", SortClause.MailboxTo);
    private static final int MOST_KEYS = 20;

    @Inject
    public SortCommandParser(StatusResponseFactory responses) {
        super(SortRequest.COMMAND, responses);
    }

    @Override
    List<Sort> order(ImapRequestLineReader request) throws DecodingException {
        List<Sort> sorts = new ArrayList<>();
        request.consumeChar('(');
        do {
            request.nextWordChar();
            sorts.add(key(request));
            if (sorts.size() > MOST_KEYS) {
                throw illegal("too many sort keys");
            }
        } while (request.nextChar() == ' ');
        request.consumeChar(')');
        return sorts;
    }

    private static Sort key(ImapRequestLineReader request) throws DecodingException {
        String word = word(request);
        boolean reverse = word.equals("REVERSE");
        if (reverse) {
            request.nextWordChar();
            word = word(request);
        }
        if (!KEYS.containsKey(word)) {
            throw illegal("unknown sort key");
        }
        return new Sort(KEYS.get(word), reverse ? Order.REVERSE : Order.NATURAL);
    }

    @Override
    ImapMessage message(Tag tag, boolean useUids, SearchOperation search, List<Sort> order) {
        return new SortRequest(tag, useUids, search, order);
    }
}
