package io.tradepost.archive;

/**
 * A piece of a snippet that a query matched.
 *
 * @param start offset in UTF-16 code units, as Java and JavaScript count
 * @param end   offset behind it
 */
public record Highlight(int start, int end) {}
