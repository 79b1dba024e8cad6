package io.tradepost.archive;

/**
 * A message on whose links nothing was ever decided, with what the matcher needs to decide.
 *
 * @param content as it was received
 */
public record Undecided(MessageId id, Direction direction, Envelope envelope, Content content) {}
