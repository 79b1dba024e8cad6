package io.tradepost.archive;

import java.util.List;
import java.util.Optional;

/**
 * One page of an answer, newest first.
 *
 * @param total how many messages match in all
 * @param items this page
 * @param next  cursor of the page after; empty on the last
 */
public record SearchPage(long total, List<ArchivedMessage> items, Optional<String> next) {}
