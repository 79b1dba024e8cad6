package io.tradepost.server.config;

/**
 * A value that some layer says for a leaf.
 *
 * @param value of the leaf's Java type, without {@link java.util.Optional} around it
 */
record Setting(Object value, Source source) {}
