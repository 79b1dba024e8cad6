/**
 * Where sealed segments are kept for good, once nothing is written to them any more.
 *
 * <p>{@link io.tradepost.archive.segment.SegmentStore} is the seam: a folder of read-only files, or an S3 bucket whose
 * Object Lock lets nobody delete or replace an object before its date, not even its owner.
 * {@link io.tradepost.archive.segment.SegmentKeeper} brings sealed segments there behind the flow of mail, tries again while
 * the store is away, and leaves a note {@code <segment>.tpj.kept} in the journal's folder for each that is there. Where that
 * is configured the file here then goes, and is read by ranges from the store, with blocks kept here for a while.
 *
 * <p>Invariants: a file goes only after its note is durable, and the note comes only after the store has the bytes with the
 * right SHA-256; a store that is away delays nothing but itself (law L9).
 */
@NullMarked
package io.tradepost.archive.segment;

import org.jspecify.annotations.NullMarked;
