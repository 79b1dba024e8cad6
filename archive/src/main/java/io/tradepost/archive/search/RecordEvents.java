package io.tradepost.archive.search;

import io.tradepost.archive.journal.StoredRecord;
import java.util.List;

/**
 * Reads from records of kinds that this package does not know what they mean for the index. Called in the journal's order,
 * and again from the beginning when the index is made anew, so the answer must follow from the record alone.
 */
@FunctionalInterface
public interface RecordEvents {
    /** In the order in which they hold; empty for records that mean nothing here. */
    List<IndexEvent> of(StoredRecord record);
}
