package io.tradepost.archive.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.search.Fields;
import io.tradepost.archive.search.IndexQuery;
import java.util.List;

/** Turns a query of ours into OpenSearch's. */
final class OpenSearchQueries {
    /** Terms that the last of a phrase may become; of one that is a digit or two an index may hold more, and misses some. */
    private static final int MOST_ENDINGS = 100_000;

    private final ObjectMapper mapper;

    OpenSearchQueries(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    JsonNode of(IndexQuery query) {
        ObjectNode node = mapper.createObjectNode();
        switch (query) {
            case IndexQuery.Everything all -> node.putObject("match_all");
            case IndexQuery.Nothing none -> node.putObject("match_none");
            case IndexQuery.Term term ->
                node.putObject("term").putObject(term.field()).put("value", PlacedTerms.term(term.term()));
            case IndexQuery.Prefix prefix ->
                node.putObject("prefix").putObject(prefix.field()).put("value", PlacedTerms.term(prefix.start()));
            case IndexQuery.Phrase phrase ->
                node.putObject("match_phrase").putObject(phrase.field()).put("query", PlacedTerms.of(phrase.terms()));
            case IndexQuery.PhraseBeginning phrase ->
                node.putObject("match_phrase_prefix")
                        .putObject(phrase.field())
                        .put("query", PlacedTerms.of(phrase.terms()))
                        .put("max_expansions", MOST_ENDINGS);
            case IndexQuery.Range range -> range(node.putObject("range"), range);
            case IndexQuery.All all -> {
                ObjectNode bool = node.putObject("bool");
                parts(bool.putArray("filter"), all.must());
                parts(bool.putArray("must_not"), all.mustNot());
            }
            case IndexQuery.Any any -> {
                ObjectNode bool = node.putObject("bool");
                parts(bool.putArray("should"), any.parts());
                bool.put("minimum_should_match", 1);
            }
        }
        return node;
    }

    /** A bound that bounds nothing is left out: as a time it would lie outside of every calendar. */
    private static void range(ObjectNode node, IndexQuery.Range range) {
        ObjectNode bounds = node.putObject(range.field());
        if (range.from() > Long.MIN_VALUE) {
            bounds.put("gte", range.from());
        }
        if (range.to() < Long.MAX_VALUE) {
            bounds.put("lte", range.to());
        }
        if (range.field().equals(Fields.TIME)) {
            bounds.put("format", "epoch_millis");
        }
    }

    private void parts(ArrayNode array, List<IndexQuery> parts) {
        parts.forEach(part -> array.add(of(part)));
    }
}
