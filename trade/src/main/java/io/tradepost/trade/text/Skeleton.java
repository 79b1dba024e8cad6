package io.tradepost.trade.text;

import java.text.Normalizer;

/**
 * A document number stripped of everything that people write differently: NFKC, upper case, without dashes,
 * underscores, slashes, dots, spaces and {@code #}. {@code so-2024/00123}, {@code ＳＯ２０２４－００１２３} and
 * {@code SO 2024 00123} have one skeleton, {@code SO202400123}.
 */
public final class Skeleton {

    /** A longer number is no number. */
    public static final int MAX_LENGTH = 40;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Skeleton() {}

    /** The skeleton of a number; empty if nothing but separators stands there. */
    public static String of(String number) {
        String folded = normalise(number);
        StringBuilder skeleton = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (!isJoiner(c)) {
                skeleton.append(Character.toUpperCase(c));
            }
        }
        return skeleton.toString();
    }

    /** NFKC, so that full-width letters and digits become plain ones. */
    public static String normalise(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** A 64-bit hash of a skeleton. Not against an adversary: whoever looks up by it compares the whole string. */
    public static long hash(CharSequence skeleton) {
        long state = FNV_OFFSET;
        for (int i = 0; i < skeleton.length(); i++) {
            state = hashStep(state, skeleton.charAt(i));
        }
        return hashEnd(state);
    }

    static long hashStart() {
        return FNV_OFFSET;
    }

    static long hashStep(long state, char c) {
        return (state ^ c) * FNV_PRIME;
    }

    /** The finaliser of MurmurHash3 (public domain, Austin Appleby): spreads FNV's weak high bits. */
    static long hashEnd(long state) {
        long h = state;
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        h ^= h >>> 33;
        return h;
    }

    /**
     * The shape of a skeleton: its sequence of letters and digits, as a hash. {@code SO24} and {@code TP31} share one.
     * Shapes that the trade database does not have need not be looked up.
     */
    public static long shape(CharSequence skeleton) {
        long shape = shapeStart();
        for (int i = 0; i < skeleton.length(); i++) {
            shape = shapeStep(shape, skeleton.charAt(i));
        }
        return hashEnd(shape);
    }

    static long shapeStart() {
        return 1;
    }

    static long shapeStep(long shape, char c) {
        int kind = c >= '0' && c <= '9' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 3;
        return shape * 31 + kind;
    }

    /** Whether the skeleton drops this character: what people put between the parts of a number. */
    public static boolean isJoiner(char c) {
        if (c < 0x80) {
            return c == '-' || c == '_' || c == '/' || c == '.' || c == '#' || c == ' ' || c == '\t';
        }
        // Dashes of every length, the minus sign, soft hyphen, zero-width characters and the byte order mark.
        return Character.getType(c) == Character.DASH_PUNCTUATION
                || c == '\u2212'
                || c == '\u00ad'
                || (c >= '\u200b' && c <= '\u200f')
                || c == '\u2060'
                || c == '\ufeff'
                || c == '\u00a0';
    }
}
