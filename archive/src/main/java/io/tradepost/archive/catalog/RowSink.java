package io.tradepost.archive.catalog;

/** Takes the rows that are made of a record: into the database, or beside what stands there to be compared. */
interface RowSink {
    /** A row. */
    void insert(Object row);

    /** A message's newest decision on links is this record now. */
    void newestLink(String message, long record);
}
