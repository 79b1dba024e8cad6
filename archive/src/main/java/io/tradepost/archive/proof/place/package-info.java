/**
 * Where evidence is kept: below the archive's own folder, and in second places (a folder on another machine's disk, a bucket,
 * a mailbox outside) that tell on whoever changes the first.
 *
 * <p>Layout, in every place that can be read, below a folder named after the journal's id (the archive's own has no such
 * folder): {@code keys}, one verifier key a line, the first one made first; {@code checkpoint/<size>}, signed notes, the size
 * in groups of three digits as in C2SP tlog-tiles; {@code checkpoint/<size>.tst}, their RFC 3161 tokens; {@code
 * checkpoint/newest}, a copy of the newest; {@code checkpoint/newest-stamped}, the size of the newest with a token; {@code tile/0/…}, leaf hashes (C2SP tlog-tiles).
 *
 * <p>Which checkpoint is the newest is said by a file that is replaced, and so can be put back by whoever writes there: whoever
 * does not trust it takes the one over most records of all that are there. A bucket keeps every version, and the first counts.
 *
 * <p>Invariants: what stands in a second place is added to, never replaced by something else.
 */
@NullMarked
package io.tradepost.archive.proof.place;

import org.jspecify.annotations.NullMarked;
