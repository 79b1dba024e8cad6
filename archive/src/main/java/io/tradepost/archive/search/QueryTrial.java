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

    /** Reads a query; {@link io.tradepost.archive.QueryException} if it is not understood. */
    public static void check(String query, ZoneId zone) {
        new QueryCompiler(query).compile(QueryParser.parse(query, zone));
    }

    /** For each query, the places in the list of the states that it finds. */
    public static List<BitSet> run(List<String> queries, List<State> states, ZoneId zone) {
        List<IndexQuery> compiled = queries.stream()
                .map(query -> new QueryCompiler(query).compile(QueryParser.parse(query, zone)))
                .toList();
        List<BitSet> found = new ArrayList<>();
        compiled.forEach(query -> found.add(new BitSet()));
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            EntryTerms terms = new EntryTerms(EntryMaker.of(state.message(), state.links(), -1, Set.of()));
            for (int query = 0; query < compiled.size(); query++) {
                found.get(query).set(i, terms.match(compiled.get(query)));
            }
        }
        return found;
    }
}
