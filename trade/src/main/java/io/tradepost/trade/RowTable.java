package io.tradepost.trade;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one view, column by column. Each row has a hash of its key and one of all it says, so that a refresh can
 * tell a changed row from one that was only read again. Two tables are equal only if they are the same.
 */
final class RowTable {

    private final TradeView view;
    private final TextColumn[] columns;
    private final long[] keys;
    private final long[] contents;
    private final long digest;

    private RowTable(TradeView view, TextColumn[] columns, long[] keys, long[] contents, long digest) {
        this.view = view;
        this.columns = columns;
        this.keys = keys;
        this.contents = contents;
        this.digest = digest;
    }

    static RowTable empty(TradeView view) {
        return new Builder(view).build();
    }

    int size() {
        return keys.length;
    }

    String get(int row, int column) {
        return columns[column].get(row);
    }

    String[] row(int row) {
        String[] values = new String[columns.length];
        for (int column = 0; column < values.length; column++) {
            values[column] = get(row, column);
        }
        return values;
    }

    /** The same rows in any order give the same digest. */
    long digest() {
        return digest;
    }

    /** This table with rows put in: those of the same key are replaced. Returns itself if that changes nothing. */
    RowTable with(List<String[]> changed) {
        if (changed.isEmpty()) {
            return this;
        }
        Map<Long, String[]> fresh = new LinkedHashMap<>();
        for (String[] row : changed) {
            fresh.put(hash(view, row, view.keyColumns()), row);
        }
        boolean[] replaced = new boolean[keys.length];
        for (int row = 0; row < keys.length; row++) {
            String[] newer = fresh.get(keys[row]);
            if (newer == null) {
                continue;
            }
            if (hash(view, newer, newer.length) == contents[row]) {
                fresh.remove(keys[row]);
            } else {
                replaced[row] = true;
            }
        }
        if (fresh.isEmpty()) {
            return this;
        }
        Builder builder = new Builder(view);
        for (int row = 0; row < keys.length; row++) {
            if (!replaced[row]) {
                builder.add(row(row));
            }
        }
        fresh.values().forEach(builder::add);
        return builder.build();
    }

    private static long hash(TradeView view, String[] row, int columns) {
        long state = 0xcbf29ce484222325L ^ view.sqlName().hashCode();
        for (int column = 0; column < columns; column++) {
            for (byte b : row[column].getBytes(StandardCharsets.UTF_8)) {
                state = (state ^ (b & 0xff)) * 0x100000001b3L;
            }
            state = (state ^ 0x1ff) * 0x100000001b3L;
        }
        state ^= state >>> 33;
        state *= 0xff51afd7ed558ccdL;
        return state ^ (state >>> 29);
    }

    /** Collects rows. */
    static final class Builder {
        private final TradeView view;
        private final TextColumn.Builder[] columns;
        private long[] keys = new long[64];
        private long[] contents = new long[64];
        private int size;
        private long digest;

        Builder(TradeView view) {
            this.view = view;
            this.columns = new TextColumn.Builder[view.columns().size()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = new TextColumn.Builder(view.isCoded(i));
            }
        }

        void add(String[] row) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size + (size >> 1));
                contents = Arrays.copyOf(contents, size + (size >> 1));
            }
            for (int column = 0; column < columns.length; column++) {
                columns[column].add(row[column]);
            }
            keys[size] = hash(view, row, view.keyColumns());
            contents[size] = hash(view, row, row.length);
            digest += contents[size];
            size++;
        }

        int size() {
            return size;
        }

        RowTable build() {
            TextColumn[] built = new TextColumn[columns.length];
            for (int i = 0; i < built.length; i++) {
                built[i] = columns[i].build();
            }
            return new RowTable(view, built, Arrays.copyOf(keys, size), Arrays.copyOf(contents, size), digest);
        }
    }
}
