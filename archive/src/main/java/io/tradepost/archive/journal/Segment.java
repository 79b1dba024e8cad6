package io.tradepost.archive.journal;

import java.nio.file.Path;

/** A segment file, how its records are laid out, and the table that finds records in it. */
final class Segment {
    private final Path file;
    private final RecordFormat format;
    private final long first;
    private final int damagedRegions;
    private volatile SegmentSource source;
    private volatile SegmentTable table;
    private volatile long end;

    /**
     * @param source         where it is read from
     * @param end            offset behind the last durable record
     * @param damagedRegions regions known to be no records
     */
    Segment(
            SegmentSource source,
            Path file,
            RecordFormat format,
            long first,
            SegmentTable table,
            long end,
            int damagedRegions) {
        this.source = source;
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

    /** Where it is now; it may move before that is used. To read it, take {@link #reading}. */
    SegmentSource source() {
        return source;
    }

    /** The segment wherever it is when it is opened: its file may go the moment it stands elsewhere. */
    SegmentSource reading() {
        return new MovingSource(this::source);
    }

    void readFrom(SegmentSource other) {
        source = other;
    }

    /** Where it is, or was before it was brought elsewhere. */
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

    /** Whether it was let go of. */
    boolean isGone() {
        return table instanceof GoneSegment;
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
