package io.tradepost.archive.export;

import java.util.List;

/**
 * What a check of a bundle found.
 *
 * @param messages       named in the manifest
 * @param missing        of those, without their content, as the manifest says
 * @param manifestSha256 of the manifest as it is, lower-case hexadecimal; to be compared with the archive's journal
 * @param problems       what is not right, the first {@link #MOST}
 * @param more           problems beyond those
 */
public record BundleReport(long messages, long missing, String manifestSha256, List<Problem> problems, long more) {
    /** So many problems are named. */
    public static final int MOST = 10_000;

    public BundleReport {
        problems = List.copyOf(problems);
    }

    /** Whether everything is right. */
    public boolean intact() {
        return problems.isEmpty();
    }

    /**
     * Something that is not right.
     *
     * @param where a file of the bundle or the id of a message
     * @param what  for a person
     */
    public record Problem(String where, String what) {}
}
