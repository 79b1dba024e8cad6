package io.tradepost.archive;

/**
 * What {@link Archive#capture} answers once a delivery is durable.
 *
 * @param id       the archive's name of it
 * @param sequence its place in the journal, from 0
 * @param sha256   lower-case hexadecimal SHA-256 of the content
 * @param repeated whether this key had been archived before, so that nothing new was written
 */
public record Receipt(MessageId id, long sequence, String sha256, boolean repeated) {}
