package io.tradepost.archive;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Something that somebody did, or was refused: a search, a view, a sign-in, a token made, a configuration changed.
 *
 * @param at      when
 * @param who     account, token name or operating-system user
 * @param role    in which role; empty if none was established
 * @param origin  where from: {@code rest 127.0.0.1}, {@code cli} …
 * @param action  one word or two: {@code search}, {@code view}, {@code raw}, {@code sign-in}, {@code token-create} …
 * @param target  what it was done to: a message id, an account, a query; may be empty
 * @param outcome {@code done}, {@code refused}, {@code not-found}, {@code failed}
 * @param details further facts; never a password, a token or a body
 */
public record AuditEvent(
        Instant at,
        String who,
        String role,
        String origin,
        String action,
        String target,
        String outcome,
        Map<String, String> details) {
    public AuditEvent {
        details = Map.copyOf(details);
    }

    /** What a reader did, with the purpose if one was said. */
    public static AuditEvent of(
            Instant at, Reader reader, String action, String target, String outcome, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        if (!reader.purpose().isEmpty()) {
            all.put("purpose", reader.purpose());
        }
        return new AuditEvent(at, reader.who(), reader.role(), reader.origin(), action, target, outcome, all);
    }
}
