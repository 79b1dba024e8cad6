package io.tradepost.archive.similar;

import java.util.Arrays;

/** The shingles of a text, each as a hash of 64 bits. For one thread. */
public final class Shingles {
    /** Characters of a shingle. Works for words of letters and for scripts without spaces alike. */
    static final int LENGTH = 5;

    /** Letters, digits and ideographs of a body that count; a longer one is judged by how it begins. */
    private static final int MOST = 64 << 10;

    private long[] hashes;
    /** Whether they are sorted and none is there twice: what compares needs that, what only wants the least does not. */
    private boolean sorted;

    private Shingles(long[] hashes) {
        this.hashes = hashes;
    }

    /**
     * Of a text that is already folded, so that case, width and Chinese variants make no difference. Empty if it has fewer
     * than five letters.
     */
    public static Shingles of(String folded) {
        int[] letters = new int[Math.min(MOST, folded.length())];
        int count = 0;
        for (int i = 0; i < folded.length() && count < MOST; ) {
            int c = folded.codePointAt(i);
            if (Character.isLetterOrDigit(c)) {
                letters[count++] = c;
            }
            i += Character.charCount(c);
        }
        long[] hashes = new long[Math.max(0, count - LENGTH + 1)];
        for (int i = 0; i < hashes.length; i++) {
            long hash = 0;
            for (int k = i; k < i + LENGTH; k++) {
                hash = mix(hash + letters[k]);
            }
            hashes[i] = hash;
        }
        return new Shingles(hashes);
    }

    private void sort() {
        if (sorted) {
            return;
        }
        Arrays.sort(hashes);
        int distinct = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[distinct++] = hashes[i];
            }
        }
        hashes = Arrays.copyOf(hashes, distinct);
        sorted = true;
    }

    /** The Jaccard coefficient, 0 to 1; 0 if either is empty. */
    public double similarity(Shingles other) {
        sort();
        other.sort();
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < hashes.length && j < other.hashes.length) {
            int order = Long.compare(hashes[i], other.hashes[j]);
            if (order == 0) {
                shared++;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int all = hashes.length + other.hashes.length - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    /** How many, some perhaps more than once. */
    int size() {
        return hashes.length;
    }

    long hash(int place) {
        return hashes[place];
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014), with which every bit of the input moves every bit. */
    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
