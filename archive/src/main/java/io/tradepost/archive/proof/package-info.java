/**
 * What makes the journal evidence: a Merkle tree over all records ({@code tree}), its heads signed at intervals
 * ({@code note}, C2SP tlog-checkpoint) and time-stamped ({@code stamp}, RFC 3161), kept in second places that whoever owns
 * this machine's disks does not own ({@code place}), and the check of everything against everything ({@code verify}).
 *
 * <p>Layout, below {@code DATA/archive/proof/}: {@code signing-key} is the secret (0600), sealed with a key of {@code keys/}; {@code tile/}, {@code checkpoint/}
 * and {@code keys} are derived from the journal, in the same layout that second places have; {@code verify/} is where an
 * interrupted check goes on from.
 *
 * <p>Invariants: nothing is signed that does not continue what was signed before, here or at any second place that can be
 * asked; what goes wrong here never holds mail up (law L9) and is said in the archive's health.
 */
@NullMarked
package io.tradepost.archive.proof;

import org.jspecify.annotations.NullMarked;
