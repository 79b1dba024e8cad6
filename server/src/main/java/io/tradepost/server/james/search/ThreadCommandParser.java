package io.tradepost.server.james.search;

import io.tradepost.mailbox.search.ThreadAlgorithm;
import java.util.Arrays;
import javax.inject.Inject;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.api.message.request.SearchOperation;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;

/** Reads THREAD (RFC 5256 section 3): {@code THREAD REFERENCES UTF-8 SINCE 1-Nov-2026}. */
public final class ThreadCommandParser extends OrderedSearchParser<ThreadAlgorithm> {
    @Inject
    public ThreadCommandParser(StatusResponseFactory responses) {
        super(ThreadRequest.COMMAND, responses);
    }

    @Override
    ThreadAlgorithm order(ImapRequestLineReader request) throws DecodingException {
        String name = word(request);
        return Arrays.stream(ThreadAlgorithm.values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> illegal("unknown threading algorithm"));
    }

    @Override
    ImapMessage message(Tag tag, boolean useUids, SearchOperation search, ThreadAlgorithm order) {
        return new ThreadRequest(tag, useUids, search, order);
    }
}
