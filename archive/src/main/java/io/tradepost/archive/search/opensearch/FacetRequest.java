package io.tradepost.archive.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.search.Fields;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How a facet is asked of the cluster. */
final class FacetRequest {
    /** Each shard gives so many, so that what is frequent over all is not missed for being rare in one. */
    private static final int MOST_OF_A_SHARD = 10_000;

    private FacetRequest() {}

    static void add(ObjectNode request, Facet facet, int most, ZoneId zone) {
        if (facet == Facet.MONTH) {
            ObjectNode months = request.putObject("date_histogram");
            months.put("field", Fields.TIME)
                    .put("calendar_interval", "month")
                    .put("format", "yyyy-MM")
                    .put("time_zone", zone.getId().equals("Z") ? "UTC" : zone.getId())
                    .put("min_doc_count", 1);
            months.putObject("order").put("_key", "desc");
            return;
        }
        ObjectNode terms = request.putObject("terms");
        terms.put("field", IndexShape.field(facet))
                .put("size", most)
                .put("shard_size", Math.max(most, MOST_OF_A_SHARD));
        ObjectMapper mapper = new ObjectMapper();
        terms.putArray("order")
                .add(mapper.createObjectNode().put("_count", "desc"))
                .add(mapper.createObjectNode().put("_key", "asc"));
    }

    static List<FacetCount> read(JsonNode answer, int most) {
        List<FacetCount> counts = new ArrayList<>();
        for (JsonNode bucket : answer.path("buckets")) {
            String value =
                    bucket.path("key_as_string").asText(bucket.path("key").asText());
            if (counts.size() < most) {
                counts.add(new FacetCount(value, bucket.path("doc_count").asLong()));
            }
        }
        return counts;
    }
}
