package io.tradepost.archive.proof.verify;

import io.tradepost.archive.VerifyReport.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a check found besides what the journal alone could tell; runs of bad records are told as one. */
final class Findings {
    private static final int MOST = 1000;

    private final List<Problem> problems = new ArrayList<>();
    private long bad;
    private String runWhy = "";
    private String runSegment = "";
    private long runOffset;
    private long runFrom;
    private long runTo;

    /** A finding that is not one record. */
    void add(String segment, long offset, long sequence, String message) {
        if (problems.size() < MOST) {
            problems.add(new Problem(segment, offset, sequence, message));
        }
    }

    /** A record that is whole, but not the one that it should be. */
    void wrong(String segment, long offset, long sequence, String why) {
        bad++;
        if (!why.equals(runWhy) || sequence != runTo + 1) {
            endRun();
            runWhy = why;
            runSegment = segment;
            runOffset = offset;
            runFrom = sequence;
        }
        runTo = sequence;
    }

    /** Counts records that are told of elsewhere. */
    void alsoBad(long count) {
        bad += count;
    }

    void endRun() {
        if (!runWhy.isEmpty()) {
            String which =
                    runFrom == runTo ? "record " + runFrom + " is" : "records " + runFrom + " to " + runTo + " are";
            add(runSegment, runOffset, runFrom, which + " not what " + runWhy);
            runWhy = "";
        }
    }

    List<Problem> problems() {
        return problems;
    }

    long bad() {
        return bad;
    }

    /** The first sequence that is named in this range, from the first inclusive to the second exclusive. */
    static OptionalLong firstIn(List<Problem> problems, long from, long to) {
        return problems.stream()
                .mapToLong(Problem::sequence)
                .filter(sequence -> sequence >= from && sequence < to)
                .min();
    }

    /** Takes up what an earlier part of the check found. */
    void takeUp(List<Problem> earlier, long earlierBad) {
        problems.addAll(earlier);
        bad += earlierBad;
    }
}
