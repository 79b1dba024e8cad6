package io.tradepost.archive.journal;

import io.tradepost.archive.VerifyReport.Problem;
import java.util.List;

/** Is shown every whole record while a journal is checked, in order. */
public interface RecordVisitor {
    /**
     * A record whose own hashes are right.
     *
     * @param segment file name
     * @param offset  where it begins there
     * @param header  its fixed part; the leaf hash in it was computed again
     * @param meta    its metadata
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
    record Visited(String segment, long offset, RecordHeader header, byte[] meta) {}

    /**
     * How far a check is, so that it can go on from there.
     *
     * @param segment  first sequence of the first segment that was not looked at
     * @param records  good records so far
     * @param bytes    bytes read so far
     * @param expected sequence that should come next
     * @param problems what was found so far
     * @param notices  what was noted so far
     */
    record Mark(long segment, long records, long bytes, long expected, List<Problem> problems, List<String> notices) {
        public Mark {
            problems = List.copyOf(problems);
            notices = List.copyOf(notices);
        }

        /** Nothing was looked at yet. */
        public static Mark start() {
            return new Mark(0, 0, 0, 0, List.of(), List.of());
        }
    }

    /** A record that is good in itself. */
    void visit(Visited record);

    /** A segment is done, and not the last one. */
    void segmentDone(Mark mark);
}
