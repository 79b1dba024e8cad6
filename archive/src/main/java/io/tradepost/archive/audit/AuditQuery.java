package io.tradepost.archive.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A question to the audit. What is empty is not asked for.
 *
 * @param who     account, token name or operating-system user, whole
 * @param action  whole, or with a star behind it how it begins: {@code hold-*}
 * @param target  whole: a message id, a name, a query
 * @param outcome {@code done}, {@code refused} …
 * @param from    not before
 * @param to      before
 * @param beneath only records below this sequence: the page after the one that ended with it
 * @param limit   1 to 500
 */
public record AuditQuery(
        Optional<String> who,
        Optional<String> action,
        Optional<String> target,
        Optional<String> outcome,
        Optional<Instant> from,
        Optional<Instant> to,
        OptionalLong beneath,
        int limit) {
    public AuditQuery {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be between 1 and 500, not " + limit);
        }
    }
}
