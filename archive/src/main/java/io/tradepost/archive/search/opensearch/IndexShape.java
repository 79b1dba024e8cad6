package io.tradepost.archive.search.opensearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Facet;
import io.tradepost.archive.search.Fields;
import java.util.List;

/** The settings and the mapping with which the index is made. */
final class IndexShape {
    /** Changed whenever the same message would be indexed otherwise, so that an older index is made anew. */
    static final String NOW = "5";

    static final String TERMS = "tp_terms";
    private static final String ASKED = "tp_asked";
    private static final int SHARDS = 3;
    /** A position has few terms of few letters, but for letters outside the basic plane. */
    private static final int LONGEST_POSITION = 4096;

    /** As between the values of a field in the embedded index. */
    private static final int GAP = 100;

    private static final List<String> TEXTS = List.of(
            Fields.SUBJECT,
            Fields.BODY,
            Fields.ATTACHMENT,
            Fields.FILENAME,
            Fields.FROM,
            Fields.TO,
            Fields.CC,
            Fields.BCC,
            Fields.PARTICIPANT,
            Fields.ACCOUNT);
    private static final List<String> PEOPLE =
            List.of(Fields.FROM, Fields.TO, Fields.CC, Fields.BCC, Fields.PARTICIPANT, Fields.ACCOUNT);
    private static final List<String> KEYWORDS = List.of(
            Fields.ID,
            Fields.MESSAGE_ID,
            Fields.REFERENCE,
            Fields.DIRECTION,
            Fields.CUSTOMER,
            Fields.ORDER,
            Fields.TAG,
            Fields.HAS,
            Fields.HOLD,
            Fields.NEAR);
    /** All that can be read back. */
    static final List<String> READABLE = List.of(
            Fields.SEQUENCE,
            Fields.LINK_EVENT,
            Fields.LABEL,
            Watermark.NEXT,
            Watermark.JOURNAL,
            Watermark.SHAPE,
            Watermark.UNPURGED);

    private IndexShape() {}

    static ObjectNode of(ObjectMapper mapper) {
        ObjectNode root = mapper.createObjectNode();
        settings(root.putObject("settings").putObject("index"));
        ObjectNode mappings = root.putObject("mappings").put("dynamic", "strict");
        READABLE.forEach(mappings.putObject("_source").putArray("includes")::add);
        properties(mappings.putObject("properties"));
        return root;
    }

    private static void settings(ObjectNode index) {
        index.put("number_of_shards", SHARDS);
        index.put("auto_expand_replicas", "0-1");
        // We say when.
        index.put("refresh_interval", "-1");
        // Whatever part of a segment is deleted: a purge must leave nothing.
        index.put("merge.policy.expunge_deletes_allowed", 0);
        ObjectNode analysis = index.putObject("analysis");
        analysis.putObject("tokenizer")
                .putObject("tp_positions")
                .put("type", "whitespace")
                .put("max_token_length", LONGEST_POSITION);
        ObjectNode filters = analysis.putObject("filter");
        filters.putObject("tp_alternatives")
                .put("type", "pattern_capture")
                .put("preserve_original", false)
                .putArray("patterns")
                .add(PlacedTerms.PATTERN);
        filters.putObject("tp_holes").put("type", "stop").putArray("stopwords").add(PlacedTerms.HOLE);
        ObjectNode analyzers = analysis.putObject("analyzer");
        analyzer(analyzers.putObject(TERMS), "tp_alternatives");
        analyzer(analyzers.putObject(ASKED), "tp_holes");
    }

    private static void analyzer(ObjectNode analyzer, String filter) {
        analyzer.put("type", "custom").put("tokenizer", "tp_positions");
        analyzer.putArray("filter").add(filter);
    }

    private static void properties(ObjectNode properties) {
        TEXTS.forEach(field -> properties
                .putObject(field)
                .put("type", "text")
                .put("analyzer", TERMS)
                .put("search_analyzer", ASKED)
                .put("norms", false)
                .put("position_increment_gap", GAP));
        PEOPLE.forEach(field -> keyword(properties.putObject(field + Fields.EXACT), false));
        KEYWORDS.forEach(field -> keyword(properties.putObject(field), false));
        for (Facet facet : Facet.values()) {
            if (facet != Facet.MONTH) {
                keyword(properties.putObject(field(facet)), true);
            }
        }
        keyword(properties.putObject(Fields.LABEL), false);
        properties.putObject(Fields.TIME).put("type", "date").put("format", "epoch_millis");
        for (String number : List.of(Fields.SEQUENCE, Fields.SIZE, Fields.LINK_EVENT)) {
            properties.putObject(number).put("type", "long");
        }
        properties.putObject(Watermark.NEXT).put("type", "long").put("index", false);
        properties.putObject(Watermark.UNPURGED).put("type", "boolean").put("index", false);
        keyword(properties.putObject(Watermark.JOURNAL), false);
        keyword(properties.putObject(Watermark.SHAPE), false);
    }

    private static void keyword(ObjectNode property, boolean counted) {
        property.put("type", "keyword").put("norms", false).put("doc_values", counted);
    }

    /** The field that holds what is counted. */
    static String field(Facet facet) {
        return "facet_" + facet.word();
    }
}
