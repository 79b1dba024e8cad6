package io.tradepost.archive.search;

import io.tradepost.archive.journal.StoredRecord;
import java.util.List;
import java.util.Optional;

/**
 * Queries that stand until they are taken back: legal holds. Whatever meets one carries its name in the index, what was there
 * before and what comes later.
 */
public interface StandingQueries {
    /** None, ever. */
    StandingQueries NONE = new StandingQueries() {
        @Override
        public boolean changedBy(StoredRecord record) {
            return false;
        }

        @Override
        public Optional<List<StandingQuery>> all() {
            return Optional.of(List.of());
        }
    };

    /** Whether this record changes which there are. {@link #all} tells of it from the moment it stands in the journal. */
    boolean changedBy(StoredRecord record);

    /** All that were ever made; empty as long as that cannot be told. */
    Optional<List<StandingQuery>> all();

    /**
     * One of them.
     *
     * @param name   by which {@code hold:} finds what meets it
     * @param query  in the query language
     * @param stands whether it was not taken back
     */
    record StandingQuery(String name, String query, boolean stands) {}
}
