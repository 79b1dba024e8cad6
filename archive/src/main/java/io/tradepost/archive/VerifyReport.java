package io.tradepost.archive;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a check of every record found.
 *
 * @param records  records that were read and whose hashes are right
 * @param segments segment files looked at
 * @param bytes    bytes read
 * @param problems in journal order, so that the first names the first bad record; at most 1000 are listed
 * @param notices  things worth knowing that are no damage
 * @param bad      records that are damaged, missing, or not those that were signed, as far as could be told
 * @param compared what the tree over the records was compared with
 */
public record VerifyReport(
        long records,
        int segments,
        long bytes,
        List<Problem> problems,
        List<String> notices,
        long bad,
        List<Compared> compared) {
    public VerifyReport {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
        compared = List.copyOf(compared);
    }

    /** Of the journal alone. */
    public VerifyReport(long records, int segments, long bytes, List<Problem> problems, List<String> notices) {
        this(records, segments, bytes, problems, notices, 0, List.of());
    }

    /** The sequence of the first bad record, if one can be named. */
    public OptionalLong firstBad() {
        return problems.stream()
                .mapToLong(Problem::sequence)
                .filter(sequence -> sequence >= 0)
                .min();
    }

    /** Whether nothing is wrong. */
    public boolean intact() {
        return problems.isEmpty();
    }

    /**
     * One thing that is wrong.
     *
     * @param segment  file name of the segment; empty when the problem is not in one file
     * @param offset   byte in the segment where the bad region begins; -1 when there is none
     * @param sequence sequence number that is affected, the first when several are; -1 when it can't be told
     * @param message  what is wrong, for a person
     */
    public record Problem(String segment, long offset, long sequence, String message) {}

    /**
     * Signed heads that the tree was compared with.
     *
     * @param place       {@code journal}, {@code proof} or the name of a second place
     * @param checkpoints that were right
     * @param stamps      time-stamps that were right
     * @param newest      records that the newest checkpoint there speaks of; 0 if there is none
     */
    public record Compared(String place, long checkpoints, long stamps, long newest) {}
}
