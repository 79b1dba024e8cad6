package io.tradepost.archive.search;

import io.tradepost.archive.mime.ParsedMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which messages a message says that it belongs to (RFC 5322 section 3.6.4). */
final class ThreadHeaders {
    /** Of a longer chain the ends say enough, and a hostile one can't tie hundreds of threads together. */
    private static final int MOST_AT_EACH_END = 20;

    private ThreadHeaders() {}

    /** Ids of the messages that this one answers, nearest first, with brackets; its own is not among them. */
    static Set<String> references(ParsedMessage message) {
        Set<String> ids = new LinkedHashSet<>(message.inReplyTo().reversed());
        List<String> chain = message.references();
        if (ids.size() > MOST_AT_EACH_END) {
            ids = new LinkedHashSet<>(ids.stream().limit(MOST_AT_EACH_END).toList());
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (i < MOST_AT_EACH_END || i >= chain.size() - MOST_AT_EACH_END) {
                ids.add(chain.get(i));
            }
        }
        ids.remove(message.messageId());
        return ids;
    }
}
