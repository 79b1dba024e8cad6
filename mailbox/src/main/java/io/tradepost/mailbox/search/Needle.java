package io.tradepost.mailbox.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client looks for, as rows of pieces that must stand side by side. Where it begins between two words, the index can
 * have cut there in more ways than one, and there is a row for each.
 *
 * @param folded what is looked for
 * @param rows   at least one
 */
record Needle(String folded, List<Row> rows) {
    Needle {
        rows = List.copyOf(rows);
    }

    /**
     * Pieces side by side.
     *
     * @param behindSpace whether a space stands before the first piece
     * @param pieces      in order, at least one
     */
    record Row(boolean behindSpace, List<Piece> pieces) {
        Row {
            pieces = List.copyOf(pieces);
        }

        /** Whether places don't matter. */
        boolean isSingle() {
            return pieces.size() == 1 && !behindSpace;
        }
    }

    /** One place of a row. */
    sealed interface Piece {
        /** Exactly this term, with its kind. */
        record Exact(String term) implements Piece {}

        /** A character of running text and whatever follows it. */
        record Running(String character) implements Piece {}

        /** Any word, with what stands behind it, that begins so. */
        record Beginning(String text) implements Piece {}

        /** Any that ends so. */
        record Ending(String text) implements Piece {}

        /** Any that has this inside. */
        record Inside(String text) implements Piece {}
    }

    /** Takes what a client sent; not empty. */
    static Needle of(String text) {
        return cut(Folding.of(text));
    }

    private static Needle cut(String folded) {
        List<Row> rows = new ArrayList<>();
        if (Letters.of(folded.codePointAt(0)) != Letters.BETWEEN) {
            rows.add(new Row(false, pieces(folded, 0)));
            return new Needle(folded, rows);
        }
        int end = TermRow.end(folded, 0);
        boolean last = end == folded.length();
        String between = folded.substring(0, end);
        for (int cut = 0; cut < end && cut <= TermRow.longestBehind(folded, end); cut = next(folded, cut)) {
            List<Piece> pieces = new ArrayList<>();
            boolean space = between.substring(0, cut).equals(" ");
            if (cut == 0) {
                pieces.add(last ? new Piece.Inside(between) : new Piece.Ending(between));
            } else {
                if (!space) {
                    pieces.add(new Piece.Ending(between.substring(0, cut)));
                }
                String rest = between.substring(cut);
                pieces.add(last ? new Piece.Beginning(rest) : new Piece.Exact(Terms.WHOLE + rest));
            }
            pieces.addAll(pieces(folded, end));
            rows.add(new Row(space, pieces));
        }
        // A space alone before the first piece is known from that one's place.
        if (between.equals(" ") && !last) {
            return new Needle(folded, List.of(new Row(true, pieces(folded, 1))));
        }
        return new Needle(folded, rows);
    }

    private static int next(String text, int at) {
        return at + Character.charCount(text.codePointAt(at));
    }

    private static List<Piece> pieces(String folded, int from) {
        List<Piece> pieces = new ArrayList<>();
        for (int at = from; at < folded.length(); ) {
            int end = TermRow.end(folded, at);
            boolean last = end == folded.length();
            if (Letters.of(folded.codePointAt(at)) == Letters.RUNNING) {
                running(folded.substring(at, end), last, pieces);
            } else {
                int head = TermRow.head(folded, at, end);
                pieces.add(token(folded.substring(at, head), at == 0, last && head == end));
                if (head < end) {
                    pieces.add(token(folded.substring(head, end), false, last));
                }
            }
            at = end;
        }
        return pieces;
    }

    private static Piece token(String text, boolean first, boolean last) {
        if (first) {
            return last ? new Piece.Inside(text) : new Piece.Ending(text);
        }
        return last ? new Piece.Beginning(text) : new Piece.Exact(Terms.WHOLE + text);
    }

    private static void running(String run, boolean last, List<Piece> pieces) {
        int at = 0;
        int next = next(run, 0);
        while (next < run.length()) {
            int behind = next(run, next);
            pieces.add(new Piece.Exact(Terms.RUNNING + run.substring(at, behind)));
            at = next;
            next = behind;
        }
        if (!last) {
            pieces.add(new Piece.Exact(Terms.RUNNING + run.substring(at)));
        } else if (at == 0) {
            pieces.add(new Piece.Running(run));
        }
    }

    /** Whether each piece is so short that the index knows all that can be it. */
    boolean isExact() {
        return rows.stream()
                .flatMap(row -> row.pieces().stream())
                .allMatch(piece -> text(piece).length() <= Terms.STEP);
    }

    /** A part of it that the index knows: whatever has this needle has that one. */
    Needle part() {
        for (Row row : rows) {
            for (Piece piece : row.pieces()) {
                String text = text(piece);
                if (text.length() > Terms.STEP) {
                    return cut(text.substring(0, Terms.border(text, Terms.STEP)));
                }
            }
        }
        return this;
    }

    private static String text(Piece piece) {
        return switch (piece) {
            case Piece.Exact exact -> exact.term().substring(1);
            case Piece.Running running -> running.character();
            case Piece.Beginning beginning -> beginning.text();
            case Piece.Ending ending -> ending.text();
            case Piece.Inside inside -> inside.text();
        };
    }
}
