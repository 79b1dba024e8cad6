package io.tradepost.archive;

import java.util.Optional;

/**
 * A question to the archive.
 *
 * @param query  in the query language; blank means everything
 * @param cursor {@link SearchPage#next} of the page before
 * @param limit  1 to 500
 */
public record SearchRequest(String query, Optional<String> cursor, int limit) {
    public SearchRequest {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be between 1 and 500, not " + limit);
        }
    }
}
