package io.tradepost.archive.journal;

import java.io.IOException;
import java.util.Optional;

/**
 * How the records of one segment are laid out. The segment's header says which; new segments are of the newest version,
 * older ones stay as they are and readable for ever.
 */
public enum RecordFormat {
    /** Content stands as it was received; the header holds one length and one SHA-256. */
    V1(1, 128, 80),
    /** The header holds length and SHA-256 both of what was received and of what is stored. */
    V2(2, 168, 120);

    /** What new segments are. */
    public static final RecordFormat NEWEST = V2;

    private final int version;
    private final int headerLength;
    private final int leafCovers;

    RecordFormat(int version, int headerLength, int leafCovers) {
        this.version = version;
        this.headerLength = headerLength;
        this.leafCovers = leafCovers;
    }

    /** The number in the segment's header. */
    public int version() {
        return version;
    }

    /** Bytes of a record's fixed part. */
    public int headerLength() {
        return headerLength;
    }

    /** Leading bytes of a record's fixed part that the leaf hash covers. */
    int leafCovers() {
        return leafCovers;
    }

    /** Where the 32 bytes of the leaf hash stand: behind two checksums. */
    int leafAt() {
        return leafCovers + 8;
    }

    /** Where the checksum of the fixed part stands: in its last four bytes. */
    int checksumAt() {
        return headerLength - 4;
    }

    /** The format of this number, if this version of the program reads it. */
    public static Optional<RecordFormat> of(int version) {
        for (RecordFormat format : values()) {
            if (format.version == version) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** What a segment file is; by its first record when its header is damaged. */
    static RecordFormat of(SegmentSource segment, java.util.UUID journal) throws IOException {
        if (segment.format().isPresent()) {
            return segment.format().get();
        }
        byte[] start;
        try (SegmentSource.Reader in = segment.open()) {
            start = in.bytes(0, (int) Math.min(segment.size(), SegmentHeader.LENGTH + NEWEST.headerLength));
        }
        Optional<SegmentHeader> header = SegmentHeader.decode(start);
        if (header.isPresent()) {
            return header.get().format();
        }
        byte[] first = java.util.Arrays.copyOfRange(
                start, Math.min(start.length, SegmentHeader.LENGTH), SegmentHeader.LENGTH + V1.headerLength);
        return RecordHeader.decode(V1, journal, first).isPresent() ? V1 : NEWEST;
    }
}
