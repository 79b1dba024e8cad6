package io.tradepost.domain.dns;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.dns.spf.SpfBranch;
import io.tradepost.domain.dns.spf.SpfDraft;
import io.tradepost.domain.dns.spf.SpfRecord;
import io.tradepost.domain.dns.spf.SpfSyntaxException;
import io.tradepost.domain.text.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges the domain's own SPF record: that there is one, and that it can be read. */
final class SpfChecks {
    private static final String SINGLE = "spf.single";
    private static final String SYNTAX = "spf.syntax";
    /** What people publish who meant SPF: wrong version, wrong quotes, a missing or wrong separator. */
    private static final Pattern MEANT_AS_SPF =
            Pattern.compile("[\"'\\s]*(v\\s*=\\s*)?spf[-.]?[0-9]?.*|[\"'\\s]+v=spf1.*", Pattern.CASE_INSENSITIVE);
    /** RFC 7208 section 3.4: answers should fit into 512 octets; about 60 go to the message around the record. */
    private static final int COMFORTABLE_LENGTH = 450;

    private final DomainQuestion question;
    private final SpfFacts facts;

    private SpfChecks(DomainQuestion question, SpfFacts facts) {
        this.question = question;
        this.facts = facts;
    }

    static List<Finding> judge(DomainQuestion question, SpfFacts facts) {
        SpfChecks checks = new SpfChecks(question, facts);
        List<Finding> findings = new ArrayList<>(List.of(checks.single(), checks.prefix(), checks.syntax()));
        if (facts.tree().state() == SpfBranch.State.RECORD) {
            findings.addAll(SpfTreeChecks.judge(
                    question, facts, SpfRecord.parse(facts.tree().text())));
            findings.add(checks.length());
        } else {
            String ground = facts.records().size() == 1 ? SYNTAX : SINGLE;
            findings.addAll(SpfTreeChecks.waiting(ground));
            findings.add(lengthDraft().waiting(ground));
        }
        return findings;
    }

    static List<Finding> waiting(String other) {
        List<Finding> findings = new ArrayList<>(List.of(
                singleDraft().waiting(other),
                prefixDraft().waiting(other),
                syntaxDraft().waiting(other)));
        findings.addAll(SpfTreeChecks.waiting(other));
        findings.add(lengthDraft().waiting(other));
        return findings;
    }

    private static FindingDraft singleDraft() {
        return new FindingDraft(SINGLE, Severity.GATE, "RFC 7208 §4.5");
    }

    private static FindingDraft prefixDraft() {
        return new FindingDraft("spf.prefix", Severity.GATE, "RFC 7208 §4.5");
    }

    private static FindingDraft syntaxDraft() {
        return new FindingDraft(SYNTAX, Severity.GATE, "RFC 7208 §4.6, §12");
    }

    private static FindingDraft lengthDraft() {
        return new FindingDraft("spf.txt-length", Severity.WARNING, "RFC 7208 §3.4");
    }

    private Finding single() {
        List<String> records = facts.records();
        FindingDraft draft = singleDraft().from(facts.answer()).seeing(records);
        if (facts.answer() instanceof DnsAnswer.Unknown unknown) {
            return draft.silent(unknown);
        }
        if (records.size() == 1) {
            return draft.fine(Phrase.of("spf.single.fine"));
        }
        String wanted = draft(facts).text();
        draft.expecting(List.of(wanted));
        List<String> fix = List.of(ZoneText.txt(question.domain(), wanted));
        return records.isEmpty()
                ? draft.problem(
                        Phrase.of("spf.single.none", question.domain()),
                        Fix.of(fix, Phrase.of("spf.step.publish", question.domain())))
                : draft.problem(
                        Phrase.of("spf.single.several", records.size()),
                        Fix.of(fix, Phrase.of("spf.step.merge", records.size()), Phrase.of("spf.step.others")));
    }

    private Finding prefix() {
        FindingDraft draft = prefixDraft().from(facts.answer());
        if (facts.answer() instanceof DnsAnswer.Unknown unknown) {
            return draft.silent(unknown);
        }
        List<String> meant = facts.texts().stream()
                .filter(text ->
                        !SpfRecord.isSpf(text) && MEANT_AS_SPF.matcher(text).matches())
                .toList();
        return meant.isEmpty()
                ? draft.fine(Phrase.of("spf.prefix.fine"))
                : draft.seeing(meant)
                        .problem(
                                Phrase.of("spf.prefix.problem", meant.getFirst()),
                                Fix.of(
                                        List.of(ZoneText.txt(
                                                question.domain(), draft(facts).text())),
                                        Phrase.of("spf.prefix.step")));
    }

    private Finding syntax() {
        FindingDraft draft = syntaxDraft().from(facts.answer());
        if (facts.records().size() != 1) {
            return draft.waiting(SINGLE);
        }
        String text = facts.records().getFirst();
        draft.seeing(List.of(text));
        Optional<SpfSyntaxException> error = errorIn(text);
        if (error.isEmpty()) {
            return draft.fine(Phrase.of("spf.syntax.fine"));
        }
        int position = error.get().position();
        String wanted = draft(facts).text();
        return draft.expecting(List.of(wanted))
                .because(List.of(
                        Phrase.of("verbatim", printable(text)), Phrase.of("verbatim", " ".repeat(position) + "^")))
                .problem(
                        Phrase.of(
                                "spf.syntax.problem", position + 1, error.get().problem()),
                        Fix.of(List.of(ZoneText.txt(question.domain(), wanted)), Phrase.of("spf.syntax.step")));
    }

    private static Optional<SpfSyntaxException> errorIn(String text) {
        try {
            SpfRecord.parse(text);
            return Optional.empty();
        } catch (SpfSyntaxException broken) {
            return Optional.of(broken);
        }
    }

    /** One character for one, so that the caret below stays where it belongs. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(letter -> shown.append(letter >= 0x20 && letter < 0x7F ? (char) letter : '?'));
        return shown.toString();
    }

    private Finding length() {
        int length = facts.tree().text().length();
        FindingDraft draft = lengthDraft().from(facts.answer()).seeing(List.of(String.valueOf(length)));
        return length <= COMFORTABLE_LENGTH
                ? draft.fine(Phrase.of("spf.txt-length.fine", length))
                : draft.expecting(List.of("≤ " + COMFORTABLE_LENGTH))
                        .problem(
                                Phrase.of("spf.txt-length.problem", length, COMFORTABLE_LENGTH),
                                Fix.of(List.of(), Phrase.of("spf.txt-length.step")));
    }

    /** All that is published, with our own addresses allowed. */
    private SpfDraft draft(SpfFacts known) {
        return SpfDraft.from(known.records()).allowing(question.sendingAddresses());
    }
}
