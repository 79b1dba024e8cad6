package io.tradepost.trade.text;

/** The numbers that the trade database really has, as the scanner asks for them. */
public interface NumberBook {

    /** Whether any number has this shape (see {@link Skeleton#shape}). Cheap; may say yes too often, never no wrongly. */
    boolean hasShape(long shape);

    /** Whether this very skeleton is a number. */
    boolean has(long hash, CharSequence skeleton);

    /** Whether a number is written exactly so, separators included and letter case aside. */
    boolean hasWritten(String skeleton, String written);

    /** Of how many alphanumeric runs the longest number consists, 1 to 6. */
    int longestInRuns();
}
