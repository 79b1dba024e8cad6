package io.tradepost.archive;

import java.util.Optional;
import java.util.Set;

/**
 * A question to the archive.
 *
 * @param query  in the query language; blank means everything
 * @param cursor {@link SearchPage#next} of the page before
 * @param limit  1 to 500
 * @param facets what to count over all that matches
 */
public record SearchRequest(String query, Optional<String> cursor, int limit, Set<Facet> facets) {
    public SearchRequest {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be between 1 and 500, not " + limit);
        }
        facets = Set.copyOf(facets);
    }

    /** Without counts. */
    public SearchRequest(String query, Optional<String> cursor, int limit) {
        this(query, cursor, limit, Set.of());
    }

    /** The same with these counts. */
    public SearchRequest counting(Set<Facet> wanted) {
        return new SearchRequest(query, cursor, limit, wanted);
    }
}
