package io.tradepost.archive.journal;

/**
 * A blocked Bloom filter over fingerprints, 16 bits a key: four bits in one 64-bit word, so that asking costs one memory
 * access. A capture asks every sealed segment whether it knows the key, nearly always to hear no; about 1 answer in 200
 * is a false yes and costs a binary search.
 */
final class KeyFilter {
    private final long[] words;

    KeyFilter(int keys) {
        words = new long[Math.max(1, (int) Math.min(Integer.MAX_VALUE / 2, (long) keys / 4 + 1))];
    }

    void add(long fingerprint) {
        words[word(fingerprint)] |= bits(fingerprint);
    }

    boolean mayHold(long fingerprint) {
        long bits = bits(fingerprint);
        return (words[word(fingerprint)] & bits) == bits;
    }

    // A fingerprint is part of a SHA-256, so its bits are as good as random: the upper half picks the word, the lower
    // the
    // bits in it.
    private int word(long fingerprint) {
        return (int) (((fingerprint >>> 32) * words.length) >>> 32);
    }

    private static long bits(long fingerprint) {
        return (1L << (fingerprint & 63))
                | (1L << ((fingerprint >>> 6) & 63))
                | (1L << ((fingerprint >>> 12) & 63))
                | (1L << ((fingerprint >>> 18) & 63));
    }
}
