package io.tradepost.archive;

import java.util.List;

/**
 * What a check of every record found.
 *
 * @param records  records that were read and whose hashes are right
 * @param segments segment files looked at
 * @param bytes    bytes read
 * @param problems in journal order, so that the first names the first bad record; at most 1000 are listed
 * @param notices  things worth knowing that are no damage
 */
public record VerifyReport(long records, int segments, long bytes, List<Problem> problems, List<String> notices) {
    public VerifyReport {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
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
}
