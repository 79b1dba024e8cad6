package io.tradepost.trade.adapter;

import java.sql.SQLException;

/** Says whether a table has a column; asked only where platforms differ between versions. */
public interface Columns {
    /** Takes every first choice: for printing without a database at hand. */
    Columns NEWEST = (table, column) -> true;

    /**
     * Whether the column is there.
     *
     * @param table with its prefix, without quotes or schema
     */
    boolean has(String table, String column) throws SQLException;
}
