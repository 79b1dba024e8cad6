package io.tradepost.archive.law;

import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.payload.LawEntry;
import java.util.Set;

/** What one area knows, made from its records in the journal's order. Called under the register's lock. */
public interface Book {
    /** Kinds of record that it is made from. */
    Set<RecordKind> kinds();

    /**
     * Takes a record in.
     *
     * @param sequence of the record
     */
    void take(RecordKind kind, long sequence, LawEntry entry);
}
