package io.tradepost.mailbox.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client looks for, as a row of pieces that must stand side by side.
 *
 * @param folded      what is looked for
 * @param behindSpace whether a space stands before the first piece
 * @param pieces      in order, at least one
 */
record Needle(String folded, boolean behindSpace, List<Piece> pieces) {
    Needle {
        pieces = List.copyOf(pieces);
    }

    /** One place of the row. */
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
        // A space alone before the first piece is known from that one's place.
        boolean space = folded.length() > 1 && folded.charAt(0) == ' ' && TermRow.end(folded, 0) == 1;
        int from = space ? 1 : 0;
        List<Piece> pieces = new ArrayList<>();
        for (int at = from; at < folded.length(); ) {
            int end = TermRow.end(folded, at);
            boolean first = at == 0;
            boolean last = end == folded.length();
            if (Letters.of(folded.codePointAt(at)) == Letters.RUNNING) {
                running(folded.substring(at, end), last, pieces);
            } else {
                pieces.add(token(folded.substring(at, end), first, last));
            }
            at = end;
        }
        return new Needle(folded, space, pieces);
    }

    private static Piece token(String text, boolean first, boolean last) {
        if (first) {
            return last ? new Piece.Inside(text) : new Piece.Ending(text);
        }
        return last ? new Piece.Beginning(text) : new Piece.Exact(Terms.WHOLE + text);
    }

    private static void running(String run, boolean last, List<Piece> pieces) {
        int at = 0;
        int next = Character.charCount(run.codePointAt(0));
        while (next < run.length()) {
            int behind = next + Character.charCount(run.codePointAt(next));
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
        return pieces.stream().allMatch(piece -> length(piece) <= Terms.STEP);
    }

    /** A part of it that the index knows: whatever has this needle has that one. */
    Needle part() {
        for (Piece piece : pieces) {
            if (length(piece) > Terms.STEP) {
                String text = text(piece);
                return cut(text.substring(0, Terms.border(text, Terms.STEP)));
            }
        }
        return this;
    }

    private static int length(Piece piece) {
        return text(piece).length();
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
