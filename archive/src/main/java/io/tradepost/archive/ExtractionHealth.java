package io.tradepost.archive;

/**
 * How the reading of attachments goes.
 *
 * @param state   {@code ok}, {@code off}, or in words what keeps it from working
 * @param waiting messages that the index holds without the text of an attachment that is still to be read
 * @param read    attachments read since the start
 * @param refused of these, how many could not be read, or not in full
 */
public record ExtractionHealth(String state, long waiting, long read, long refused) {}
