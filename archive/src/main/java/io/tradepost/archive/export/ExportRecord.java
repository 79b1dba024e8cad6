package io.tradepost.archive.export;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the journal says of an export.
 *
 * @param id             its name
 * @param event          what happened
 * @param at             when
 * @param by             who
 * @param role           in which role
 * @param origin         from where
 * @param selection      which messages were asked for
 * @param formats        in which forms
 * @param purpose        why; may be empty
 * @param count          how many messages
 * @param manifestSha256 of the manifest, lower-case hexadecimal; empty until it is finished
 */
public record ExportRecord(
        ExportId id,
        Event event,
        Instant at,
        String by,
        String role,
        String origin,
        Selection selection,
        Set<ExportFormat> formats,
        String purpose,
        long count,
        String manifestSha256) {
    /** What can happen to an export. */
    public enum Event {
        /** It is known which messages; none has been given out. */
        PLANNED,
        /** All of it is written. */
        FINISHED;

        /** As it is recorded. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The event of this word; a word of a later version counts as planned. */
        public static Event of(String word) {
            return Arrays.stream(values())
                    .filter(event -> event.word().equals(word))
                    .findFirst()
                    .orElse(PLANNED);
        }
    }

    public ExportRecord {
        formats = Set.copyOf(EnumSet.copyOf(formats));
    }
}
