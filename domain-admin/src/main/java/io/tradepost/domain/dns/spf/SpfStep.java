package io.tradepost.domain.dns.spf;

import io.tradepost.domain.text.Phrase;
import java.util.List;

/**
 * One step of an evaluation, with those it took.
 *
 * @param text the term as written, or a whole record
 * @param domain whose record it stands in
 * @param effect what came of it
 * @param reason why, for a person
 */
public record SpfStep(String text, String domain, Effect effect, Phrase reason, List<SpfStep> steps) {
    /** What a step did to the evaluation. */
    public enum Effect {
        MATCHED,
        PASSED_BY,
        ENDED_IN_ERROR
    }

    public SpfStep {
        steps = List.copyOf(steps);
    }
}
