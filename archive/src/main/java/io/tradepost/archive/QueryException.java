package io.tradepost.archive;

/** A query that can't be understood; says where. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String query;
    private final int position;

    /**
     * @param position of the offending character in the query, from 0
     */
    public QueryException(String query, int position, String message) {
        super(message);
        this.query = query;
        this.position = position;
    }

    /** Offset of the offending character, from 0. */
    public int position() {
        return position;
    }

    /** The query with a caret under the offending character: two lines. */
    public String pointer() {
        return query + "\n" + " ".repeat(Math.max(0, position)) + "^";
    }
}
