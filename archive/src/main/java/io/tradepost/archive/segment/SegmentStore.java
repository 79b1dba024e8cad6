package io.tradepost.archive.segment;

import io.tradepost.archive.journal.SegmentSource;
import java.nio.file.Path;

/**
 * Keeps sealed segments. Every method throws a temporary {@link io.tradepost.archive.ArchiveException} when the store can't
 * be reached, and a permanent one when it holds other bytes under a segment's name or can't protect what it is given.
 */
public interface SegmentStore extends AutoCloseable {
    /** For people. */
    String place();

    /**
     * Keeps a copy of a sealed segment. When this returns it is durable in the store and protected there. What is there
     * already is not brought again.
     *
     * @param sealed a segment file of the journal that is not written any more
     */
    KeptSegment keep(Path sealed);

    /** A kept segment, to be read by ranges. */
    SegmentSource source(KeptSegment kept);

    /** Whether what is kept is apart from the journal's folder, so that the file there may go. */
    boolean apart();

    @Override
    void close();
}
