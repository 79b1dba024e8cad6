package io.tradepost.archive.export;

/** Which messages are meant. */
public sealed interface Selection {
    /**
     * All that match.
     *
     * @param text in the query language; blank means everything
     */
    record Query(String text) implements Selection {}

    /**
     * All that were put into a case.
     *
     * @param name of the case
     */
    record InCase(CaseName name) implements Selection {}
}
