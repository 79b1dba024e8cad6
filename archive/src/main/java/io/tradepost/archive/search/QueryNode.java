package io.tradepost.archive.search;

import java.util.List;

/** A query as understood. Positions are offsets in the query, for messages. */
sealed interface QueryNode {
    /** All of them. */
    record And(List<QueryNode> parts) implements QueryNode {}

    /** Any of them. */
    record Or(List<QueryNode> parts) implements QueryNode {}

    /** Not this. */
    record Not(QueryNode part) implements QueryNode {}

    /**
     * Words somewhere in a field.
     *
     * @param field  where
     * @param words  as typed, without quotes
     * @param quoted whether they stood in quotes
     * @param prefix whether a star stood behind them
     */
    record Words(QueryField field, String words, boolean quoted, boolean prefix, int position) implements QueryNode {}

    /** A number or time within bounds, both included. */
    record Range(QueryField field, long from, long to) implements QueryNode {}

    /** One of a few given words, such as a direction. */
    record Keyword(QueryField field, String value) implements QueryNode {}

    /** Everything. */
    record Everything() implements QueryNode {}
}
