/**
 * Near-duplicates: messages whose bodies are nearly the same, such as a quotation sent again with another price.
 *
 * <p>A body is seen as its set of {@link io.tradepost.archive.similar.Shingles shingles}: every run of five letters, digits
 * or ideographs, folded, with all else left out. Two bodies are as similar as the Jaccard coefficient of their sets, the
 * shingles they share among all that either has (Broder, "On the resemblance and containment of documents", 1997). The index
 * finds candidates by {@link io.tradepost.archive.similar.MinHash}; their coefficient is then computed from the messages, so
 * that a score is never an estimate.
 */
@NullMarked
package io.tradepost.archive.similar;

import org.jspecify.annotations.NullMarked;
