package io.tradepost.archive.search;

import java.util.List;

/**
 * A conversation.
 *
 * @param hits     oldest first
 * @param complete whether no bound was reached
 */
public record ThreadHits(List<SearchHits.Hit> hits, boolean complete) {}
