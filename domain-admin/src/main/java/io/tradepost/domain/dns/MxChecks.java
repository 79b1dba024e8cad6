package io.tradepost.domain.dns;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.text.AddressText;
import io.tradepost.domain.text.Phrase;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;

/** Judges where the domain's mail goes. */
final class MxChecks {
    private static final String PRESENT = "mx.present";

    private final DomainQuestion question;
    private final MxFacts facts;

    private MxChecks(DomainQuestion question, MxFacts facts) {
        this.question = question;
        this.facts = facts;
    }

    static List<Finding> judge(DomainQuestion question, MxFacts facts) {
        MxChecks checks = new MxChecks(question, facts);
        return List.of(
                checks.present(), checks.nullMx(), checks.ours(), checks.alias(), checks.noAddress(), checks.twice());
    }

    /** The same checks before it is known whether the zone is there. */
    static List<Finding> waiting(String other) {
        return List.of(
                presentDraft().waiting(other),
                nullDraft().waiting(other),
                oursDraft().waiting(other),
                aliasDraft().waiting(other),
                noAddressDraft().waiting(other),
                twiceDraft().waiting(other));
    }

    private static FindingDraft presentDraft() {
        return new FindingDraft(PRESENT, Severity.ERROR, "RFC 5321 §5.1");
    }

    private static FindingDraft nullDraft() {
        return new FindingDraft("mx.null", Severity.ERROR, "RFC 7505 §3");
    }

    private static FindingDraft oursDraft() {
        return new FindingDraft("mx.ours", Severity.ERROR, "RFC 5321 §5.1");
    }

    private static FindingDraft aliasDraft() {
        return new FindingDraft("mx.cname", Severity.ERROR, "RFC 2181 §10.3");
    }

    private static FindingDraft noAddressDraft() {
        return new FindingDraft("mx.noaddr", Severity.ERROR, "RFC 5321 §5.1");
    }

    private static FindingDraft twiceDraft() {
        return new FindingDraft("mx.dup", Severity.WARNING, "RFC 5321 §5.1");
    }

    private Finding present() {
        FindingDraft draft = presentDraft().from(facts.answer()).seeing(shown()).expecting(wanted());
        return switch (facts.answer()) {
            case DnsAnswer.Unknown unknown -> draft.silent(unknown);
            case DnsAnswer.Found found ->
                draft.fine(Phrase.of("mx.present.fine", found.records().size()));
            case DnsAnswer.Absent absent -> {
                List<InetAddress> own = facts.own().addresses();
                Phrase where =
                        own.isEmpty() ? Phrase.of("mx.present.nowhere") : Phrase.of("mx.present.fallback", shown(own));
                yield draft.because(List.of(where)).problem(Phrase.of("mx.present.problem", question.domain()), fix());
            }
        };
    }

    private Finding nullMx() {
        FindingDraft draft = nullDraft().from(facts.answer()).seeing(shown());
        if (facts.records().isEmpty()) {
            return draft.waiting(PRESENT);
        }
        long refusals = facts.records().stream()
                .filter(record -> record.getTarget().equals(Name.root))
                .count();
        if (refusals == 0) {
            return draft.fine(Phrase.of("mx.null.fine"));
        }
        // RFC 7505 section 3: a null MX must stand alone; beside others it is an error of its own.
        Phrase summary = refusals == facts.records().size()
                ? Phrase.of("mx.null.problem", question.domain())
                : Phrase.of("mx.null.mixed", question.domain());
        return draft.expecting(wanted()).problem(summary, fix());
    }

    private Finding ours() {
        FindingDraft draft = oursDraft().from(facts.answer()).expecting(wanted());
        if (facts.hosts().isEmpty()) {
            return draft.seeing(shown()).waiting(facts.records().isEmpty() ? PRESENT : "mx.null");
        }
        draft.seeing(facts.hosts().stream()
                .map(host -> host.text() + " → " + shown(host.addresses()))
                .toList());
        if (question.receivingAddresses().isEmpty()) {
            return draft.undecided(Phrase.of("mx.ours.unconfigured"));
        }
        List<MxFacts.Host> foreign = facts.hosts().stream()
                .filter(host -> !host.isUnknown() && !isOurs(host))
                .toList();
        if (!foreign.isEmpty()) {
            String names =
                    String.join(", ", foreign.stream().map(MxFacts.Host::text).toList());
            boolean some = foreign.size() < facts.hosts().size();
            return draft.problem(
                    Phrase.of(some ? "mx.ours.some" : "mx.ours.problem", names, shown(question.receivingAddresses())),
                    fix());
        }
        boolean unknown = facts.hosts().stream().anyMatch(MxFacts.Host::isUnknown);
        return unknown ? draft.undecided(Phrase.of("mx.ours.unknown")) : draft.fine(Phrase.of("mx.ours.fine"));
    }

