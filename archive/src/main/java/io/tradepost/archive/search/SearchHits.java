package io.tradepost.archive.search;

import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.Highlight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the index answers.
 *
 * @param total  how many messages match
 * @param hits   this page, newest first
 * @param next   cursor of the page after
 * @param facets what was asked to be counted, over all that match
 */
public record SearchHits(long total, List<Hit> hits, Optional<String> next, Map<Facet, List<FacetCount>> facets) {
    /**
     * One message.
     *
     * @param sequence   of its delivery
     * @param linkEvent  sequence of the newest decision on its links; -1 if there is none
     * @param snippet    the place that matched; empty if the first text serves as well
     * @param highlights what in the snippet matched
     */
    public record Hit(long sequence, long linkEvent, String snippet, List<Highlight> highlights) {}
}
