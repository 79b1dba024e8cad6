package io.tradepost.archive.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a scan of one segment gathers. Records of one commit are held back until its last one is seen, so that a crash in
 * the middle of it leaves none of them.
 */
final class ScannedRecords {
    private final long nextFirst;
    private final MemoryTable table;
    private final List<SegmentScanner.Whole> open = new ArrayList<>();
    private long end = SegmentHeader.LENGTH;

    /**
     * @param nextFirst first sequence of the next segment; records from there on are void
     */
    ScannedRecords(long first, long nextFirst) {
        this.nextFirst = nextFirst;
        this.table = new MemoryTable(first);
    }

    void add(SegmentScanner.Whole whole) {
        if (whole.header().sequence() < nextFirst) {
            open.add(whole);
            if (!whole.header().moreFollows()) {
                keepAll();
            }
        }
    }

    /** Keeps what was seen of a commit, since its records were durable once. */
    void keepAll() {
        for (SegmentScanner.Whole whole : open) {
            RecordHeader header = whole.header();
            table.add(header.sequence(), whole.offset(), header.fingerprint());
            end = whole.offset() + header.totalLength();
        }
        open.clear();
    }

    /** Drops the beginning of a commit whose end is missing; the tail is then longer than the one that was found. */
    Optional<SegmentScanner.Tail> takeUnfinished(long limit, Optional<SegmentScanner.Tail> found) {
        if (open.isEmpty()) {
            return found;
        }
        long from = open.getFirst().offset();
        open.clear();
        return Optional.of(new SegmentScanner.Tail(from, limit, "the last records of a commit are missing"));
    }

    MemoryTable table() {
        return table;
    }

    /** Offset behind the last record kept. */
    long end() {
        return end;
    }
}
