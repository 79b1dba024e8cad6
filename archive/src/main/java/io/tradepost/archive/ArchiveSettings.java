package io.tradepost.archive;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How an archive is opened.
 *
 * @param folder       the archive's own folder, {@code DATA/archive}; holds {@code journal/}, {@code index/} and, when the
 *                     catalog is embedded, {@code catalog/}
 * @param catalog      where the catalog lives
 * @param clock        source of record times
 * @param segmentBytes size at which a journal segment is sealed and a new one begun, 64 KiB to 1 GiB
 */
public record ArchiveSettings(Path folder, CatalogSettings catalog, Clock clock, long segmentBytes) {
    private static final long DEFAULT_SEGMENT_BYTES = 128L << 20;

    public ArchiveSettings {
        if (segmentBytes < 64 << 10 || segmentBytes > 1L << 30) {
            throw new IllegalArgumentException("a segment holds 64 KiB to 1 GiB, not " + segmentBytes + " bytes");
        }
    }

    /** Everything inside one folder, with the usual sizes. */
    public static ArchiveSettings embedded(Path folder) {
        return new ArchiveSettings(folder, CatalogSettings.embedded(folder), Clock.systemUTC(), DEFAULT_SEGMENT_BYTES);
    }

    /** The same with another catalog. */
    public ArchiveSettings withCatalog(CatalogSettings other) {
        return new ArchiveSettings(folder, other, clock, segmentBytes);
    }

    /** The same with another clock. */
    public ArchiveSettings withClock(Clock other) {
        return new ArchiveSettings(folder, catalog, other, segmentBytes);
    }

    /** The same with another segment size in bytes. */
    public ArchiveSettings withSegmentBytes(long other) {
        return new ArchiveSettings(folder, catalog, clock, other);
    }
}
