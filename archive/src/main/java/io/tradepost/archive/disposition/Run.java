package io.tradepost.archive.disposition;

import io.tradepost.archive.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run of disposal.
 *
 * @param id        name of it
 * @param reason    why now
 * @param proposedBy who had the list made
 * @param items     messages listed
 * @param digest    SHA-256 of the list, lower-case hexadecimal; what people approve
 * @param listed    sequences of the records that hold the list
 * @param destroyed sequences of the records that say what was destroyed
 * @param request   of the approvals
 * @param finishedAt when it was carried out to the end
 */
public record Run(
        String id,
        String reason,
        Person proposedBy,
        Instant proposedAt,
        long items,
        String digest,
        List<Long> listed,
        List<Long> destroyed,
        String request,
        Optional<Instant> finishedAt) {

    /** How far it is. */
    public enum State {
        /** Waits for approvals. */
        PROPOSED,
        APPROVED,
        /** Begun and not ended: goes on when it is executed again. */
        EXECUTING,
        FINISHED,
        /** Taken back, or not approved in time. */
        DROPPED;

        /** As it stands in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Run {
        listed = List.copyOf(listed);
        destroyed = List.copyOf(destroyed);
    }
}
