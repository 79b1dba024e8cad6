package io.tradepost.archive.search;

import java.util.List;

/** A query in terms of an index: what every engine must be able to find. It filters and does not rank. */
public sealed interface IndexQuery {
    /** Every entry. */
    record Everything() implements IndexQuery {}

    /** No entry. */
    record Nothing() implements IndexQuery {}

    /** Entries whose field holds this very term. */
    record Term(String field, String term) implements IndexQuery {}

    /** Entries whose field holds a term that begins so. */
    record Prefix(String field, String start) implements IndexQuery {}

    /** Entries whose field holds these terms at these distances from each other. */
    record Phrase(String field, List<Placed> terms) implements IndexQuery {}

    /** The same, but the last of them, of two or more, is only how a term begins. */
    record PhraseBeginning(String field, List<Placed> terms) implements IndexQuery {}

    /** Entries whose number lies within these bounds, both included. */
    record Range(String field, long from, long to) implements IndexQuery {}

    /** Entries that match all of the first and none of the second; with no first, all but the second. */
    record All(List<IndexQuery> must, List<IndexQuery> mustNot) implements IndexQuery {}

    /** Entries that match any of these. */
    record Any(List<IndexQuery> parts) implements IndexQuery {}

    /**
     * A term of a phrase.
     *
     * @param position 0 for the first
     */
    record Placed(String term, int position) {}

    /** Any of these, or the one if it is one, or nothing if it is none. */
    static IndexQuery any(List<IndexQuery> parts) {
        return switch (parts.size()) {
            case 0 -> new Nothing();
            case 1 -> parts.getFirst();
            default -> new Any(List.copyOf(parts));
        };
    }
}
