package io.tradepost.domain.dns.spf;

import io.tradepost.domain.text.Phrase;
import java.util.ArrayList;
import java.util.List;

/** A step being taken; what an evaluation that is cut short leaves behind is still a tree. */
final class GrowingStep {
    private final String text;
    private final String domain;
    private final List<GrowingStep> steps = new ArrayList<>();
    private SpfStep.Effect effect = SpfStep.Effect.PASSED_BY;
    private Phrase reason = Phrase.of("spf.step.open");

    GrowingStep(String text, String domain) {
        this.text = text;
        this.domain = domain;
    }

    /** Begins a step within this one. */
    GrowingStep next(String nextText, String nextDomain) {
        GrowingStep step = new GrowingStep(nextText, nextDomain);
        steps.add(step);
        return step;
    }

    /** Ends the step and gives back whether it matched. */
    boolean end(boolean matched, Phrase why) {
        effect = matched ? SpfStep.Effect.MATCHED : SpfStep.Effect.PASSED_BY;
        reason = why;
        return matched;
    }

    void fail(Phrase why) {
        effect = SpfStep.Effect.ENDED_IN_ERROR;
        reason = why;
    }

    Phrase reason() {
        return reason;
    }

    SpfStep done() {
        return new SpfStep(
                text,
                domain,
                effect,
                reason,
                steps.stream().map(GrowingStep::done).toList());
    }
}
