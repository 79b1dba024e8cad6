package io.tradepost.domain.dns;

import io.tradepost.domain.dns.spf.SpfDraft;
import io.tradepost.domain.dns.spf.SpfLimits;
import io.tradepost.domain.dns.spf.SpfTerm;
import io.tradepost.domain.text.Phrase;
import java.util.List;

/** Judges what an SPF record costs those who evaluate it, at most. */
final class SpfCountChecks {
    private final DomainQuestion question;
    private final SpfFacts facts;

    private SpfCountChecks(DomainQuestion question, SpfFacts facts) {
        this.question = question;
        this.facts = facts;
    }

    static List<Finding> judge(DomainQuestion question, SpfFacts facts) {
        SpfCountChecks checks = new SpfCountChecks(question, facts);
        return List.of(checks.lookups(), checks.voids(), checks.mxNames());
    }

    static List<Finding> waiting(String other) {
        return List.of(
                lookupsDraft().waiting(other),
                voidsDraft().waiting(other),
                mxDraft().waiting(other));
    }

    private static FindingDraft lookupsDraft() {
        return new FindingDraft("spf.lookups", Severity.GATE, "RFC 7208 §4.6.4");
    }

    private static FindingDraft voidsDraft() {
        return new FindingDraft("spf.void", Severity.GATE, "RFC 7208 §4.6.4");
    }

    private static FindingDraft mxDraft() {
        return new FindingDraft("spf.mx", Severity.GATE, "RFC 7208 §4.6.4");
    }

    private Finding lookups() {
        int count = facts.tree().lookups();
        FindingDraft draft = lookupsDraft()
                .from(facts.answer())
                .expecting(List.of("≤ " + SpfLimits.LOOKUPS))
                .seeing(List.of(String.valueOf(count)))
                .because(SpfLines.of(facts.tree()));
        if (count > SpfLimits.LOOKUPS) {
            return draft.problem(
                    Phrase.of("spf.lookups.problem", count, SpfLimits.LOOKUPS),
                    Fix.of(List.of(), Phrase.of("spf.lookups.step"), Phrase.of("spf.lookups.step2")));
        }
        return facts.tree().isUncertain()
                ? draft.undecided(Phrase.of("spf.count.uncertain", count))
                : draft.fine(Phrase.of("spf.lookups.fine", count, SpfLimits.LOOKUPS));
    }

    private Finding voids() {
        int count = facts.tree().voids();
        FindingDraft draft = voidsDraft()
                .from(facts.answer())
                .expecting(List.of("≤ " + SpfLimits.VOIDS))
                .seeing(List.of(String.valueOf(count)))
                .because(SpfLines.of(facts.tree()));
        if (count > SpfLimits.VOIDS) {
            return draft.problem(
                    Phrase.of("spf.void.problem", count, SpfLimits.VOIDS),
                    Fix.of(
                            List.of(ZoneText.txt(
                                    question.domain(),
                                    SpfDraft.from(facts.records())
                                            .without(this::yieldsNothing)
                                            .text())),
                            Phrase.of("spf.void.step"),
                            Phrase.of("spf.step.others")));
        }
        return facts.tree().isUncertain()
                ? draft.undecided(Phrase.of("spf.count.uncertain", count))
                : draft.fine(Phrase.of("spf.void.fine", count, SpfLimits.VOIDS));
    }

    private boolean yieldsNothing(SpfTerm term) {
        return facts.tree().costs().stream()
                .filter(cost -> cost.term().text().equalsIgnoreCase(term.text()))
                .anyMatch(cost -> cost.voids() > 0 && cost.mxNames() == 0);
    }

    private Finding mxNames() {
        List<String> over = facts.tree()
                .all()
                .flatMap(branch -> branch.costs().stream()
                        .filter(cost -> cost.mxNames() > SpfLimits.MX_NAMES)
                        .map(cost -> branch.domain() + ": " + cost.term().text() + " → " + cost.mxNames()))
                .toList();
        FindingDraft draft = mxDraft()
                .from(facts.answer())
                .expecting(List.of("≤ " + SpfLimits.MX_NAMES))
                .seeing(over);
        return over.isEmpty()
                ? draft.fine(Phrase.of("spf.mx.fine"))
                : draft.problem(
                        Phrase.of("spf.mx.problem", String.join("; ", over), SpfLimits.MX_NAMES),
                        Fix.of(List.of(), Phrase.of("spf.mx.step")));
    }
}
