package io.tradepost.trade;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * From a 64-bit hash to the rows that have it: chained buckets in two int arrays, 16 bytes a row. Whoever asks compares
 * the whole value, since a hash proves nothing. Chains keep building linear even when a hundred thousand rows share
 * one value ("N/A" in a column of container numbers), and a look-up stops after {@value #MOST} rows of one hash.
 */
final class HashIndex {

    /** A value that more rows share points at nothing. */
    static final int MOST = 256;

    private final int[] heads;
    private final int[] next;
    private final long[] hashes;
    private final int[] rows;

    private HashIndex(int[] heads, int[] next, long[] hashes, int[] rows) {
        this.heads = heads;
        this.next = next;
        this.hashes = hashes;
        this.rows = rows;
    }

    /** Offers the rows with this hash until one is taken; true if one was. Newest first. */
    boolean any(long hash, IntPredicate taken) {
        int seen = 0;
        for (int entry = heads[bucket(hash, heads.length)]; entry >= 0; entry = next[entry]) {
            if (hashes[entry] == hash) {
                if (taken.test(rows[entry])) {
                    return true;
                }
                if (++seen == MOST) {
                    return false;
                }
            }
        }
        return false;
    }

    private static int bucket(long hash, int buckets) {
        return (int) (hash >>> 20) & (buckets - 1);
    }

    /** Collects (hash, row) pairs. */
    static final class Builder {
        private long[] hashes = new long[64];
        private int[] rows = new int[64];
        private int size;

        void add(long hash, int row) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, size + (size >> 1));
                rows = Arrays.copyOf(rows, size + (size >> 1));
            }
            hashes[size] = hash;
            rows[size++] = row;
        }

        HashIndex build() {
            int buckets = Integer.highestOneBit(Math.max(16, size)) * 2;
            int[] heads = new int[buckets];
            Arrays.fill(heads, -1);
            int[] next = new int[size];
            for (int entry = 0; entry < size; entry++) {
                int bucket = bucket(hashes[entry], buckets);
                next[entry] = heads[bucket];
                heads[bucket] = entry;
            }
            return new HashIndex(heads, next, Arrays.copyOf(hashes, size), Arrays.copyOf(rows, size));
        }
    }
}