    /** Ours if it has an address and every one is ours: a sender may try any. */
    private boolean isOurs(MxFacts.Host host) {
        return !host.addresses().isEmpty() && question.receivingAddresses().containsAll(host.addresses());
    }

    private Finding alias() {
        FindingDraft draft = aliasDraft();
        if (facts.hosts().isEmpty()) {
            return draft.waiting(PRESENT);
        }
        List<String> aliases = facts.hosts().stream()
                .filter(host -> !host.ipv4().aliases().isEmpty())
                .map(host -> host.text() + " CNAME "
                        + host.ipv4().aliases().getFirst().getTarget().toString(true))
                .toList();
        if (!aliases.isEmpty()) {
            return draft.from(facts.answer())
                    .seeing(aliases)
                    .problem(
                            Phrase.of("mx.cname.problem", String.join(", ", aliases)),
                            Fix.of(
                                    question.mailHost().isEmpty()
                                            ? aliasRecords()
                                            : List.of(ZoneText.mx(question.domain(), question.mailHost())),
                                    Phrase.of("mx.cname.step")));
        }
        return unknownOr(draft, Phrase.of("mx.cname.fine"));
    }

    private List<String> aliasRecords() {
        return facts.hosts().stream()
                .filter(host -> !host.ipv4().aliases().isEmpty())
                .flatMap(host -> host.addresses().stream().map(address -> addressRecord(host.text(), address)))
                .toList();
    }

    static String addressRecord(String host, InetAddress address) {
        return ZoneText.record(host, address.getAddress().length == 4 ? "A" : "AAAA", AddressText.of(address));
    }

    private Finding noAddress() {
        FindingDraft draft = noAddressDraft();
        if (facts.hosts().isEmpty()) {
            return draft.waiting(PRESENT);
        }
        List<MxFacts.Host> without = facts.hosts().stream()
                .filter(host -> host.addresses().isEmpty() && !host.isUnknown())
                .toList();
        if (!without.isEmpty()) {
            String names =
                    String.join(", ", without.stream().map(MxFacts.Host::text).toList());
            boolean literal = without.stream().anyMatch(MxFacts.Host::isLiteral);
            return draft.from(without.getFirst().ipv4())
                    .seeing(without.stream().map(MxFacts.Host::text).toList())
                    .problem(Phrase.of(literal ? "mx.noaddr.literal" : "mx.noaddr.problem", names), fix());
        }
        return unknownOr(draft, Phrase.of("mx.noaddr.fine"));
    }

    private Finding unknownOr(FindingDraft draft, Phrase fine) {
        for (MxFacts.Host host : facts.hosts()) {
            for (DnsAnswer answer : List.of(host.ipv4(), host.ipv6())) {
                if (answer instanceof DnsAnswer.Unknown unknown) {
                    return draft.silent(unknown);
                }
            }
        }
        return draft.from(facts.hosts().getFirst().ipv4()).fine(fine);
    }

    private Finding twice() {
        FindingDraft draft = twiceDraft().from(facts.answer()).seeing(shown());
        if (facts.records().isEmpty()) {
            return draft.waiting(PRESENT);
        }
        Map<Name, Integer> times = new HashMap<>();
        facts.records().forEach(record -> times.merge(record.getTarget(), 1, Integer::sum));
        List<String> several = times.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey().toString(true))
                .sorted()
                .toList();
        return several.isEmpty()
                ? draft.fine(Phrase.of("mx.dup.fine"))
                : draft.problem(
                        Phrase.of("mx.dup.problem", String.join(", ", several)),
                        Fix.of(List.of(), Phrase.of("mx.dup.step")));
    }

    private List<String> shown() {
        return facts.records().stream().map(MxChecks::shown).toList();
    }

    private static String shown(MXRecord record) {
        return record.getPriority() + " " + record.getTarget();
    }

    static String shown(List<InetAddress> addresses) {
        return addresses.isEmpty()
                ? "–"
                : String.join(", ", addresses.stream().map(AddressText::of).toList());
    }

    private List<String> wanted() {
        return question.mailHost().isEmpty() ? List.of() : List.of("10 " + question.mailHost() + ".");
    }

    private Fix fix() {
        return question.mailHost().isEmpty()
                ? Fix.of(List.of(), Phrase.of("mx.step.host"))
                : Fix.of(
                        List.of(ZoneText.mx(question.domain(), question.mailHost())),
                        Phrase.of("mx.step.publish", question.domain()),
                        Phrase.of("mx.step.remove"));
    }
}
