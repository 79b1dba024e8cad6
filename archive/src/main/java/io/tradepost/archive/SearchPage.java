package io.tradepost.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of an answer, newest first.
 *
 * @param total      how many messages match in all
 * @param items      this page
 * @param next       cursor of the page after; empty on the last
 * @param highlights what of a message's snippet matched; none where the snippet is the message's first text
 * @param facets     what was asked to be counted, over all that match
 */
public record SearchPage(
        long total,
        List<ArchivedMessage> items,
        Optional<String> next,
        Map<MessageId, List<Highlight>> highlights,
        Map<Facet, List<FacetCount>> facets) {}
