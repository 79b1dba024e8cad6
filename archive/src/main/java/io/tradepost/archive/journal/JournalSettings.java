package io.tradepost.archive.journal;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How a journal is opened.
 *
 * @param folder       where the segments lie; made if absent
 * @param segmentBytes size from which a segment is sealed
 * @param clock        source of record times
 * @param files        the file system written to
 * @param kept         finds segments that were brought elsewhere
 * @param forgetting   whether a sealed segment may be let go of; never so for evidence
 */
public record JournalSettings(
        Path folder, long segmentBytes, Clock clock, JournalFiles files, KeptSegments kept, boolean forgetting) {
    /** One that forgets nothing. */
    public JournalSettings(Path folder, long segmentBytes, Clock clock, JournalFiles files, KeptSegments kept) {
        this(folder, segmentBytes, clock, files, kept, false);
    }

    /** With all segments in the folder. */
    public JournalSettings(Path folder, long segmentBytes, Clock clock, JournalFiles files) {
        this(folder, segmentBytes, clock, files, KeptSegments.NONE);
    }

    /** The same for a journal that may let go of sealed segments. */
    public JournalSettings allowingToForget() {
        return new JournalSettings(folder, segmentBytes, clock, files, kept, true);
    }

    /** On the real file system. */
    public static JournalSettings of(Path folder, long segmentBytes, Clock clock) {
        return new JournalSettings(folder, segmentBytes, clock, new DiskFiles());
    }
}
