/**
 * Time-stamps of tree heads from an authority of somebody else (RFC 3161): they say that a head existed at a time, whatever
 * our own clock or key may have said.
 *
 * <p>Invariants: a token is kept only after imprint, nonce, policy and the signer's certificate were checked; an authority
 * that does not answer is asked again later and holds nothing up (law L9).
 */
@NullMarked
package io.tradepost.archive.proof.stamp;

import org.jspecify.annotations.NullMarked;
