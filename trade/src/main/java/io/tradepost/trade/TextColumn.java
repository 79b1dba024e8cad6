package io.tradepost.trade;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A column of strings in one byte array. A million order numbers as {@code String} objects weigh about 60 MB; here they
 * weigh their letters and four bytes each. A column of few distinct values keeps each once.
 */
final class TextColumn {

    private final byte[] bytes;
    private final int[] ends;
    /** Row to value; empty when every row has its own. */
    private final int[] codes;

    private final boolean coded;

    private TextColumn(byte[] bytes, int[] ends, int[] codes, boolean coded) {
        this.bytes = bytes;
        this.ends = ends;
        this.codes = codes;
        this.coded = coded;
    }

    String get(int row) {
        int value = coded ? codes[row] : row;
        int from = value == 0 ? 0 : ends[value - 1];
        return new String(bytes, from, ends[value] - from, StandardCharsets.UTF_8);
    }

    /** Collects a column's values. */
    static final class Builder {
        private byte[] bytes = new byte[1024];
        private int length;
        private int[] ends = new int[64];
        private int values;
        private int[] codes = new int[64];
        private int rows;
        private final Map<String, Integer> distinct;
        private final boolean coded;

        /** @param coded whether values repeat, so that each is kept once */
        Builder(boolean coded) {
            this.coded = coded;
            this.distinct = coded ? new HashMap<>() : Map.of();
        }

        void add(String value) {
            if (!coded) {
                append(value);
                return;
            }
            Integer code = distinct.get(value);
            if (code == null) {
                code = values;
                distinct.put(value, code);
                append(value);
            }
            if (rows == codes.length) {
                codes = Arrays.copyOf(codes, rows * 2);
            }
            codes[rows++] = code;
        }

        private void append(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            int needed = Math.addExact(length, utf8.length);
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, length * 2L)));
            }
            System.arraycopy(utf8, 0, bytes, length, utf8.length);
            length = needed;
            if (values == ends.length) {
                ends = Arrays.copyOf(ends, values * 2);
            }
            ends[values++] = length;
        }

        TextColumn build() {
            return new TextColumn(
                    Arrays.copyOf(bytes, length), Arrays.copyOf(ends, values), Arrays.copyOf(codes, rows), coded);
        }
    }
}
