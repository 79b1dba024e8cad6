package io.tradepost.archive.similar;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Terms that similar bodies are likely to share (Broder 1997; banding after Leskovec, Rajaraman, Ullman, "Mining of Massive
 * Datasets", section 3.4).
 *
 * <p>The shingles are dealt into 64 bins by their hash and the least of each bin is kept: one pass over the text, where 64
 * independent hash functions would take 64 (one permutation hashing, Li, Owen, Zhang 2012). A bin that stays empty, as some
 * do in short texts, takes the value of another bin, chosen by a sequence of its own (Shrivastava, "Optimal densification",
 * 2017). Four bins each make a band, and a band a term: two bodies of similarity s share at least one of the 16 terms with
 * probability 1 − (1 − s⁴)¹⁶, which is 0.99 at 0.7, 0.9 at 0.6 and 0.03 at 0.2.
 */
public final class MinHash {
    private static final int BINS = 64;
    private static final int BANDS = 16;
    private static final int PER_BAND = BINS / BANDS;
    private static final long EMPTY = -1L;

    private MinHash() {}

    /** The terms; none for a text too short to have shingles. */
    public static Set<String> terms(Shingles shingles) {
        if (shingles.size() == 0) {
            return Set.of();
        }
        long[] bins = dense(least(shingles));
        Set<String> terms = new LinkedHashSet<>();
        for (int band = 0; band < BANDS; band++) {
            long hash = band;
            for (int i = 0; i < PER_BAND; i++) {
                hash = Shingles.mix(hash ^ bins[band * PER_BAND + i]);
            }
            // The band's number is in the hash, so that equal values in different bands are different terms.
            terms.add(Long.toString(hash >>> 24, Character.MAX_RADIX));
        }
        return terms;
    }

    private static long[] least(Shingles shingles) {
        long[] bins = new long[BINS];
        Arrays.fill(bins, EMPTY);
        for (int i = 0; i < shingles.size(); i++) {
            long hash = shingles.hash(i);
            int bin = (int) (hash >>> 58);
            long rest = Shingles.mix(hash) >>> 1;
            if (bins[bin] == EMPTY || rest < bins[bin]) {
                bins[bin] = rest;
            }
        }
        return bins;
    }

    private static long[] dense(long[] bins) {
        long[] filled = bins.clone();
        for (int bin = 0; bin < BINS; bin++) {
            for (int attempt = 1; filled[bin] == EMPTY; attempt++) {
                filled[bin] = bins[(int) (Shingles.mix(((long) bin << 32) | attempt) >>> 58)];
            }
        }
        return filled;
    }
}
