package io.tradepost.trade.text;

/**
 * A number of the trade database, found in a text.
 *
 * @param skeleton see {@link Skeleton}
 * @param written  as it stands in the text
 * @param start    offset of its first character in the text after NFKC
 * @param bare     pure digits of eight or more without a cue word: a hint and no more
 */
public record FoundNumber(String skeleton, String written, int start, boolean bare) {}
