package io.tradepost.archive.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The document that says up to where the index holds which journal. It has no sequence, and every search asks for one, so no
 * search finds it.
 *
 * @param next     first sequence that the index does not hold for sure
 * @param journal  whose records they are
 * @param shape    how messages are indexed
 * @param unpurged whether something was forgotten and not yet removed from the files
 */
record Watermark(long next, String journal, String shape, boolean unpurged) {
    static final String ID = "watermark";
    static final String NEXT = "next";
    static final String JOURNAL = "journal";
    static final String SHAPE = "shape";
    static final String UNPURGED = "unpurged";

    static Watermark of(JsonNode source) {
        return new Watermark(
                source.path(NEXT).asLong(0),
                source.path(JOURNAL).asText(""),
                source.path(SHAPE).asText(""),
                source.path(UNPURGED).asBoolean(false));
    }

    ObjectNode into(ObjectNode node) {
        return node.put(NEXT, next).put(JOURNAL, journal).put(SHAPE, shape).put(UNPURGED, unpurged);
    }
}
