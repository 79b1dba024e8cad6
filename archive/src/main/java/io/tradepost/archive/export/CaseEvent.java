package io.tradepost.archive.export;

import io.tradepost.archive.MessageId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A change to a case, as the journal keeps it.
 *
 * @param name     of the case
 * @param change   what happened
 * @param at       when
 * @param by       who
 * @param role     in which role
 * @param origin   from where
 * @param reason   what the case is about, or why messages come or go; may be empty
 * @param messages that come or go
 */
public record CaseEvent(
        CaseName name,
        Change change,
        Instant at,
        String by,
        String role,
        String origin,
        String reason,
        List<MessageId> messages) {
    /** What can happen to a case. */
    public enum Change {
        CREATED,
        ADDED,
        REMOVED;

        /** As it is recorded. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The change of this word, if it is one. */
        public static java.util.Optional<Change> of(String word) {
            return Arrays.stream(values())
                    .filter(change -> change.word().equals(word))
                    .findFirst();
        }
    }

    public CaseEvent {
        messages = List.copyOf(messages);
    }
}
