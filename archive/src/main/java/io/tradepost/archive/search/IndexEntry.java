package io.tradepost.archive.search;

import io.tradepost.archive.Facet;
import io.tradepost.archive.MessageId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the index keeps of one message.
 *
 * @param linkEvent sequence of the newest decision on its links; -1 if there is none
 * @param numbers   by field; found by range
 * @param keywords  by field; found whole or by how they begin
 * @param texts     by field, in one or more values that no phrase bridges; found by {@link TextTokens} and their positions
 * @param facets    what is counted; months follow from {@link Fields#TIME}
 * @param labels    what the next version of the entry must know of this one: {@code hold:NAME} of each hold that the message is
 *                  under, {@code former:SEQUENCE} of each decision on its links but the newest
 */
public record IndexEntry(
        MessageId id,
        long sequence,
        long linkEvent,
        Map<String, Long> numbers,
        Map<String, Set<String>> keywords,
        Map<String, List<String>> texts,
        Map<Facet, Set<String>> facets,
        Set<String> labels) {}
