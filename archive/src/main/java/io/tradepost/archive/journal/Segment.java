package io.tradepost.archive.journal;

import java.nio.file.Path;

/** A segment file, how its records are laid out, and the table that finds records in it. */
final class Segment {
    private final Path file;
    private final RecordFormat format;
    private final long first;
    private final int damagedRegions;
    private volatile SegmentTable table;
    private volatile long end;

    /**
     * @param end            offset behind the last durable record
     * @param damagedRegions regions known to be no records
     */
    Segment(Path file, RecordFormat format, long first, SegmentTable table, long end, int damagedRegions) {
        this.file = file;
        this.format = format;
        this.first = first;
        this.table = table;
        this.end = end;
        this.damagedRegions = damagedRegions;
    }

    int damagedRegions() {
        return damagedRegions;
    }

    RecordFormat format() {
        return format;
    }

    Path file() {
        return file;
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    long first() {
        return first;
    }

    SegmentTable table() {
        return table;
    }

    void replaceTable(SegmentTable other) {
        table = other;
    }

    long end() {
        return end;
    }

    void extendTo(long newEnd) {
        end = newEnd;
    }
}
