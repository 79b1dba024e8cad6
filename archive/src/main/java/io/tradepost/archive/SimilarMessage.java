package io.tradepost.archive;

/**
 * A message that is nearly the same as another.
 *
 * @param score 0 to 1: what the two bodies share of all that either says; 1 for equal bodies
 */
public record SimilarMessage(ArchivedMessage message, double score) {}
