package io.tradepost.domain.dns;

import io.tradepost.domain.dns.spf.SpfBranch;
import io.tradepost.domain.dns.spf.SpfDraft;
import io.tradepost.domain.dns.spf.SpfRecord;
import io.tradepost.domain.dns.spf.SpfResult;
import io.tradepost.domain.dns.spf.SpfTerm;
import io.tradepost.domain.text.AddressText;
import io.tradepost.domain.text.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges whom an SPF record that can be read lets send, and whether all that it leads to can be read as well. */
final class SpfTreeChecks {
    private final DomainQuestion question;
    private final SpfFacts facts;
    private final SpfRecord record;
    private final List<Phrase> tree;

    private SpfTreeChecks(DomainQuestion question, SpfFacts facts, SpfRecord record) {
        this.question = question;
        this.facts = facts;
        this.record = record;
        this.tree = SpfLines.of(facts.tree());
    }

    static List<Finding> judge(DomainQuestion question, SpfFacts facts, SpfRecord record) {
        SpfTreeChecks checks = new SpfTreeChecks(question, facts, record);
        List<Finding> findings = new ArrayList<>();
        findings.add(checks.pass());
        if (!question.mailHost().isEmpty() && !question.sendingAddresses().isEmpty()) {
            findings.add(checks.helo());
        }
        findings.addAll(SpfCountChecks.judge(question, facts));
        findings.addAll(List.of(checks.all(), checks.ptr(), checks.dangling(), checks.reachable()));
        return findings;
    }

    static List<Finding> waiting(String other) {
        List<Finding> findings = new ArrayList<>(List.of(passDraft().waiting(other)));
        findings.addAll(SpfCountChecks.waiting(other));
        findings.addAll(List.of(
                allDraft().waiting(other),
                ptrDraft().waiting(other),
                danglingDraft().waiting(other),
                reachableDraft().waiting(other)));
        return findings;
    }

    private static FindingDraft passDraft() {
        return new FindingDraft("spf.pass", Severity.GATE, "RFC 7208 §2.4");
    }

    private static FindingDraft allDraft() {
        return new FindingDraft("spf.all", Severity.WARNING, "RFC 7208 §5.1");
    }

    private static FindingDraft ptrDraft() {
        return new FindingDraft("spf.ptr", Severity.WARNING, "RFC 7208 §5.5");
    }

    private static FindingDraft danglingDraft() {
        return new FindingDraft("spf.include-dangling", Severity.ERROR, "RFC 7208 §5.2");
    }

    private static FindingDraft reachableDraft() {
        return new FindingDraft("spf.include-broken", Severity.GATE, "RFC 7208 §5.2");
    }

    private Finding pass() {
        FindingDraft draft = passDraft().from(facts.answer());
        if (facts.mailFrom().isEmpty()) {
            return draft.undecided(Phrase.of("spf.pass.unconfigured"));
        }
        draft.expecting(facts.mailFrom().stream()
                        .map(verdict -> AddressText.of(verdict.client()) + " pass")
                        .toList())
                .seeing(shown(facts.mailFrom()))
                .because(lines(facts.mailFrom()));
        List<SpfFacts.Verdict> wrong = withoutPass(facts.mailFrom());
        if (wrong.isEmpty()) {
            return draft.fine(Phrase.of("spf.pass.fine", addresses(facts.mailFrom())));
        }
        Optional<SpfFacts.Verdict> certain = wrong.stream()
                .filter(verdict -> verdict.verdict().result() != SpfResult.TEMPERROR)
                .findFirst();
        if (certain.isEmpty()) {
            return draft.undecided(Phrase.of("spf.pass.unknown", addresses(wrong)));
        }
        return draft.problem(
                Phrase.of(
                        "spf.pass.problem",
                        addresses(wrong),
                        certain.get().verdict().result().word()),
                publish(draft().allowing(question.sendingAddresses()), Phrase.of("spf.pass.step")));
    }

    /** RFC 7208 section 2.3: the HELO name is checked too, and alone for bounces. */
    private Finding helo() {
        FindingDraft draft = new FindingDraft("spf.helo", Severity.WARNING, "RFC 7208 §2.3")
                .seeing(shown(facts.helo()))
                .because(lines(facts.helo()));
        List<SpfFacts.Verdict> wrong = withoutPass(facts.helo());
        if (wrong.isEmpty()) {
            return draft.fine(Phrase.of("spf.helo.fine", question.mailHost()));
        }
        if (wrong.stream().allMatch(verdict -> verdict.verdict().result() == SpfResult.TEMPERROR)) {
            return draft.undecided(Phrase.of("spf.pass.unknown", addresses(wrong)));
        }
        SpfDraft own =
                SpfDraft.from(List.of(SpfRecord.parse("v=spf1 -all").text())).allowing(question.sendingAddresses());
        return draft.expecting(List.of(own.text()))
                .problem(
                        Phrase.of(
                                "spf.helo.problem",
                                question.mailHost(),
                                addresses(wrong),
                                wrong.getFirst().verdict().result().word()),
                        Fix.of(
                                List.of(ZoneText.txt(question.mailHost(), own.text())),
                                Phrase.of("spf.helo.step", question.mailHost())));
    }

