package io.tradepost.archive.search;

import java.util.List;
import java.util.Optional;

/**
 * What the index answers.
 *
 * @param total how many messages match
 * @param hits  this page, newest first
 * @param next  cursor of the page after
 */
public record SearchHits(long total, List<Hit> hits, Optional<String> next) {
    /**
     * One message.
     *
     * @param sequence   of its delivery
     * @param linkEvent  sequence of the newest decision on its links; -1 if there is none
     * @param snippet    the place that matched; empty if the first text serves as well
     */
    public record Hit(long sequence, long linkEvent, String snippet) {}
}
