package io.tradepost.archive.notice;

import io.tradepost.archive.access.Person;
import java.time.Instant;
import java.util.Locale;

/**
 * That a person was told.
 *
 * @param version of the text
 * @param sha256  of the text as it was, in UTF-8, lower-case hexadecimal
 * @param at      when the person was told, which may be before it was recorded
 * @param how     whether they were only shown it
 * @param by      who recorded it
 */
public record Notice(Person person, String version, String sha256, Instant at, How how, Instant recordedAt, String by) {

    /** What the person did. */
    public enum How {
        /** It was put before them. */
        SHOWN,
        /** They agreed on a screen. */
        ACCEPTED,
        /** They signed on paper, which is kept elsewhere. */
        SIGNED;

        /** As it is typed and stands in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one typed so. */
        public static java.util.Optional<How> of(String typed) {
            return java.util.Arrays.stream(values())
                    .filter(one -> one.word().equals(typed.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }
}
