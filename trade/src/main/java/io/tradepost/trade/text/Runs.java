package io.tradepost.trade.text;

import java.util.Arrays;

/** The alphanumeric runs of a text. Ideographs and other letters without case belong to none: they end a run. */
final class Runs {

    private final int[] starts;
    private final int[] ends;
    private final int count;

    private Runs(int[] starts, int[] ends, int count) {
        this.starts = starts;
        this.ends = ends;
        this.count = count;
    }

    int count() {
        return count;
    }

    int start(int run) {
        return starts[run];
    }

    int end(int run) {
        return ends[run];
    }

    static Runs of(String text) {
        int[] starts = new int[Math.min(64, text.length() + 1)];
        int[] ends = new int[starts.length];
        int count = 0;
        int i = 0;
        int length = text.length();
        while (i < length) {
            if (!inRun(text.charAt(i))) {
                i++;
                continue;
            }
            int from = i;
            while (i < length && inRun(text.charAt(i))) {
                i++;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
            }
            starts[count] = from;
            ends[count++] = i;
        }
        return new Runs(starts, ends, count);
    }

    private static boolean inRun(char c) {
        if (c < 0x80) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        return Character.isLetterOrDigit(c) && Character.getType(c) != Character.OTHER_LETTER;
    }
}