    private Finding all() {
        FindingDraft draft = allDraft().from(facts.answer()).expecting(List.of("-all", "~all"));
        Optional<SpfTerm.Directive> all = record.all();
        if (all.isEmpty() && record.redirect().isPresent()) {
            return draft.seeing(List.of(record.redirect().get().text())).fine(Phrase.of("spf.all.redirect"));
        }
        draft.seeing(all.stream().map(SpfTerm.Directive::text).toList());
        if (all.isEmpty()) {
            return draft.problem(Phrase.of("spf.all.none"), publish(draft(), Phrase.of("spf.all.step")));
        }
        return switch (all.get().qualifier()) {
            case FAIL, SOFTFAIL ->
                draft.fine(Phrase.of("spf.all.fine", all.get().text()));
            case NEUTRAL, PASS ->
                draft.problem(Phrase.of("spf.all.open", all.get().text()), publish(draft(), Phrase.of("spf.all.step")));
        };
    }

    private Finding ptr() {
        List<String> used = facts.tree()
                .all()
                .flatMap(branch -> branch.costs().stream()
                        .filter(cost -> isPtr(cost.term()))
                        .map(cost -> branch.domain() + ": " + cost.term().text()))
                .toList();
        FindingDraft draft = ptrDraft().from(facts.answer()).seeing(used);
        return used.isEmpty()
                ? draft.fine(Phrase.of("spf.ptr.fine"))
                : draft.problem(
                        Phrase.of("spf.ptr.problem", String.join("; ", used)),
                        publish(
                                draft().without(SpfTreeChecks::isPtr).allowing(question.sendingAddresses()),
                                Phrase.of("spf.ptr.step")));
    }

    private static boolean isPtr(SpfTerm term) {
        return term instanceof SpfTerm.Directive directive && directive.mechanism() instanceof SpfTerm.Ptr;
    }

    private Finding dangling() {
        FindingDraft draft = danglingDraft().from(facts.answer());
        List<SpfBranch> gone = branches(SpfBranch.State.NO_NAME);
        if (gone.isEmpty()) {
            return facts.tree().isUncertain()
                    ? draft.undecided(Phrase.of("spf.tree.uncertain"))
                    : draft.fine(Phrase.of("spf.include-dangling.fine"));
        }
        List<String> names = gone.stream().map(SpfBranch::domain).distinct().toList();
        boolean forSale = names.stream().anyMatch(facts.ownerless()::contains);
        return draft.seeing(names)
                .because(tree)
                .problem(
                        Phrase.of(
                                forSale ? "spf.include-dangling.sale" : "spf.include-dangling.problem",
                                String.join(", ", names)),
                        publish(draft().without(term -> leadsTo(term, gone)), Phrase.of("spf.include-dangling.step")));
    }

    /** An include that can't be evaluated makes the whole record an error for everybody. */
    private Finding reachable() {
        FindingDraft draft = reachableDraft().from(facts.answer());
        List<SpfBranch> broken = new ArrayList<>();
        broken.addAll(branches(SpfBranch.State.NO_RECORD));
        broken.addAll(branches(SpfBranch.State.SEVERAL_RECORDS));
        broken.addAll(branches(SpfBranch.State.BROKEN));
        broken.addAll(branches(SpfBranch.State.LOOP));
        if (broken.isEmpty()) {
            return facts.tree().isUncertain()
                    ? draft.undecided(Phrase.of("spf.tree.uncertain"))
                    : draft.fine(Phrase.of("spf.include-broken.fine"));
        }
        SpfBranch first = broken.getFirst();
        return draft.seeing(broken.stream().map(SpfBranch::domain).distinct().toList())
                .because(tree)
                .problem(
                        Phrase.of("spf.include-broken.problem", first.domain(), first.note()),
                        publish(draft().without(term -> leadsTo(term, broken)), Phrase.of("spf.include-broken.step")));
    }

    private List<SpfBranch> branches(SpfBranch.State state) {
        return facts.tree().all().filter(branch -> branch.state() == state).toList();
    }

    /** Whether a term of our own record leads straight to one of these. */
    private boolean leadsTo(SpfTerm term, List<SpfBranch> branches) {
        return facts.tree().costs().stream()
                .filter(cost -> cost.term().text().equalsIgnoreCase(term.text()))
                .anyMatch(cost -> cost.branches().stream().anyMatch(branches::contains));
    }

    private SpfDraft draft() {
        return SpfDraft.from(facts.records());
    }

    private Fix publish(SpfDraft draft, Phrase step) {
        return Fix.of(List.of(ZoneText.txt(question.domain(), draft.text())), step, Phrase.of("spf.step.others"));
    }

    private static List<SpfFacts.Verdict> withoutPass(List<SpfFacts.Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.verdict().result() != SpfResult.PASS)
                .toList();
    }

    private static List<String> shown(List<SpfFacts.Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> AddressText.of(verdict.client()) + " "
                        + verdict.verdict().result().word())
                .toList();
    }

    private static List<Phrase> lines(List<SpfFacts.Verdict> verdicts) {
        return verdicts.stream()
                .flatMap(verdict -> SpfLines.of(verdict.client(), verdict.verdict()).stream())
                .toList();
    }

    private static String addresses(List<SpfFacts.Verdict> verdicts) {
        return MxChecks.shown(verdicts.stream().map(SpfFacts.Verdict::client).toList());
    }
}
