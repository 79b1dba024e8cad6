/**
 * The check of everything against everything: each record against its own hashes, the tree over all of them against every
 * signed head that can be found, here and in second places, and the leaves against those that second places keep, which
 * tells which record it is.
 *
 * <p>Invariants: what is checked is read from the files, never from a table or a cache; a place that can't be asked makes a
 * check say less, never say that all is well where something is known to be wrong.
 */
@NullMarked
package io.tradepost.archive.proof.verify;

import org.jspecify.annotations.NullMarked;
