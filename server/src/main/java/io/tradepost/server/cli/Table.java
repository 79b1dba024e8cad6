package io.tradepost.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns for people, aligned in a terminal, where a Chinese character takes two cells. The last column is cut to fit the
 * terminal, never when the output goes to a file.
 */
final class Table {
    private static final String GAP = "  ";

    /** First and last of the ranges that Unicode Standard Annex 11 calls wide or full-width, roughly. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(String... headings) {
        this.columns = headings.length;
        rows.add(List.of(headings));
    }

    Table row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("a row of " + columns + " cells was expected, not " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Prints it for a terminal of this many columns; 0 for no limit. */
    void print(PrintWriter out, int width) {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], cells(clean(row.get(i))));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns - 1; i++) {
                String cell = clean(row.get(i));
                line.append(cell).append(" ".repeat(widths[i] - cells(cell))).append(GAP);
            }
            String last = clean(row.get(columns - 1));
            int room = width - cells(line);
            line.append(width > 0 && room > 10 ? cut(last, room) : last);
            out.println(line.toString().stripTrailing());
        }
    }

    /** Terminal cells that a text takes (wide and full-width ones take two). */
    static int cells(CharSequence text) {
        return text.codePoints().map(Table::cellsOf).sum();
    }

    private static int cellsOf(int c) {
        if (Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (c >= range[0] && c <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    private static String cut(String text, int room) {
        if (cells(text) <= room) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            if (used + cellsOf(c) > room - 1) {
                break;
            }
            kept.appendCodePoint(c);
            used += cellsOf(c);
        }
        return kept.append('…').toString();
    }

    /**
     * Without control and direction characters: subjects and names come from strangers, and a terminal obeys escape
     * sequences.
     */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean harmless = !Character.isISOControl(c)
                    && !(c >= 0x202A && c <= 0x202E)
                    && !(c >= 0x2066 && c <= 0x2069)
                    && c != 0x2028
                    && c != 0x2029;
            clean.appendCodePoint(harmless ? c : ' ');
        });
        return clean.toString();
    }
}
