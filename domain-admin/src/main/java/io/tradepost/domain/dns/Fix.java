package io.tradepost.domain.dns;

import io.tradepost.domain.text.Phrase;
import java.util.List;

/**
 * What to do about a problem.
 *
 * @param records to publish, in zone-file form
 * @param steps for the person who does it, in order
 */
public record Fix(List<String> records, List<Phrase> steps) {
    /** Nothing to do. */
    public static final Fix NONE = new Fix(List.of(), List.of());

    public Fix {
        records = List.copyOf(records);
        steps = List.copyOf(steps);
    }

    static Fix of(List<String> records, Phrase... steps) {
        return new Fix(records, List.of(steps));
    }
}
