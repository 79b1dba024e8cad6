package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Path;

/** Finds sealed segments that are not in the journal's folder any more. */
@FunctionalInterface
public interface KeptSegments {
    /** How the note ends that stands in the folder for a segment that was brought elsewhere. */
    String NOTE = ".kept";

    /** For a journal all of whose segments are in its folder. */
    KeptSegments NONE = note -> {
        throw ArchiveException.permanent(
                note.getFileName() + " says that a segment was brought to another store, but none is configured");
    };

    /** The segment that this note stands for. */
    SegmentSource find(Path note) throws IOException;
}
