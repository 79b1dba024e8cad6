package io.tradepost.archive.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.search.Fields;
import io.tradepost.archive.search.IndexQuery;
import io.tradepost.archive.search.SearchIndex;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index in an OpenSearch cluster. */
public final class OpenSearchIndex implements SearchIndex {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchIndex.class);
    private static final Duration SEARCH = Duration.ofSeconds(30);
    private static final Duration WORK = Duration.ofSeconds(60);
    private static final Duration MERGE = Duration.ofMinutes(30);
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final Cluster cluster;
    private final ObjectMapper mapper;
    private final OpenSearchQueries queries;
    private final BulkWriter bulk;
    private final String journal;
    private final long journalEnd;
    private final String path;
    private final ZoneId zone;
    private volatile boolean ready;
    private long savedNext;
    private boolean unpurged;

    /**
     * Connects to nothing yet.
     *
     * @param zone whose months are counted
     */
    public OpenSearchIndex(OpenSearchSettings settings, Journal journal, ZoneId zone) {
        this.cluster = new Cluster(settings);
        this.mapper = cluster.mapper();
        this.queries = new OpenSearchQueries(mapper);
        this.path = "/" + settings.index();
        this.bulk = new BulkWriter(cluster, path);
        this.journal = journal.id().toString();
        this.journalEnd = journal.nextSequence();
        this.zone = zone;
    }

    /** What is written twice is the same as written once, so it always goes on from what the cluster says. */
    @Override
    public long resume(long written) {
        Optional<Watermark> found = watermark();
        if (found.isEmpty()) {
            create();
            return 0;
        }
        Watermark mark = found.get();
        if (!mark.journal().equals(journal)) {
            throw ArchiveException.temporary(
                    "the index belongs to another journal; rebuild to use it for this one",
                    new IllegalStateException(mark.journal()));
        }
        boolean beyond = written < 0 && mark.next() > journalEnd;
        if (beyond || !mark.shape().equals(IndexShape.NOW)) {
            LOG.warn("the index {} does not fit this journal; it is made anew", path);
            clear();
            return 0;
        }
        savedNext = mark.next();
        unpurged = mark.unpurged();
        ready = true;
        return savedNext;
    }

    @Override
    public void write(Batch batch) {
        if (!batch.forgotten().isEmpty() && !unpurged) {
            unpurged = true;
            save(savedNext);
        }
        bulk.write(batch);
    }

    @Override
    public void show() {
        cluster.ask("POST", path + "/_refresh", NOTHING, WORK);
    }

    @Override
    public void save(long next) {
        ObjectNode mark = new Watermark(next, journal, IndexShape.NOW, unpurged).into(mapper.createObjectNode());
        cluster.ask("PUT", path + "/_doc/" + Watermark.ID, mark, WORK);
        savedNext = next;
    }

    /**
     * Deleted entries stay in the files as long as a replica might still ask for them, which the cluster settles with itself
     * every few seconds. So the count of deleted entries decides whether it is done.
     */
    @Override
    public void purge() {
        cluster.ask("POST", path + "/_flush?force=true&wait_if_ongoing=true", NOTHING, WORK);
        cluster.ask("POST", path + "/_forcemerge?only_expunge_deletes=true&flush=true", NOTHING, MERGE);
        long deleted = cluster.ask("GET", path + "/_stats/docs", NOTHING, WORK)
                .at("/_all/total/docs/deleted")
                .asLong(1);
        if (deleted == 0) {
            unpurged = false;
            save(savedNext);
            cluster.ask("POST", path + "/_flush?force=true&wait_if_ongoing=true", NOTHING, WORK);
        }
    }

    @Override
    public boolean unpurged() {
        return unpurged;
    }

    @Override
    public void clear() {
        Cluster.Answer gone = cluster.send("DELETE", path, NOTHING, WORK);
        if (gone.status() >= 300 && !gone.isNotFound()) {
            throw Cluster.refused(path, gone);
        }
        create();
    }

    @Override
    public Found find(IndexQuery query, Optional<Place> after, int most) {
        ObjectNode body = search(query, most);
        body.put("track_total_hits", true);
        body.putArray("sort")
                .add(mapper.createObjectNode().put(Fields.TIME, "desc"))
                .add(mapper.createObjectNode().put(Fields.SEQUENCE, "desc"));
        after.ifPresent(place -> body.putArray("search_after").add(place.time()).add(place.sequence()));
        body.putArray("docvalue_fields").add(Fields.LINK_EVENT);
        Cluster.Answer answer = cluster.send("POST", path + "/_search", body, SEARCH);
        if (answer.status() >= 300) {
            throw answer.body().toString().contains("too_many_")
                    ? ArchiveException.permanent("the query has too many conditions")
                    : Cluster.refused(path, answer);
        }
        JsonNode hits = answer.body().path("hits");
        List<Entry> entries = new ArrayList<>();
        for (JsonNode hit : hits.path("hits")) {
            JsonNode sort = hit.path("sort");
            entries.add(new Entry(
                    new Place(sort.path(0).asLong(), sort.path(1).asLong()),
                    hit.path("fields").path(Fields.LINK_EVENT).path(0).asLong(-1)));
        }
        return new Found(hits.path("total").path("value").asLong(), entries);
    }

    @Override
    public Map<Facet, List<FacetCount>> count(IndexQuery query, Set<Facet> facets, int most) {
        ObjectNode body = search(query, 0);
        ObjectNode aggregations = body.putObject("aggs");
        facets.forEach(facet -> FacetRequest.add(aggregations.putObject(facet.word()), facet, most, zone));
        JsonNode answers = cluster.ask("POST", path + "/_search", body, SEARCH).path("aggregations");
        Map<Facet, List<FacetCount>> counts = new EnumMap<>(Facet.class);
        facets.forEach(facet -> counts.put(facet, FacetRequest.read(answers.path(facet.word()), most)));
        return counts;
    }

    @Override
    public Optional<Known> known(MessageId id) {
        Cluster.Answer answer = cluster.send("GET", path + "/_doc/" + id.value(), NOTHING, SEARCH);
        if (answer.isNotFound() && answer.body().path("found").isBoolean()) {
            return Optional.empty();
        }
        if (answer.status() >= 300) {
            throw Cluster.refused(path, answer);
        }
        JsonNode source = answer.body().path("_source");
        Set<String> labels = new LinkedHashSet<>();
        source.path(Fields.LABEL).forEach(label -> labels.add(label.asText()));
        return Optional.of(new Known(
                source.path(Fields.SEQUENCE).asLong(),
                source.path(Fields.LINK_EVENT).asLong(-1),
                labels));
    }

    @Override
    public void close() {
        cluster.close();
    }

    private ObjectNode search(IndexQuery query, int most) {
        if (!ready) {
            // An index that was never looked at may be another journal's.
            throw ArchiveException.temporary("the index is away", new IllegalStateException("never reached"));
        }
        ObjectNode body = mapper.createObjectNode();
        body.put("size", most);
        body.put("_source", false);
        body.set("query", queries.of(query));
        return body;
    }

    private Optional<Watermark> watermark() {
        Cluster.Answer answer = cluster.send("GET", path + "/_doc/" + Watermark.ID, NOTHING, WORK);
        if (answer.isNotFound()) {
            return Optional.empty();
        }
        if (answer.status() >= 300) {
            throw Cluster.refused(path, answer);
        }
        return Optional.of(Watermark.of(answer.body().path("_source")));
    }

    private void create() {
        Cluster.Answer made = cluster.send("PUT", path, IndexShape.of(mapper), WORK);
        boolean exists = made.body().path("error").path("type").asText("").equals("resource_already_exists_exception");
        if (made.status() >= 300 && !exists) {
            throw Cluster.refused(path, made);
        }
        unpurged = false;
        save(0);
        ready = true;
    }
}
