package io.tradepost.trade;

import io.tradepost.trade.text.NumberScanner;
import io.tradepost.trade.text.Skeleton;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** The numbers of one view: from the hash of a skeleton to rows, and which shapes they have. */
final class NumberIndex {

    /** A number must have this many characters in its skeleton; "1" and "A" are no numbers. */
    static final int SHORTEST = 4;

    private static final int MOST_RUNS = 6;

    private final HashIndex rows;
    /** Sorted. A trade database has a handful of them, so that most of a text is never looked up. */
    private final long[] shapes;

    private final int longestInRuns;

    private NumberIndex(HashIndex rows, long[] shapes, int longestInRuns) {
        this.rows = rows;
        this.shapes = shapes;
        this.longestInRuns = longestInRuns;
    }

    static NumberIndex of(RowTable table, int column) {
        HashIndex.Builder index = new HashIndex.Builder();
        Set<Long> shapes = new HashSet<>();
        int longest = 1;
        for (int row = 0; row < table.size(); row++) {
            String number = table.get(row, column);
            String skeleton = Skeleton.of(number);
            if (skeleton.length() < SHORTEST || skeleton.length() > Skeleton.MAX_LENGTH) {
                continue;
            }
            index.add(Skeleton.hash(skeleton), row);
            if (shapes.add(Skeleton.shape(skeleton)) || longest < MOST_RUNS) {
                longest = Math.min(MOST_RUNS, Math.max(longest, NumberScanner.runsIn(number)));
            }
        }
        long[] sorted = shapes.stream().mapToLong(Long::longValue).sorted().toArray();
        return new NumberIndex(index.build(), sorted, longest);
    }

    boolean any(long hash, IntPredicate taken) {
        return rows.any(hash, taken);
    }

    boolean hasShape(long shape) {
        return Arrays.binarySearch(shapes, shape) >= 0;
    }

    int longestInRuns() {
        return longestInRuns;
    }
}
