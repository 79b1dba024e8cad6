package io.tradepost.archive;

/** A value of a {@link Facet} and how many of the matching messages have it. */
public record FacetCount(String value, long count) {}
