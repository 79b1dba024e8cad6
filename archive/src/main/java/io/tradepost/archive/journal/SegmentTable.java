package io.tradepost.archive.journal;

import java.util.function.LongConsumer;

/** Finds records in one segment: by sequence, and by the fingerprint of a delivery key. */
interface SegmentTable {
    /** Offset of a record's header in the segment; 0 if it holds no such record. */
    long offsetOf(long sequence);

    /** Gives the sequence of each record with this fingerprint; two keys may share one, so the caller must look. */
    void matches(long fingerprint, LongConsumer sequences);

    /** Sequence behind the last record. */
    long nextSequence();
}
