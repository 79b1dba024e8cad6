package io.tradepost.archive.proof.tree;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a tile as C2SP tlog-tiles does.
 *
 * @param level 0 for leaf hashes, 1 for hashes over 256 leaves, and so on up to 7
 * @param index which one of its level
 * @param width hashes in it, 1 to 256; fewer than 256 while it is the last of its level
 */
public record Tile(int level, long index, int width) {
    /** Hashes in a full tile. */
    public static final int FULL = 256;

    /** Each level of tiles stands for so many levels of the tree. */
    static final int HEIGHT = 8;

    static final int MOST_LEVEL = 7;

    private static final int DIGITS = 1000;
    private static final Pattern PATH =
            Pattern.compile("tile/([0-7])/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < 0 || level > MOST_LEVEL || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile " + level + "/" + index + "/" + width);
        }
    }

    /** A full tile. */
    public static Tile full(int level, long index) {
        return new Tile(level, index, FULL);
    }

    /** Whether no hash can be added to it. */
    public boolean isFull() {
        return width == FULL;
    }

    /** Leaves that lie before it. */
    public long firstLeaf() {
        return index << (HEIGHT * (level + 1));
    }

    /** {@code tile/0/x001/x234/067} or {@code tile/0/000.p/17}. */
    public String path() {
        StringBuilder digits = new StringBuilder(String.format(Locale.ROOT, "%03d", index % DIGITS));
        for (long rest = index / DIGITS; rest > 0; rest /= DIGITS) {
            digits.insert(0, String.format(Locale.ROOT, "x%03d/", rest % DIGITS));
        }
        return "tile/" + level + "/" + digits + (isFull() ? "" : ".p/" + width);
    }

    /** The tile with this path; empty if it is no tile's, or not in the one form that it may have. */
    public static Optional<Tile> ofPath(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long index = Long.parseLong(matcher.group(2).replaceAll("[x/]", ""));
        int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        return width > FULL || (width == FULL && matcher.group(3) != null)
                ? Optional.empty()
                : Optional.of(new Tile(Integer.parseInt(matcher.group(1)), index, width))
                        .filter(tile -> tile.path().equals(path));
    }
}
