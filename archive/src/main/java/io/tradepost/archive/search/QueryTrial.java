package io.tradepost.archive.search;

import io.tradepost.archive.Link;
import io.tradepost.archive.derive.DerivedMessage;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Tries queries on a few messages in hand, without asking the index: whether a hold covers a message must not depend on how
 * far the index has come, or on whether it is there. What matches here is what matches there: a contract test compares.
 */
public final class QueryTrial {
    private QueryTrial() {}

    /**
     * A message as it was at some time.
     *
     * @param links as they were decided then
     */
    public record State(DerivedMessage message, List<Link> links) {}

    /**
     * What one query finds, as places in the list of the states.
     *
     * @param met  found
     * @param open perhaps found: the query asks for text of a message that was not read yet, or cannot be
     */
    public record Found(BitSet met, BitSet open) {
        private Found() {
            this(new BitSet(), new BitSet());
        }
    }

    /** Reads a query; {@link io.tradepost.archive.QueryException} if it is not understood. */
    public static void check(String query, ZoneId zone) {
        new QueryCompiler(query).compile(QueryParser.parse(query, zone));
    }

    /** For each query, what it finds. */
    public static List<Found> run(List<String> queries, List<State> states, ZoneId zone) {
        List<IndexQuery> compiled = queries.stream()
                .map(query -> new QueryCompiler(query).compile(QueryParser.parse(query, zone)))
                .toList();
        List<Found> found = new ArrayList<>();
        compiled.forEach(query -> found.add(new Found()));
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            EntryTerms terms =
                    new EntryTerms(EntryMaker.of(state.message(), state.links(), -1), unread(state.message()));
            for (int query = 0; query < compiled.size(); query++) {
                Answer answer = terms.answer(compiled.get(query));
                found.get(query).met().set(i, answer == Answer.YES);
                found.get(query).open().set(i, answer == Answer.OPEN);
            }
        }
        return found;
    }

    /** Fields that may say more than could be read so far. */
    static Set<String> unread(DerivedMessage message) {
        if (!message.parsed().unsearchable().isEmpty()) {
            return Set.of(Fields.BODY, Fields.ATTACHMENT);
        }
        boolean documents = message.documents().missing()
                || !message.documents().unsearchable().isEmpty();
        return documents ? Set.of(Fields.ATTACHMENT) : Set.of();
    }
}
