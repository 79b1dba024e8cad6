package io.tradepost.archive;

/**
 * How far a long task is.
 *
 * @param step  what is being done: {@code verify}, {@code catalog}, {@code index}, {@code import}, {@code keys}
 * @param done  units done
 * @param total units in all; 0 when not known
 */
public record Progress(String step, long done, long total) {}
